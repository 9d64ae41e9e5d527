"""The form of governance and its change, and the constitution: dated, notified, costed, compared."""

from datetime import date
from decimal import Decimal

import pytest

from guildhall.commons.chamber.actions import bodies, members
from guildhall.commons.chamber.models import Appointment, Body, Power, StandingOrder
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.services.constitution import costing
from guildhall.services.constitution.actions import changing, planning, versions
from guildhall.services.constitution.models import Arrangement, arrangement_on
from guildhall.services.constitution.service import arrangements

TODAY = date(2018, 1, 16)
ANNUAL = date(2018, 5, 15)


@pytest.fixture
def dora(cast):
    with time.pretend(TODAY):
        yield cast["dora"]


@pytest.fixture
def members_of(dora):
    def members_of(*names):
        for name in names:
            member = members.elect(
                by=dora, name=name, ward="Milton", elected_on=date(2016, 5, 5), term_ends_on=date(2020, 5, 11)
            )
            yield members.accept_office(member, by=dora, on=date(2016, 5, 10))

    return members_of


@pytest.fixture
def council(dora, members_of):
    """An executive with its cabinet and a planning committee; Ada sits on the cabinet, Bram on planning."""
    planning.enter(by=dora, form="leader", on=date(2002, 5, 21))
    ada, bram, cleo = members_of("Ada Keel", "Bram Lodge", "Cleo Nance")
    made = {
        name: bodies.establish(by=dora, kind=kind, name=name, on=date(2016, 5, 17))
        for kind, name in (
            ("council", "City Council"),
            ("cabinet", "Cabinet"),
            ("committee", "Planning Committee"),
        )
    }
    for name, member in (("Cabinet", ada), ("Planning Committee", bram)):
        bodies.appoint(made[name], by=dora, member=member.reference, role="chair")
    for what in ("Set rents", "Buy land"):
        bodies.give_power(made["Cabinet"], by=dora, what=what, source="Part 2", on=date(2016, 5, 17))
    bodies.set_standing_order(
        made["Cabinet"], by=dora, rule="quorum", value="3", source="Part 3A", on=date(2016, 5, 17)
    )
    return made | {"ada": ada, "bram": bram, "cleo": cleo}


@pytest.fixture
def change(council, dora):
    """A committee system: planning stays, the cabinet goes into Policy, buying land to Resources."""
    change = planning.plan(by=dora, form="committees", why="All members decide", hourly_cost=30)
    planned = {"by": dora, "kind": "committee", "meetings": 10, "hours": 20}
    planning.plan_body(change, name="Policy", special=1_000, seats=9, **planned)
    planning.plan_body(change, name="Resources", **planned)
    planning.plan_body(
        change, by=dora, body=council["Planning Committee"].reference, meetings=12, hours=10, special=500
    )
    return change


@pytest.fixture
def rehomed(change, council, dora):
    policy, resources = change.planned.get(name="Policy"), change.planned.get(name="Resources")
    planning.rehome(
        change, by=dora, body=council["Cabinet"].reference, to=policy.pk, meetings=11, hours=30, special=8_000
    )
    planning.move_power(change, by=dora, power=Power.objects.get(what="Buy land").pk, to=resources.pk)
    planning.place(change, by=dora, planned_body=policy.pk, member=council["ada"].reference, role="chair")
    return change


@pytest.fixture
def resolved(rehomed, dora):
    return changing.resolve(rehomed, by=dora, takes_effect_on=ANNUAL)


def test_a_resolution_waits_until_every_body_stays_or_is_re_homed(change, dora):
    with pytest.raises(Invalid, match="whether it stays or where it goes: Cabinet"):
        changing.resolve(change, by=dora, takes_effect_on=ANNUAL)


def test_a_body_does_not_stay_and_go(rehomed, council, dora):
    with pytest.raises(Invalid, match="it cannot stay too"):
        planning.plan_body(rehomed, by=dora, body=council["Cabinet"].reference, meetings=1, hours=1)
    with pytest.raises(Invalid, match="stays: drop it first"):
        planning.rehome(
            rehomed, by=dora, body=council["Planning Committee"].reference, meetings=1, hours=1,
            to=rehomed.planned.get(name="Policy").pk,
        )  # fmt: skip


def test_the_change_shows_what_it_costs_beside_today(rehomed):
    now, then = costing.costs(rehomed)

    assert (now.meetings, now.hours, now.total) == (23, 450, Decimal(450 * 30 + 8_500))
    assert (then.meetings, then.hours, then.total) == (32, 520, Decimal(520 * 30 + 1_500))


def test_a_member_without_a_place_is_found(rehomed, council, dora):
    duty = arrangements.duties["has_a_place_for_all"]
    assert [(member.name, now, then) for member, now, then in costing.places(rehomed)] == [
        ("Ada Keel", 1, 1), ("Bram Lodge", 1, 1), ("Cleo Nance", 0, 0),
    ]  # fmt: skip
    assert [each.detail for each in duty.findings(SYSTEM, TODAY)] == [("On the council only: Cleo Nance.",)]

    planning.place(
        rehomed, by=dora, planned_body=rehomed.planned.get(name="Policy").pk, member=council["cleo"].reference
    )

    assert list(duty.findings(SYSTEM, TODAY)) == []


def test_nothing_of_a_plan_is_public_before_the_document_is_open(rehomed, dora, client):
    url = f"/constitution/governance/{rehomed.reference}/"
    assert client.get(url).status_code == 404
    resolved = changing.resolve(rehomed, by=dora, takes_effect_on=ANNUAL)
    assert client.get(url).status_code == 404

    changing.publish_document(resolved, by=dora)

    page = client.get(url).content.decode()
    assert "The power: Buy land" in page
    assert "there is no executive" in page
    assert "from the annual meeting on 15 May 2018" in client.get("/constitution/").content.decode()


def test_it_takes_effect_at_the_annual_meeting_once_it_was_notified(resolved, dora):
    with pytest.raises(Refused, match="document must be open to inspection and the notice published"):
        changing.take_effect(resolved, by=dora)
    changing.publish_document(resolved, by=dora)
    notified = changing.publish_notice(resolved, by=dora, newspaper="The News")

    with pytest.raises(Refused, match="annual meeting on Tue 15 May 2018"):
        changing.take_effect(notified, by=dora)


def test_a_resolution_that_is_not_notified_in_a_fortnight_is_found(resolved):
    duty = arrangements.duties["notified"]

    assert list(duty.findings(SYSTEM, date(2018, 1, 30))) == []
    assert [each.record.pk for each in duty.findings(SYSTEM, date(2018, 1, 31))] == [resolved.pk]


@pytest.fixture
def changed(resolved, dora):
    changing.publish_document(resolved, by=dora)
    notified = changing.publish_notice(resolved, by=dora, newspaper="The News")
    with time.pretend(ANNUAL):
        return changing.take_effect(notified, by=dora)


def test_the_change_re_homes_bodies_powers_rules_and_members(changed, council):
    cabinet, policy = Body.objects.get(name="Cabinet"), Body.objects.get(name="Policy")

    assert (cabinet.stage, cabinet.dissolved_on) == (Body.Stage.DISSOLVED, date(2018, 5, 14))
    assert cabinet.succeeded_by_id == policy.pk
    held = Power.objects.filter(until_on=None).values_list("what", "body__name", "from_on")
    assert set(held) == {("Set rents", "Policy", ANNUAL), ("Buy land", "Resources", ANNUAL)}
    assert StandingOrder.objects.get(body=policy, until_on=None).value == "3"
    sits = Appointment.objects.filter(until_on=None).values_list("body__name", "member__name", "role")
    assert set(sits) == {("Policy", "Ada Keel", "chair"), ("Planning Committee", "Bram Lodge", "chair")}


def test_what_was_in_force_can_be_asked_of_any_day(changed):
    assert arrangement_on(date(1999, 1, 1)) is None
    assert arrangement_on(date(2018, 5, 14)).executive
    assert not arrangement_on(ANNUAL).executive


def test_the_scheme_of_delegation_is_read_as_it_held_on_a_day(changed, client):
    with time.pretend(ANNUAL):
        before = client.get("/constitution/powers/?on=2018-05-14").content.decode()
        after = client.get("/constitution/powers/").content.decode()
        wrong = client.get("/constitution/powers/?on=yesterday")

    assert "Cabinet</a>" in before
    assert "Policy</a>" not in before
    assert "Policy</a>" in after
    assert "Cabinet</a>" not in after
    assert wrong.status_code == 422


def test_within_five_years_another_change_needs_a_referendum(changed, dora):
    with time.pretend(date(2019, 3, 1)):
        back = planning.plan(by=dora, form="leader", why="It took too long", hourly_cost=30)
        for body in Body.objects.open().exclude(kind="council"):
            back = planning.plan_body(back, by=dora, body=body.reference, meetings=1, hours=1)
        with pytest.raises(Invalid, match=r"needs a referendum \(LGA 2000 s.9KC\(4\)\)"):
            changing.resolve(back, by=dora, takes_effect_on=date(2019, 5, 14))

        back = changing.resolve(back, by=dora, takes_effect_on=date(2019, 5, 14), by_referendum=True)
    assert back.stage == Arrangement.Stage.RESOLVED


def test_an_abandoned_plan_leaves_everything_as_it_was(rehomed, dora):
    changing.abandon(rehomed, by=dora, why="The motion fell")

    assert Body.objects.open().count() == 3
    assert arrangement_on(TODAY).executive


def adopted(dora, on, what, **articles):
    version = versions.draft(by=dora, what_changed=what)
    for part, text in articles.items():
        versions.write_article(version, by=dora, part=part, heading="Speaking", text=text)
    return versions.adopt(version, by=dora, adopted_by="Council, minute 3", on=on)


def test_a_version_begins_with_the_words_in_force_and_supersedes_them(dora, client):
    first = adopted(dora, date(2016, 5, 17), "All of it", A1="Ask by noon.", A2="Sit down.")
    second = adopted(dora, date(2017, 5, 16), "By telephone", A1="Ask by noon, by telephone.")
    first.refresh_from_db()

    assert (first.stage, first.superseded_on) == ("superseded", date(2017, 5, 16))
    assert [each.text for each in second.articles.order_by("part")] == [
        "Ask by noon, by telephone.",
        "Sit down.",
    ]
    page = client.get("/constitution/2/changes/").content.decode()
    assert "by telephone." in page
    assert "<del>" in page
    assert "Sit down" not in page
    assert client.get("/constitution/1/").status_code == 200


def test_a_draft_is_not_public_and_an_empty_one_is_not_adopted(dora, client):
    version = versions.draft(by=dora, what_changed="Nothing yet")

    assert client.get("/constitution/1/").status_code == 404
    with pytest.raises(Refused, match="no words yet"):
        versions.adopt(version, by=dora, adopted_by="Council, minute 3")


def test_a_constitution_older_than_the_form_of_governance_is_found(changed, dora):
    duty = arrangements.duties["is_written_down"]
    assert list(duty.findings(SYSTEM, date(2018, 6, 1))) == []
    assert [each.record.pk for each in duty.findings(SYSTEM, date(2018, 6, 20))] == [changed.pk]

    with time.pretend(date(2018, 6, 20)):
        adopted(dora, date(2018, 6, 19), "The committee system", A1="Committees decide.")

    assert list(duty.findings(SYSTEM, date(2018, 6, 20))) == []
