"""Bodies and members: office, groups, seats, interests, absence, and what the public sees of them."""

from datetime import date

import pytest

from guildhall.commons.chamber import demo
from guildhall.commons.chamber.actions import bodies, members, registers
from guildhall.commons.chamber.models import Allegiance, Appointment, Body, Leadership, Member, StandingOrder
from guildhall.commons.chamber.standing import standing
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.lives import World
from guildhall.kernel.services import service

TODAY = date(2018, 9, 3)
MARCH = date(2018, 3, 14)
POLL = date(2018, 5, 3)


@pytest.fixture
def today():
    with time.pretend(TODAY):
        yield TODAY


@pytest.fixture
def dora(cast, today):
    return cast["dora"]


@pytest.fixture
def elect(dora):
    def elect(name="Ada Keel", ward="Milton", **given):
        told = {"elected_on": POLL, "term_ends_on": date(2022, 5, 9), **given}
        return members.elect(by=dora, name=name, ward=ward, **told)

    return elect


@pytest.fixture
def establish(dora):
    def establish(name="Planning Committee", kind="committee", **given):
        return bodies.establish(by=dora, name=name, kind=kind, on=date(2018, 5, 15), **given)

    return establish


def failing(key, title):
    duty = next(each for each in service(key).duties.values() if each.title == title)
    return [each.record.pk for each in duty.findings(SYSTEM, TODAY)]


def test_a_member_takes_office_on_the_fourth_day_and_is_public_from_then(elect):
    member = elect()

    assert member.office_from == member.published_on == date(2018, 5, 7)
    assert {each.kind: each.due_on for each in member.deadlines.all()} == {
        "acceptance": date(2018, 7, 3),
        "interests": date(2018, 6, 3),
    }


def test_acceptance_of_office_starts_the_six_months(elect, dora):
    member = members.accept_office(elect(), by=dora, on=date(2018, 5, 10))

    assert member.stage == Member.Stage.IN_OFFICE
    assert member.deadlines.get(kind="attendance").due_on == date(2018, 11, 10)


def test_attending_runs_the_six_months_anew_and_an_earlier_meeting_entered_late_does_not(elect, dora):
    member = members.accept_office(elect(), by=dora, on=date(2018, 5, 10))

    member = members.attend(member, by=dora, on=date(2018, 8, 20))
    member = members.attend(member, by=dora, on=date(2018, 7, 1))

    assert member.attended_on == date(2018, 8, 20)
    assert member.deadlines.get(kind="attendance").due_on == date(2019, 2, 20)


def test_an_absence_is_approved_before_the_six_months_are_out_or_not_at_all(elect, dora):
    member = members.accept_office(elect(), by=dora, on=date(2018, 5, 10))

    with time.pretend(date(2018, 11, 12)), pytest.raises(Refused, match="six months ended on"):
        members.approve_absence(member, by=dora, until=date(2019, 3, 1), why="Illness")

    member = members.approve_absence(member, by=dora, until=date(2019, 3, 1), why="Illness")
    assert not member.deadlines.filter(kind="attendance").exists()


def test_absence_is_warned_of_from_the_third_month(elect, dora):
    seen = members.accept_office(elect(), by=dora, on=date(2018, 7, 1))
    unseen = members.accept_office(elect("Bram Lodge"), by=dora, on=date(2018, 5, 10))

    assert failing("members", "No member is absent for months") == [unseen.pk]
    duty = service("members").duties["seen_lately"]
    assert list(duty.told_of(unseen, TODAY)) == [
        "Last attended on Thu 10 May 2018: 3 months ago.",
        "The seat is lost after Sat 10 November 2018, unless the council approves the reason before.",
    ]
    assert seen.pk != unseen.pk


def test_late_interests_are_found_until_they_are_notified(elect, dora):
    member = elect()
    assert failing("members", "Every member notifies interests within 28 days") == [member.pk]

    registers.notify_interests(member, by=dora)

    assert failing("members", "Every member notifies interests within 28 days") == []


def test_nobody_is_in_two_groups_at_once(elect, dora):
    member = members.join_group(elect(), by=dora, group="Harbour Alliance", short="HA", on=date(2018, 5, 8))

    with pytest.raises(Invalid, match="is in Harbour Alliance"):
        members.join_group(member, by=dora, group="Island Democrats", short="ID")
    members.leave_group(member, by=dora, on=date(2018, 8, 1))
    members.join_group(member, by=dora, group="Island Democrats", short="ID", on=date(2018, 8, 2))

    held = Allegiance.objects.filter(member=member.pk).order_by("pk").values_list("group__short", "until_on")
    assert list(held) == [("HA", date(2018, 8, 1)), ("ID", None)]


def test_a_group_of_one_is_found(elect, dora):
    member = members.join_group(elect(), by=dora, group="Harbour Alliance", short="HA")

    assert failing("members", "A political group has two members") == [member.pk]


def test_a_new_group_needs_a_short_name_in_plain_words(elect, dora):
    with pytest.raises(Invalid, match="enter a short name for it too"):
        members.join_group(elect(), by=dora, group="Harbour Alliance")


def test_a_member_is_appointed_once_and_a_new_role_ends_the_one_before(elect, establish, dora):
    body, member = establish(), elect()
    bodies.appoint(body, by=dora, member=member.reference, on=date(2018, 5, 16))

    with pytest.raises(Invalid, match="is member already"):
        bodies.appoint(body, by=dora, member=member.reference)
    bodies.appoint(body, by=dora, member=member.reference, role="chair", on=date(2018, 7, 2))

    held = Appointment.objects.filter(body=body.pk).order_by("pk").values_list("role", "from_on", "until_on")
    assert list(held) == [
        ("member", date(2018, 5, 16), date(2018, 7, 1)),
        ("chair", date(2018, 7, 2), None),
    ]


def test_every_councillor_sits_on_the_council_and_is_seated_at_once(elect, establish, dora):
    council, chair = establish("City Council", kind="council"), elect()
    others = {elect(name).pk for name in ("Bram Lodge", "Cleo Nance")}
    bodies.appoint(council, by=dora, member=chair.reference, role="chair", on=date(2018, 5, 15))

    bodies.seat_everybody(council, by=dora, on=date(2018, 5, 15))

    held = dict(Appointment.objects.filter(body=council.pk).values_list("member", "role"))
    assert held == {chair.pk: "chair", **dict.fromkeys(others, "member")}
    with pytest.raises(Refused, match="Only the council"):
        bodies.seat_everybody(establish(), by=dora)


def test_there_is_one_chair(elect, establish, dora):
    body = establish()
    bodies.appoint(body, by=dora, member=elect().reference, role="chair")

    with pytest.raises(Invalid, match="Ada Keel is chair"):
        bodies.appoint(body, by=dora, member=elect("Bram Lodge").reference, role="chair")


def test_a_body_reference_is_no_member(establish, dora):
    body = establish()

    with pytest.raises(Invalid, match="Enter the reference of a member"):
        bodies.appoint(body, by=dora, member=body.reference)


def test_a_standing_order_holds_until_the_day_before_the_next(establish, dora):
    body = establish()
    for on, value in ((date(2018, 5, 15), "3"), (date(2018, 7, 1), "4")):
        bodies.set_standing_order(body, by=dora, on=on, rule="quorum", value=value, source="Standing order 9")

    held = StandingOrder.objects.filter(body=body.pk).order_by("from_on").values_list("value", "until_on")
    assert list(held) == [("3", date(2018, 6, 30)), ("4", None)]
    with pytest.raises(Invalid, match="whole number"):
        bodies.set_standing_order(body, by=dora, rule="quorum", value="a quarter", source="Standing order 9")


def test_a_body_without_chair_quorum_or_members_is_found(establish):
    body = establish(seats=7)

    for title in (
        "Every body that decides has a chair",
        "Every body that decides has a quorum",
        "Every seat is filled, and none twice",
    ):
        assert failing("bodies", title) == [body.pk]


def test_leaving_office_ends_seats_and_group(elect, establish, dora):
    member = members.join_group(elect(), by=dora, group="Harbour Alliance", short="HA", on=date(2018, 5, 8))
    bodies.appoint(establish(), by=dora, member=member.reference, on=date(2018, 6, 1))

    member = members.leave_office(member, by=dora, because="Resigned", on=date(2018, 8, 31))

    assert member.closed_on == date(2018, 8, 31)
    assert Appointment.objects.get(member=member.pk).until_on == date(2018, 8, 31)
    assert Allegiance.objects.get(member=member.pk).until_on == date(2018, 8, 31)


def test_dissolving_a_body_ends_what_it_held(establish, dora):
    body = bodies.give_power(
        establish(), by=dora, on=date(2018, 6, 1), what="Decide applications", source="Constitution, part 2"
    )

    body = bodies.dissolve(body, by=dora, why="Merged", on=date(2018, 9, 1))

    assert Body.objects.get(pk=body.pk).powers.get().until_on == date(2018, 9, 1)


def test_a_sensitive_interest_is_seen_by_staff_and_only_named_in_public(elect, dora, client, client_of):
    member = elect()
    for what, sensitive in (("Shop in Fratton", False), ("CANARYHOUSE in Milton", True)):
        registers.register_interest(member, by=dora, kind="land", what=what, sensitive=sensitive)

    inside = client_of(dora).get(member.get_absolute_url()).content.decode()
    public = client.get(f"/councillors/{member.reference}/").content.decode()

    assert "CANARYHOUSE" in inside
    assert "Shop in Fratton" in public
    assert "details are withheld" in public
    for path in ("", "?former=1", f"{member.reference}/"):
        assert "CANARYHOUSE" not in client.get(f"/councillors/{path}").content.decode()
    assert "CANARYHOUSE" not in client.get("/find/?q=CANARYHOUSE").content.decode().replace(
        'value="CANARYHOUSE"', ""
    ).replace("“CANARYHOUSE”", "")


@pytest.fixture
def council(cast):
    """The demonstration's council of forty-two, in its fourteen wards, as it stood in March 2018."""
    from guildhall.demo.city import WARDS, Staff

    world = World("chamber", 1, Staff(), MARCH, {})
    with time.pretend(MARCH):
        world.begin("chamber", demo.live, time.now(), WARDS)
        list(world.live())
        assert world.refused == []
        yield standing(MARCH)


def test_the_demonstrations_council_is_balanced_and_drawn(council, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get("/political-balance/").content.decode()

    assert council.groups == {"Harbour Alliance": 19, "Island Democrats": 16, "Dockyard Union": 6}
    assert council.ungrouped == 1
    assert "This is the council as it stands today" in page
    assert page.count("The seats are held like this today") == 1
    assert page.count("The seats are held otherwise today") == 1  # by the other way of rounding
    assert 'role="img" aria-label="The chamber: Harbour Alliance' in page


def test_what_if_keeps_what_was_typed_and_says_what_is_wrong(client, db):
    page = client.get("/political-balance/", {"groups": "Con nineteen", "bodies": "Planning 10"})

    assert page.status_code == 422
    assert "end each line with a whole number" in page.content.decode()
    assert "Con nineteen" in page.content.decode()


def test_what_if_answers_every_allocation_that_is_equally_close(client, db):
    asked = {"groups": "X 21\nY 21", "bodies": "One 7\nTwo 7\nThree 5"}

    page = client.get("/political-balance/", asked).content.decode()

    assert "3 allocations are equally close" in page
    assert "The other 2, equally close" in page


def test_the_chamber_is_for_those_who_work_there(cast, client_of, council):
    assert client_of(cast["dora"]).get("/chamber/").status_code == 200
    assert client_of(cast["tomas"]).get("/chamber/").status_code == 404


def test_a_home_address_is_read_by_officers_and_stands_nowhere_in_public(elect, dora, client, client_of):
    member = elect()
    members.keep_home_address(member, by=dora, home_address="CANARYHOUSE, Milton Road")

    assert "CANARYHOUSE" in client_of(dora).get(member.get_absolute_url()).content.decode()
    for path in ("/councillors/", f"/councillors/{member.reference}/", "/find/?q=Milton"):
        assert "CANARYHOUSE" not in client.get(path).content.decode()


def test_who_is_elected_again_keeps_what_is_registered_and_is_not_inducted_anew(elect, dora):
    first = elect(elected_on=date(2014, 5, 22), term_ends_on=date(2018, 5, 7))
    registers.register_interest(first, by=dora, kind="employment", what="Shop in Fratton")
    members.leave_office(first, by=dora, because="The term ended", on=date(2018, 5, 7))

    again = elect(before=first.reference)

    assert again.interests.get().what == "Shop in Fratton"
    assert first.induction.count() == 8
    assert not again.induction.exists()
    with pytest.raises(Invalid, match="Another term has followed"):
        elect(before=first.reference)


def test_a_co_opted_member_registers_interests_and_has_no_six_months(dora):
    member = members.co_opt(
        by=dora, name="Hana Gale", represents="Parent governors", term_ends_on=date(2020, 5, 1),
        on=date(2018, 6, 1),
    )  # fmt: skip

    assert {each.kind: each.due_on for each in member.deadlines.all()} == {"interests": date(2018, 6, 28)}
    assert member.stage == Member.Stage.IN_OFFICE
    assert standing(TODAY).members == 0


def test_required_training_is_found_until_it_is_taken(elect, dora):
    member = registers.require_training(elect(), by=dora, course="Planning law", due_on=date(2018, 8, 1))
    assert failing("members", "Training is taken by its day") == [member.pk]

    registers.train(member, by=dora, course="planning law", on=date(2018, 9, 1))

    assert failing("members", "Training is taken by its day") == []
    assert member.training.get().done_on == date(2018, 9, 1)


def test_an_induction_has_eight_steps_and_a_late_one_is_found(elect, dora):
    member = elect()
    assert failing("members", "New members are inducted in time") == [member.pk]

    registers.induct(
        member, by=dora, steps=list(member.induction.values_list("pk", flat=True)), on=date(2018, 6, 1)
    )

    assert failing("members", "New members are inducted in time") == []


def test_a_group_has_one_leader_at_a_time(elect, dora):
    pair = [
        members.join_group(elect(name), by=dora, group="Harbour Alliance", short="HA", on=date(2018, 5, 8))
        for name in ("Ada Keel", "Bram Lodge")
    ]
    members.lead_group(pair[0], by=dora, on=date(2018, 5, 9))
    members.lead_group(pair[1], by=dora, on=date(2018, 7, 1))

    held = Leadership.objects.order_by("from_on").values_list("member__name", "until_on")
    assert list(held) == [("Ada Keel", date(2018, 6, 30)), ("Bram Lodge", None)]
    with pytest.raises(Invalid, match="is in no group"):
        members.lead_group(elect("Cleo Nance"), by=dora)


def test_the_public_finds_councillors_by_ward_and_group(council, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        everybody = client.get("/councillors/").content.decode()
    milton = client.get("/councillors/?ward=Milton").content.decode()
    union = client.get("/councillors/?group=DU").content.decode()

    assert everybody.count('href="/councillors/MB-') == 42
    assert milton.count('href="/councillors/MB-') == 3
    assert union.count('href="/councillors/MB-') == 6


def test_the_public_reads_what_a_committee_may_decide_and_who_sits_on_it(council, client):
    body = Body.objects.get(name="Planning Committee")

    page = client.get(f"/committees/{body.reference}/").content.decode()

    assert page.count('href="/councillors/MB-') == 10
    assert "Assistant director, planning" in page
    assert "Quorum, in members" in page
    assert client.get("/committees/BD-1999-00001/").status_code == 404


def test_a_former_member_is_read_without_email_and_telephone(elect, dora, client):
    member = elect(public_email="ada@example.org", public_phone="01632 960001")
    assert "ada@example.org" in client.get(f"/councillors/{member.reference}/").content.decode()

    members.leave_office(member, by=dora, because="Resigned")

    page = client.get(f"/councillors/{member.reference}/").content.decode()
    assert "ada@example.org" not in page
    assert "01632 960001" not in page
    assert "This term of office is over" in page
