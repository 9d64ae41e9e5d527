"""The verbs of a member."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.chamber.forms import members as forms
from guildhall.commons.chamber.models import (
    Allegiance,
    Group,
    InductionStep,
    Interest,
    Leadership,
    Member,
)
from guildhall.commons.chamber.service import members
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.records import Sensitivity

Stage = Member.Stage
SERVING = (Stage.ELECTED, Stage.IN_OFFICE)


def before_it_is_too_late(member: Member, by: Any) -> str | None:
    """A reason is approved before the six months are out: afterwards the seat is vacant (s.85(1))."""
    clock = member.deadlines.filter(kind="attendance", met_on=None).first()
    if clock and clock.due_on and clock.due_on < time.today():
        return f"Too late: the six months ended on {said(clock.due_on)}. The vacancy is to be declared."
    return None


@members.opening(
    asks=forms.Elect,
    label="Enter who was elected",
    says="{actor} entered the election for {record.ward}.",
    law="LGA 1972 s.7; RPA 1983",
)
def elect(
    member: Member,
    name: str,
    ward: str,
    elected_on: date,
    term_ends_on: date,
    reached: dict[str, Any],
    before: Member | None,
) -> None:
    """Enter somebody who was elected: in office from the fourth day after, public from that day.

    Who was elected again names the term before: what was registered there is registered still, and only what
    is new is notified (Localism Act 2011 s.30(2)). Who is new is inducted.
    """
    member.title = member.name = name
    member.sensitivity = Sensitivity.PERSONAL
    member.ward, member.elected_on, member.term_ends_on = ward, elected_on, term_ends_on
    member.opened_on, member.before = elected_on, before
    member.office_from = member.published_on = elected_on + forms.TAKES_OFFICE
    _say(member, reached)
    member.once_saved(lambda: _carry_over(member, before) if before else _begin_induction(member))


# What a new member is helped with, by whom, and how many days after coming into office.
INDUCTION = (
    ("Declaration of acceptance of office explained and signed", "Monitoring officer", 3),
    ("Equipment, e-mail address and building pass handed over", "Members’ support", 3),
    ("Register of interests explained and forms taken", "Monitoring officer", 10),
    ("Code of conduct and standards", "Monitoring officer", 21),
    ("How decisions are made: constitution, standing orders, forward plan", "Democratic services", 21),
    ("Data protection and information security", "Information governance", 28),
    ("Finance and the budget", "Chief finance officer", 42),
    ("Personal safety and lone working at surgeries", "Members’ support", 42),
)


def _begin_induction(member: Member) -> None:
    InductionStep.objects.bulk_create(
        InductionStep(
            member=member, what=what, officer_role=role, due_on=member.office_from + timedelta(days=days)
        )
        for what, role, days in INDUCTION
    )


def _carry_over(member: Member, before: Member) -> None:
    for interest in Interest.objects.filter(member=before, ended_on=None).order_by("pk"):
        interest.pk, interest.member = None, member
        interest.save()


@members.opening(
    asks=forms.CoOpt,
    to=Stage.IN_OFFICE,
    label="Enter a co-opted member",
    says="{actor} entered that {record.name} was co-opted.",
    law="LGA 1972 s.102(3); Localism Act 2011 s.27(4)",
)
def co_opt(member: Member, name: str, represents: str, term_ends_on: date, on: date) -> None:
    """Enter somebody who is no councillor and sits on a body: a school governor, a partner of the board.

    They register interests as councillors do; acceptance of office and the six months are not asked of them.
    """
    member.kind, member.sensitivity = Member.Kind.CO_OPTED, Sensitivity.PERSONAL
    member.title = member.name = name
    member.represents = represents
    member.opened_on = member.elected_on = member.office_from = member.published_on = on
    member.term_ends_on = term_ends_on


def _say(member: Member, reached: dict[str, Any]) -> None:
    for name, value in reached.items():
        setattr(member, name, value)


@members.action(
    *SERVING, asks=forms.Correct, label="Correct", says="{actor} corrected it.", law="Localism Act 2011 s.29"
)
def correct(member: Member, name: str, reached: dict[str, Any]) -> None:
    """Correct the name, how the public reaches the member, or the surgeries."""
    member.title = member.name = name
    _say(member, reached)


@members.action(
    *SERVING,
    asks=forms.KeepHomeAddress,
    label="Keep the home address",
    says="{actor} entered where {record.name} lives.",
    law="UK GDPR Art.6(1)(e)",
)
def keep_home_address(member: Member, home_address: str) -> None:
    """Enter where the member lives, for officers only: it stands on no public page, feed or file."""
    member.home_address = home_address


@members.action(
    Stage.ELECTED,
    to=Stage.IN_OFFICE,
    asks=forms.OnADay,
    meets="acceptance",
    label="Enter the declaration of acceptance",
    says="{record.name} made the declaration of acceptance of office.",
    law="LGA 1972 s.83(1)",
)
def accept_office(member: Member, on: date) -> None:
    """Enter the declaration of acceptance of office; without it within two months the seat is vacant."""
    member.accepted_on = on
    member.attended_on = member.attended_on or max(on, member.office_from)


@members.action(
    *SERVING,
    asks=forms.JoinGroup,
    label="Join a political group",
    says="{record.name} joined {group.name}.",
    law="SI 1990/1553 reg.8",
)
def join_group(member: Member, group: Group, on: date) -> None:
    """Enter the political group a member joined; to be in two at once is not possible."""
    held = Allegiance.objects.filter(member=member, until_on=None).select_related("group").first()
    if held:
        raise ValidationError(f"{member.name} is in {held.group.name}: enter first when that ended.")
    if group._state.adding:
        group.save()
    Allegiance.objects.create(member=member, group=group, from_on=on)


@members.action(
    *SERVING,
    asks=forms.OnADay,
    label="Leave the political group",
    says="{record.name} left the group.",
    law="SI 1990/1553 reg.8",
)
def leave_group(member: Member, on: date) -> None:
    """Enter the last day in the political group."""
    held = Allegiance.objects.filter(member=member, until_on=None).first()
    if held is None:
        raise ValidationError(f"{member.name} is in no group.")
    if held.from_on > on:
        raise ValidationError(f"The group was joined on {said(held.from_on)}: it cannot be left before.")
    held.until_on = on
    held.save(update_fields=["until_on"])
    Leadership.objects.filter(member=member, until_on=None).update(until_on=on)


@members.action(
    *SERVING,
    asks=forms.OnADay,
    label="Enter that the member leads the group",
    says="{record.name} leads the group.",
    law="SI 1990/1553 reg.8",
)
def lead_group(member: Member, on: date) -> None:
    """Enter that the group's notice names this member as its leader: nobody else leads it any more."""
    held = member.group_on(on)
    if held is None:
        raise ValidationError(f"{member.name} is in no group on {said(on)}.")
    before = Leadership.objects.filter(group=held, until_on=None)
    if before.filter(from_on__gte=on).exists():
        raise ValidationError("A leader since that day or later is entered: choose a later day.")
    before.update(until_on=on - timedelta(days=1))
    Leadership.objects.create(group=held, member=member, from_on=on)


@members.action(
    Stage.IN_OFFICE,
    asks=forms.OnADay,
    label="Enter an attendance",
    says="{record.name} attended a meeting.",
    law="LGA 1972 s.85(1)",
)
def attend(member: Member, on: date) -> None:
    """Enter that the member was present at a meeting: the six months run anew from that day."""
    if member.attended_on is None or on > member.attended_on:
        member.attended_on, member.absent_until = on, None


@members.action(
    Stage.IN_OFFICE,
    asks=forms.ApproveAbsence,
    gates=(before_it_is_too_late,),
    label="Approve an absence",
    says="The council approved the absence until {until:%-d %B %Y}: {why}",
    law="LGA 1972 s.85(1)",
)
def approve_absence(member: Member, until: date, on: date) -> None:
    """Enter that the council approved the reason for absence, before the six months were out."""
    if until <= on:
        raise ValidationError("An absence is approved for the time to come: the last day must be later.")
    member.absent_until = until


@members.action(
    *SERVING,
    to=Stage.LEFT,
    asks=forms.LeaveOffice,
    label="Leave office",
    says="{record.name} left office: {because}.",
    law="LGA 1972 s.7, s.84 to s.87",
)
def leave_office(member: Member, because: str, on: date) -> None:
    """Enter that a member left office: seats and group end with it, and a casual vacancy may follow."""
    member.left_on, member.left_because = on, because
    for held in (member.appointments, member.allegiances, member.leaderships):
        held.filter(until_on=None, from_on__lte=on).update(until_on=on)
