"""Every verb of plans, objectives and deliverables has a page somebody can fill in."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.html import escape

from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.plan.actions import benefits, boards, delivery, dependencies, promises

KEYS = ("plans", "objectives", "deliverables")


@pytest.fixture
def browser(cast, client):
    """Signs a member of staff in."""

    def sign_in(player):
        Authenticator.objects.get_or_create(
            user=cast[player], type=Authenticator.Type.TOTP, defaults={"data": {}}
        )
        client.force_login(cast[player], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in


@pytest.fixture
def filled(draft, objective, deliverable, cast):
    """A plan, an objective and a deliverable with rows, so that every verb has something to choose."""
    by = cast["nadia"]
    boards.propose_idea(draft, by=by, board="swot", quadrant="threats", text="Key staff may leave")
    promises.set_promise(
        deliverable, by=by, text="Nine in ten", measure="requests.answered_in_time", target=90
    )
    delivery.set_resource(deliverable, by=by, kind="financial", text="Software", amount=165000, unit="£")
    delivery.set_key_action(deliverable, by=by, text="Name the owners")
    delivery.add_milestone(deliverable, by=by, text="Owners named", quarter="2018-19 Q2")
    dependencies.depend_on(deliverable, by=by, text="Laptops", provider="IT service")
    benefits.set_benefit(deliverable, by=by, name="Less print", kind="cashable", amount=9000)
    return {"plans": draft, "objectives": objective, "deliverables": deliverable}


@pytest.mark.parametrize("key", KEYS)
def test_every_verb_that_can_be_done_shows_its_questions(filled, browser, cast, key):
    record, director = filled[key], browser("owen")
    verbs = [each for each in service(key).actions.values() if not (each.opens or each.system)]
    open_to = [each for each in verbs if not each.why_not(record, cast["owen"])]

    for verb in open_to:
        page = director.get(f"{record.get_absolute_url()}{verb.name}/").content.decode()
        for field in verb.form(record, by=cast["owen"]).fields.values():
            assert escape(field.label) in page, (verb, field.label)
    assert len(open_to) >= len(verbs) // 3


@pytest.mark.parametrize("key", KEYS)
def test_a_form_sent_empty_is_answered_with_what_is_missing(filled, browser, cast, key):
    record, director = filled[key], browser("owen")
    shown = type(record).objects.get(pk=record.pk).version
    for verb in service(key).actions.values():
        if verb.opens or verb.system or verb.why_not(record, cast["owen"]):
            continue
        required = [each for each in verb.form(record, by=cast["owen"]).fields.values() if each.required]
        with transaction.atomic():
            answer = director.post(f"{record.get_absolute_url()}{verb.name}/", {"shown-version": shown})
            transaction.set_rollback(True)
        assert answer.status_code == (422 if required else 303), verb


OPENED = [("plans", "enter"), ("objectives", "set_out"), ("deliverables", "set_out")]
FROM, UNTIL = ({"day": 1, "month": 4, "year": year} for year in (2019, 2020))


@pytest.mark.parametrize(("key", "name"), OPENED)
def test_a_record_is_opened_from_its_page(filled, browser, key, name):
    lead, address = browser("nadia"), f"/desk/{key}/open/{name}/"
    answers = {"title": "One more", "directorate": "Helpdesk", "key": "one-more", "plan": filled["plans"].pk}
    answers |= {f"first-{part}": number for part, number in FROM.items()}
    answers |= {f"last-{part}": number for part, number in UNTIL.items()}

    assert lead.get(address).status_code == 200
    opened = lead.post(address, answers)

    assert opened.status_code == 303
    assert "One more" in lead.get(opened["Location"]).content.decode()


@pytest.mark.parametrize("key", KEYS)
def test_every_queue_and_record_opens(filled, browser, key):
    lead = browser("nadia")

    assert lead.get(f"/desk/{key}/").status_code == 200
    assert filled[key].title in lead.get(filled[key].get_absolute_url()).content.decode()


def test_a_plan_shows_its_objectives_deliverables_and_boards(filled, browser):
    page = browser("nadia").get(filled["plans"].get_absolute_url()).content.decode()

    for shown in ("Answer in time", "A register of assets", "Key staff may leave"):
        assert shown in page


def test_a_deliverable_shows_every_row_of_its_own(filled, browser):
    page = browser("nadia").get(filled["deliverables"].get_absolute_url()).content.decode()

    for shown in ("Nine in ten", "at least 90%", "Software", "£165,000", "in 2018-19 Q2", "Laptops",
                  "IT service", "not yet", "Less print", "£9,000"):  # fmt: skip
        assert shown in page, shown


def test_a_risk_one_may_not_see_is_not_shown_on_the_boards(filled, browser, cast):
    plan = filled["plans"]
    boards.make_risk(plan, by=cast["owen"], idea=plan.ideas.get().pk)
    (risk,) = service("risks").records
    reworded = {"title": "A name only few know", "log": risk.log, "category": risk.category_id}
    service("risks").actions["describe"](risk, by=SYSTEM, **reworded)

    assert "A name only few know" not in browser("nadia").get(plan.get_absolute_url()).content.decode()
