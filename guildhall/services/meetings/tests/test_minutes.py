"""Minutes: who was there, what was moved, how each voted, and what follows."""

from datetime import date

import pytest

from guildhall.commons.chamber.models import Member
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.meetings.actions import issuing, minuting
from guildhall.services.meetings.minuting import minutes_of
from guildhall.services.meetings.models import FollowUp, Item, Meeting, Motion
from guildhall.services.meetings.present import quorum

from .conftest import MEETS_ON


@pytest.fixture
def move(held, item, dora, councillors):
    """Ada moves and Bram seconds, unless said otherwise."""

    def move_it(text="That the pier be mended.", mover="Ada", seconder="Bram", **given):
        minuting.put_motion(
            held, by=dora, item=item.pk, text=text, mover=councillors[mover].pk,
            seconder=councillors[seconder].pk, **given,
        )  # fmt: skip
        return Motion.objects.latest("pk")

    return move_it


@pytest.fixture
def vote(held, dora, councillors):
    def vote_on(motion, in_favour="", against="", abstained="", casting=""):
        given = {"in_favour": in_favour, "against": against, "abstained": abstained}
        pks = {key: [councillors[name].pk for name in names.split()] for key, names in given.items()}
        minuting.take_vote(held, by=dora, motion=motion.pk, casting=casting, **pks)
        motion.refresh_from_db()
        return motion.outcome

    return vote_on


def minute_all(meeting, by):
    for each in Item.objects.filter(meeting=meeting):
        minuting.minute(meeting, by=by, item=each.pk, decided="Noted.")


def close(meeting, by):
    minute_all(meeting, by)
    minuting.close_meeting(meeting, by=by, ended_at="18:30")
    return issuing.publish_draft_minutes(meeting, by=by)


def test_a_quarter_of_the_whole_number_is_a_quorum_where_no_standing_order_says(body, dora):
    body.standing_orders.all().delete()
    body.seats = 42

    assert quorum(body, MEETS_ON) == 11


def test_without_a_quorum_a_meeting_does_not_begin(meeting, dora, councillors):
    issuing.publish_agenda(meeting, by=dora)
    two = [councillors[name].pk for name in ("Ada", "Bram")]
    with time.pretend(MEETS_ON), pytest.raises(Invalid, match="2 present and 3 needed"):
        minuting.take_attendance(meeting, by=dora, began_at="17:00", chaired_by=two[0], present=two)


def test_a_meeting_does_not_begin_before_its_day(meeting, dora, councillors):
    issuing.publish_agenda(meeting, by=dora)
    pks = [each.pk for each in councillors.values()][:4]
    with pytest.raises(Invalid, match="not come to its day"):
        minuting.take_attendance(meeting, by=dora, began_at="17:00", chaired_by=pks[0], present=pks)


def test_the_quorum_is_worked_out_anew_as_members_come_and_go(held, dora, councillors):
    minuting.leave(held, by=dora, member=councillors["Cleo"].pk, at="17:20")
    minuting.arrive(
        held, by=dora, member=councillors["Ewan"].pk, at="17:40", stands_for=councillors["Cleo"].pk
    )
    told = minutes_of(Meeting.objects.get(pk=held.pk))

    assert told["inquorate"] == ["5.20pm"]
    assert told["present"] == [
        "Ada Keel", "Bram Dunn", "Cleo Hurst (until 5.20pm)", "Ewan Nance (for Cleo Hurst, from 5.40pm)",
    ]  # fmt: skip
    assert told["apologies"] == ["Dilys Gale"]


def test_who_comes_after_all_is_no_apology_any_more(held, dora, councillors):
    minuting.arrive(held, by=dora, member=councillors["Dilys"].pk, at="17:30")
    told = minutes_of(held)

    assert (told["apologies"], "Dilys Gale (from 5.30pm)" in told["present"]) == ([], True)


def test_nobody_votes_without_a_quorum_in_the_room(held, move, vote, dora, councillors):
    motion = move()
    minuting.leave(held, by=dora, member=councillors["Cleo"].pk, at="17:20")
    with pytest.raises(Invalid, match="not quorate"):
        vote(motion, "Ada Bram")


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({"in_favour": "Ada Bram", "against": "Cleo"}, "carried"),
        ({"in_favour": "Ada", "against": "Bram", "abstained": "Cleo"}, "lost"),
        ({"in_favour": "Ada", "abstained": "Bram Cleo"}, "carried"),
        ({"in_favour": "Ada", "against": "Bram", "abstained": "Cleo", "casting": "for"}, "carried"),
        ({"in_favour": "Bram", "against": "Ada", "abstained": "Cleo", "casting": "against"}, "lost"),
    ],
)
def test_a_majority_of_those_who_vote_carries_and_the_chair_decides_equal_votes(move, vote, votes, outcome):
    assert vote(move(), **votes) == outcome


def test_there_is_no_casting_vote_where_votes_are_not_equal(move, vote):
    with pytest.raises(Invalid, match="only where votes are equal"):
        vote(move(), "Ada Bram", "Cleo", casting="for")


def test_a_member_votes_once(move, vote):
    with pytest.raises(Invalid, match="Ada Keel votes once"):
        vote(move(), "Ada", "Ada")


def test_a_disclosable_interest_keeps_a_member_from_voting_unless_dispensed(
    held, item, move, vote, dora, councillors
):
    motion = move()
    told = {"kind": "disclosable", "what": "Owns the kiosk"}
    minuting.declare_interest(held, by=dora, item=item.pk, member=councillors["Cleo"].pk, **told)
    minuting.declare_interest(
        held, by=dora, item=item.pk, member=councillors["Bram"].pk, dispensation=True, **told
    )
    with pytest.raises(Invalid, match="Cleo Hurst has declared a disclosable interest"):
        vote(motion, "Ada Bram Cleo")
    assert vote(motion, "Ada Bram") == "carried"


def test_amendments_hang_on_their_motion_and_are_voted_on_first(held, move, vote):
    motion = move()
    amendment = move("That it be painted too.", "Bram", "Cleo", amends=motion.pk)
    with pytest.raises(Invalid, match="amendments are voted on first"):
        vote(motion, "Ada Bram")
    vote(amendment, "Bram Cleo", "Ada")
    vote(motion, "Ada Bram Cleo")
    told = minutes_of(held)["items"][3]["motions"]

    assert [(each["kind"], each["depth"], each["outcome"]) for each in told] == [
        ("Motion", 0, "Carried"), ("Amendment", 1, "Carried"),
    ]  # fmt: skip
    assert told[1]["voted_against"] == ["Ada Keel"]


def test_minutes_are_not_published_while_an_item_is_silent_or_a_motion_open(held, move, dora):
    with pytest.raises(Invalid, match="when the meeting ended"):
        issuing.publish_draft_minutes(held, by=dora)
    motion = move()
    with pytest.raises(Invalid, match="neither voted on nor withdrawn"):
        minuting.close_meeting(held, by=dora, ended_at="18:00")
    minuting.withdraw_motion(held, by=dora, motion=motion.pk)
    minuting.close_meeting(held, by=dora, ended_at="18:00")
    with pytest.raises(Invalid, match="Nothing is minuted yet of item 4"):
        issuing.publish_draft_minutes(held, by=dora)


def test_minutes_are_approved_by_the_next_meeting_and_not_by_another(held, plan, dora, councillors):
    draft = close(held, dora)
    after = plan(meets_on=date(2018, 4, 11))
    with pytest.raises(Invalid, match="has not been held yet"):
        issuing.approve_minutes(draft, by=dora, at=after)
    with pytest.raises(Invalid, match="later meeting of the same body"):
        issuing.approve_minutes(draft, by=dora, at=held)
    issuing.publish_agenda(after, by=dora)
    with time.pretend(date(2018, 4, 11)):
        pks = [councillors[name].pk for name in ("Ada", "Bram", "Cleo")]
        minuting.take_attendance(after, by=dora, began_at="17:00", chaired_by=pks[0], present=pks)
        close(after, dora)
        duty = service("meetings").duties["minutes_are_approved"]
        found = [each.record.reference for each in duty.findings(SYSTEM, date(2018, 4, 12))]
        assert found == [held.reference]
        done = issuing.approve_minutes(draft, by=dora, at=after, corrections="The pier is in Milton.")

    assert (done.stage, done.closed_on) == ("approved", date(2018, 4, 11))
    assert [each.kind for each in done.issues.order_by("number")] == ["agenda", "draft_minutes", "minutes"]
    assert done.issues.latest("number").words["corrections"] == "The pier is in Milton."


def test_a_recommendation_of_scrutiny_is_answered_in_two_months(held, item, dora):
    minuting.follow_up(
        held, by=dora, item=item.pk, kind="recommendation", what="That the pier be lit.", owner_role="Cabinet"
    )
    follow = FollowUp.objects.get()
    duty = service("meetings").duties["what_follows_is_settled"]

    assert follow.due_on == date(2018, 5, 14)
    assert not list(duty.findings(SYSTEM, date(2018, 5, 14)))
    (finding,) = duty.findings(SYSTEM, date(2018, 5, 15))
    assert "That the pier be lit." in finding.detail[0]
    minuting.settle_follow_up(held, by=dora, follow_up=follow.pk, answer="It will be.")
    assert not list(duty.findings(SYSTEM, date(2018, 5, 15)))


def test_whoever_was_there_has_attended_within_the_six_months(held, dora, councillors):
    close(held, dora)
    attended = {name: Member.objects.get(pk=each.pk).attended_on for name, each in councillors.items()}

    assert attended["Ada"] == attended["Cleo"] == MEETS_ON
    assert attended["Dilys"] != MEETS_ON, "she sent apologies"


def test_an_action_has_its_day(held, item, dora):
    with pytest.raises(Invalid, match="by when"):
        minuting.follow_up(held, by=dora, item=item.pk, kind="action", what="Paint it", owner_role="Director")


def test_helen_reads_the_minutes_and_does_not_write_them(held, cast, item):
    with pytest.raises(Refused, match="Your role does not include this"):
        minuting.minute(held, by=cast["helen"], item=item.pk, minute="x")
