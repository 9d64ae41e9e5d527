"""The verbs of a meeting while it is held, each on one page with what has been taken down."""

from __future__ import annotations

from datetime import date
from datetime import time as time_of_day
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from guildhall.commons.chamber.models import Appointment, Member, on
from guildhall.kernel import time
from guildhall.kernel.services import action
from guildhall.services.meetings.clocks import reckoned
from guildhall.services.meetings.forms import minutes as forms
from guildhall.services.meetings.models import (
    Attendance,
    Declaration,
    FollowUp,
    Item,
    Meeting,
    Motion,
    Vote,
)
from guildhall.services.meetings.present import expected, in_room, quorum
from guildhall.services.meetings.service import meetings
from guildhall.services.meetings.wording import hour

Stage, How, Way = Meeting.Stage, Attendance.How, Vote.Way
STANDING_ORDERS = "The council’s standing orders"


def beside(meeting: Meeting) -> str:
    """The page on which the minutes are taken."""
    return reverse("minutes", args=[meeting.reference])


@meetings.action(
    Stage.SUMMONED,
    to=Stage.HELD,
    asks=forms.TakeAttendance,
    label="Take attendance",
    says="{actor}: it began. {record.chaired_by.name} chaired.",
    law="LGA 1972 Sch. 12 para. 6, para. 40",
    beside=beside,
)
def take_attendance(
    meeting: Meeting, began_at: time_of_day, chaired_by: Member, present: list[Member],
    apologies: list[Member],
) -> None:  # fmt: skip
    """Enter who is there, who sent apologies and who chairs; without a quorum it cannot begin."""
    if meeting.meets_on > time.today():
        raise ValidationError("It has not come to its day yet.")
    needed = quorum(meeting.of_body, meeting.meets_on)
    if len(present) < needed:
        raise ValidationError(f"{len(present)} present and {needed} needed: it is not quorate. Adjourn it.")
    meeting.began_at, meeting.chaired_by = began_at, chaired_by
    said = {**{each.pk: How.APOLOGIES for each in apologies}, **{each.pk: How.PRESENT for each in present}}
    rows = [
        Attendance(meeting=meeting, member=each, how=said.get(each.pk, How.ABSENT))
        for each in expected(meeting)
    ]
    meeting.once_saved(lambda: Attendance.objects.bulk_create(rows) and None)


@meetings.action(
    Stage.HELD,
    asks=forms.Arrive,
    label="Enter who arrives",
    says="{member.name} arrived at {at}.",
    law=STANDING_ORDERS,
    beside=beside,
)
def arrive(meeting: Meeting, member: Member, at: time_of_day, stands_for: Member | None) -> None:
    """Enter who arrives late, comes back, or stands in for somebody."""
    if meeting.began_at and at < meeting.began_at:
        raise ValidationError(f"The meeting began at {hour(meeting.began_at)}.")
    sits = expected(meeting).filter(pk=member.pk).exists()
    if not sits and stands_for is None and not _deputy(meeting, member):
        raise ValidationError(f"{member.name} does not sit on it: say for whom they stand in.")
    gone = Attendance.objects.filter(meeting=meeting.pk, member=member.pk).exclude(left_at=None)
    if gone.filter(left_at__gt=at).exists():
        raise ValidationError(f"{member.name} left later than that.")
    # Apologies of whoever comes after all are not counted any more.
    Attendance.objects.filter(meeting=meeting.pk, member=member.pk).exclude(how=How.PRESENT).delete()
    Attendance.objects.create(meeting=meeting, member=member, arrived_at=at, stands_for=stands_for)


def _deputy(meeting: Meeting, member: Member) -> bool:
    role = Appointment.Role.DEPUTY
    return Appointment.objects.filter(
        on(meeting.meets_on), body=meeting.of_body_id, member=member, role=role
    ).exists()


@meetings.action(
    Stage.HELD,
    asks=forms.Leave,
    label="Enter who leaves",
    says="{member.name} left at {at}.",
    law=STANDING_ORDERS,
    beside=beside,
)
def leave(meeting: Meeting, member: Member, at: time_of_day) -> None:
    """Enter who leaves; whether it is still quorate is worked out anew."""
    row = in_room(meeting).get(member=member)
    if at < (row.arrived_at or meeting.began_at or at):
        raise ValidationError(f"{member.name} came later than that.")
    row.left_at = at
    row.save(update_fields=["left_at"])


@meetings.action(
    Stage.HELD,
    asks=forms.DeclareInterest,
    label="Enter a declared interest",
    says="{member.name} declared an interest in item {item.order}.",
    law="Localism Act 2011 s.31",
    beside=beside,
)
def declare_interest(
    meeting: Meeting, item: Item, member: Member, kind: str, what: str, dispensation: bool
) -> None:
    """Enter an interest a member declared; with a disclosable one they do not vote on that item."""
    if Declaration.objects.filter(item=item, member=member).exists():
        raise ValidationError(f"{member.name} has declared an interest in it already.")
    Declaration.objects.create(item=item, member=member, kind=kind, what=what, dispensation=dispensation)


@meetings.action(
    Stage.HELD,
    asks=forms.PutMotion,
    label="Enter a motion or an amendment",
    says="{mover.name} moved, {seconder.name} seconded: {text}",
    law=STANDING_ORDERS,
    beside=beside,
)
def put_motion(
    meeting: Meeting, item: Item, text: str, mover: Member, seconder: Member, amends: Motion | None
) -> None:
    """Enter what was moved and seconded; an amendment hangs on the motion it would change."""
    Motion.objects.create(item=item, text=text, mover=mover, seconder=seconder, amends=amends)


def _open_amendments(motion: Motion) -> None:
    if motion.amendments.filter(outcome="").exists():
        raise ValidationError("Its amendments are voted on first.")


@meetings.action(
    Stage.HELD,
    asks=forms.TakeVote,
    label="Take a vote",
    says="{actor} took the vote.",
    law="LGA 1972 Sch. 12 para. 39; SI 2014/165",
    beside=beside,
)
def take_vote(
    meeting: Meeting, motion: Motion, in_favour: list[Member], against: list[Member],
    abstained: list[Member], casting: str,
) -> None:  # fmt: skip
    """Enter how each member voted: a majority of those who vote for or against carries it.

    Abstentions do not count; where votes are equal the chair has a second vote, and without it the motion
    is lost. It cannot be taken without a quorum in the room.
    """
    _open_amendments(motion)
    needed = quorum(meeting.of_body, meeting.meets_on)
    if in_room(meeting).count() < needed:
        raise ValidationError(f"It is not quorate: {needed} are needed. Adjourn it.")
    _nobody_with_an_interest(motion.item, [*in_favour, *against, *abstained])
    ways = {Way.FOR: in_favour, Way.AGAINST: against, Way.ABSTAINED: abstained}
    rows = [Vote(motion=motion, member=each, way=way) for way, found in ways.items() for each in found]
    if casting:
        rows.append(Vote(motion=motion, member=_chair(meeting), way=casting, casting=True))
    Vote.objects.bulk_create(rows)
    ayes, noes = (sum(each.way == way for each in rows) for way in (Way.FOR, Way.AGAINST))
    motion.outcome = Motion.Outcome.CARRIED if ayes > noes else Motion.Outcome.LOST
    motion.save(update_fields=["outcome"])


def _nobody_with_an_interest(item: Item, voters: list[Member]) -> None:
    """Localism Act 2011 s.31(4): no vote on a matter in which one has a disclosable interest."""
    barred = Declaration.objects.filter(
        item=item, member__in=voters, kind=Declaration.Kind.DISCLOSABLE, dispensation=False
    )
    if first := barred.select_related("member").first():
        raise ValidationError(f"{first.member.name} has declared a disclosable interest and does not vote.")


def _chair(meeting: Meeting) -> Member:
    """Whoever presides; they must be in the room to vote twice."""
    chair = meeting.chaired_by
    if chair is None or not in_room(meeting).filter(member=chair).exists():
        raise ValidationError("The chair is not in the room, and has no second vote.")
    return chair


@meetings.action(
    Stage.HELD,
    asks=forms.OfMotion,
    label="Withdraw a motion",
    says="The motion was withdrawn: {motion.text}",
    law=STANDING_ORDERS,
    beside=beside,
)
def withdraw_motion(meeting: Meeting, motion: Motion) -> None:
    """Enter that a motion or an amendment was withdrawn."""
    _open_amendments(motion)
    motion.outcome = Motion.Outcome.WITHDRAWN
    motion.save(update_fields=["outcome"])


@meetings.action(
    Stage.HELD,
    asks=forms.Minute,
    label="Minute an item",
    says="{actor} minuted item {item.order}.",
    law="LGA 1972 Sch. 12 para. 41",
    beside=beside,
)
def minute(meeting: Meeting, item: Item, minute: str, decided: str) -> None:
    """Minute an item in words everybody may read; what was said in private is minuted with its report."""
    Item.objects.filter(pk=item.pk).update(minute=minute, decided=decided)


@meetings.action(
    Stage.HELD,
    asks=forms.Follow,
    label="Enter what is to follow",
    says="{actor} entered what is to follow: {what}",
    law="LGA 2000 s.9FE",
    beside=beside,
)
def follow_up(
    meeting: Meeting, item: Item, kind: str, what: str, owner_role: str, due_on: date | None
) -> None:
    """Enter an action, or a recommendation of scrutiny, which the executive answers in two months."""
    FollowUp.objects.create(
        meeting=meeting, item=item, kind=kind, what=what, owner_role=owner_role,
        due_on=due_on or reckoned("scrutiny-answer", meeting.meets_on),
    )  # fmt: skip


@meetings.action(
    Stage.HELD,
    Stage.MINUTES_DRAFT,
    Stage.APPROVED,
    asks=forms.Settle,
    label="Settle what was to follow",
    says="{follow_up.what}: {answer}",
    law="LGA 2000 s.9FE",
    beside=beside,
)
def settle_follow_up(meeting: Meeting, follow_up: FollowUp, answer: str, on: date) -> None:
    """Enter what was done, or what the executive answered."""
    follow_up.done_on, follow_up.answer = on, answer
    follow_up.save(update_fields=["done_on", "answer"])


@meetings.action(
    Stage.HELD,
    asks=forms.CloseMeeting,
    label="Close the meeting",
    says="{actor}: it ended at {ended_at}.",
    law=STANDING_ORDERS,
    beside=beside,
)
def close_meeting(meeting: Meeting, ended_at: time_of_day, by: Any) -> None:
    """Enter when it ended; every motion is voted on or withdrawn by then."""
    if meeting.began_at and ended_at < meeting.began_at:
        raise ValidationError(f"The meeting began at {hour(meeting.began_at)}.")
    if Motion.objects.filter(item__meeting=meeting.pk, outcome="").exists():
        raise ValidationError("A motion is neither voted on nor withdrawn.")
    meeting.ended_at = ended_at
    meeting.once_saved(lambda: _count_for_six_months(meeting, by))


def _count_for_six_months(meeting: Meeting, by: Any) -> None:
    """Whoever was there has attended a meeting: the six months of s.85(1) run anew from that day."""
    attend = action("members", "attend")
    rows = Attendance.objects.filter(meeting=meeting.pk, how=How.PRESENT)
    for member in Member.objects.filter(pk__in=rows.values("member")):
        if attend.why_not(member, by, follows=True) is None:
            attend.follow(member, by=by, on=meeting.meets_on)
