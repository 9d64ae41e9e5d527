"""Letters through GOV.UK Notify's own client: each once, by reference, whatever its mood."""

import pytest

from guildhall.kernel import delivery
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests import actions
from tests.commons.notify import KEY, StandInForNotify

pytestmark = pytest.mark.django_db


@pytest.fixture
def notify(settings):
    stand_in = StandInForNotify()
    settings.LETTERS = "notify"
    settings.NOTIFY = {"key": KEY, "base_url": stand_in.url, "template": "a-template"}
    yield stand_in
    stand_in.close()


@pytest.fixture
def letter(cast):
    request = actions.ask(
        by=SYSTEM, wanted="[evil](https://evil.example)", name="Jo Castle", email="jo@example.org", address=""
    )
    return request.letters.get()


def test_a_letter_goes_with_its_key_as_reference(notify, letter):
    delivery.sweep_outbox()

    (taken,) = notify.taken
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert taken["reference"] == letter.key
    assert taken["email_address"] == "jo@example.org"
    assert taken["personalisation"]["subject"] == letter.subject


def test_a_link_that_was_typed_is_no_link_at_notify_either(notify, letter):
    delivery.sweep_outbox()

    assert "[evil](https" not in notify.taken[0]["personalisation"]["body"]


def test_an_answer_that_was_lost_is_looked_up_and_nothing_is_sent_twice(notify, letter):
    notify.mood = "falls silent"

    delivery.sweep_outbox()
    delivery.sweep_outbox()

    letter.refresh_from_db()
    assert (letter.state, notify.references) == ("sent", [letter.key])


def test_what_notify_refuses_is_tried_again_and_then_shown(notify, letter):
    notify.mood = "refuses"

    delivery.sweep_outbox()

    letter.refresh_from_db()
    row = letter.record.outbox.get(kind="letter")
    assert (letter.state, row.state) == ("queued", "queued")
    assert row.error == "Notify answered 400: [{'error': 'BadRequestError', 'message': 'Not in your list'}]"


def test_while_notify_is_away_nothing_is_decided(notify, letter, settings):
    settings.NOTIFY = {**settings.NOTIFY, "base_url": "http://127.0.0.1:9"}

    delivery.sweep_outbox()

    assert letter.record.outbox.get(kind="letter").state == "sending"
