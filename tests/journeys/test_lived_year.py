"""What a lived year looks like: every act allowed, every chain whole, everybody invented."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from guildhall.commons.parties.models import ContactPoint
from guildhall.demo.city import WARDS
from guildhall.demo.people import NAMES
from guildhall.demo.topics import FIRMS, topics
from guildhall.demo.year import Volume
from guildhall.kernel import events, time
from guildhall.kernel.events import Event
from guildhall.kernel.lives import World
from guildhall.kernel.measures import measure
from guildhall.kernel.outbox import Outbox
from guildhall.kernel.records import Record
from guildhall.services.requests.models import InformationRequest
from tests.journeys.small_year import live

pytestmark = pytest.mark.django_db
SMALL = Volume(2017, requests=24)


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One year for all the tests of this module: they look, and change nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield live(SMALL)
        transaction.set_rollback(True)


def test_exactly_as_many_requests_are_received_in_the_year_as_were_asked_for(lived):
    assert measure("requests.received").value(SMALL.period) == 24
    assert InformationRequest.objects.filter(opened_on__lt=SMALL.period.first).exists()


def test_every_act_was_allowed_and_every_chain_holds(lived):
    assert lived.refused == []
    assert list(events.flaws(Record.objects.all())) == []


def test_every_event_was_recorded_in_its_own_time(lived):
    for event in Event.objects.all():
        assert event.effective_on <= event.recorded_at.astimezone(time.LONDON).date() <= SMALL.period.last


def test_nothing_leaves_and_nothing_waits_for_a_worker(lived):
    assert set(Outbox.objects.values_list("state", flat=True)) == {Outbox.State.SENT}
    assert not DBTaskResult.objects.exists()
    assert not mail.outbox


def test_everybody_can_only_be_reached_at_addresses_kept_for_examples(lived):
    emails = ContactPoint.objects.filter(kind="email").values_list("value", flat=True)

    assert emails
    assert all(email.endswith((".example", "example.org", "example.com", "example.net")) for email in emails)
    for phone in ContactPoint.objects.filter(kind="phone").values_list("value", flat=True):
        assert phone.replace(" ", "").startswith(("07700900", "01632960"))


def test_no_name_is_a_word_or_a_place_of_what_is_asked():
    asked = " ".join(text for topic in topics() for text in (topic["title"], topic["wanted"], topic["found"]))
    words = set(" ".join([asked, *WARDS, *FIRMS]).replace(":", " ").split())

    assert not words & {*NAMES["given"], *NAMES["family"]}


def test_the_residents_of_the_cast_have_requests_of_their_own(lived):
    for name in ("Jo Castle", "Sam Quill"):
        assert InformationRequest.objects.filter(requester=name).count() >= 4


def test_no_team_is_told_who_asks(lived):
    for part in Record.objects.of("parts").select_related("part"):
        (link,) = part.links.filter(kind="part_of").select_related("target__informationrequest")
        requester = link.target.informationrequest.requester
        assert link.target.informationrequest.regime == "sar" or requester not in part.part.question
