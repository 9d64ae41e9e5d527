"""What must be true of bodies and members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from guildhall.commons.chamber.models import (
    SITTING,
    Allegiance,
    Appointment,
    Body,
    InductionStep,
    Member,
    StandingOrder,
    Training,
    on,
)
from guildhall.commons.chamber.service import bodies, members
from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.clocks.wording import counted, said
from guildhall.kernel.deadlines import Deadline

# Warned of at three months, so that there is time to attend or to ask the council.
WARNED_AFTER, LOST_AFTER = 3, 6
DECIDES = (
    Body.Kind.COUNCIL,
    Body.Kind.CABINET,
    Body.Kind.COMMITTEE,
    Body.Kind.SUB_COMMITTEE,
    Body.Kind.JOINT,
)


def in_office(records: Any, today: date) -> Any:
    return records.open().filter(office_from__lte=today)


def standing(records: Any, today: date) -> Any:
    return records.open()


def out_of_time(records: Any, kind: str, today: date) -> Any:
    late = Deadline.objects.filter(record=OuterRef("pk"), kind=kind, met_on=None, due_on__lt=today)
    return records.filter(Exists(late))


def when_due(kind: str) -> Any:
    def told(member: Member, today: date) -> Iterator[str]:
        due = member.deadlines.filter(kind=kind).values_list("due_on", flat=True).first()
        if due:
            yield f"It was due by {said(due)}."

    return told


@members.duty(
    "Every member accepts office within two months",
    law="LGA 1972 s.83(1)",
    settled_by="Enter the declaration, or that the seat became vacant.",
    over=in_office,
    detail=when_due("acceptance"),
)
def accepts_in_time(records: Any, today: date) -> Any:
    return out_of_time(records, "acceptance", today)


@members.duty(
    "Every member notifies interests within 28 days",
    law="Localism Act 2011 s.30(1)",
    settled_by="Enter that all are notified; not to notify without reasonable excuse is an offence (s.34).",
    over=in_office,
    detail=when_due("interests"),
)
def notifies_in_time(records: Any, today: date) -> Any:
    return out_of_time(records, "interests", today)


def how_long_absent(member: Member, today: date) -> Iterator[str]:
    if member.attended_on:
        months = next(n for n in range(240) if months_after(member.attended_on, n + 1) > today)
        yield f"Last attended on {said(member.attended_on)}: {counted(months, 'month')} ago."
        lost = months_after(member.attended_on, LOST_AFTER)
        verb = "The seat was lost after" if lost < today else "The seat is lost after"
        yield f"{verb} {said(lost)}, unless the council approves the reason before."


@members.duty(
    "No member is absent for months",
    law="LGA 1972 s.85(1)",
    settled_by="Attend a meeting, have the council approve the reason in time, or declare the vacancy.",
    over=in_office,
    detail=how_long_absent,
)
def seen_lately(records: Any, today: date) -> Any:
    """Warned of from the third month on; an approved absence is none while it lasts."""
    approved = Q(absent_until__gte=today)
    long_ago = months_after(today, -WARNED_AFTER)
    return records.filter(kind=Member.Kind.COUNCILLOR, attended_on__lte=long_ago).exclude(approved)


@members.duty(
    "Nobody is kept in office past the end of a term",
    law="LGA 1972 s.7",
    settled_by="Enter that the member left office, and the new term where there is one.",
    over=in_office,
)
def term_is_running(records: Any, today: date) -> Any:
    return records.filter(term_ends_on__lt=today)


@members.duty(
    "A political group has two members",
    law="SI 1990/1553 reg.8",
    settled_by="Enter that the member left the group, which has ceased, or who joined it.",
    over=in_office,
)
def not_alone_in_a_group(records: Any, today: date) -> Any:
    held = Allegiance.objects.filter(on(today), member__closed_on=None)
    alone = held.values("group").annotate(members=Count("pk")).filter(members=1).values("group")
    return records.filter(Exists(held.filter(member=OuterRef("pk"), group__in=alone)))


def late_steps(model: Any) -> Any:
    def told(member: Member, today: date) -> Iterator[str]:
        for each in model.objects.filter(member=member.pk, done_on=None, due_on__lt=today).order_by("due_on"):
            yield f"{each}: by {said(each.due_on)}."

    return told


def late(records: Any, model: Any, today: date) -> Any:
    return records.filter(Exists(model.objects.filter(member=OuterRef("pk"), done_on=None, due_on__lt=today)))


@members.duty(
    "New members are inducted in time",
    law="The council’s own",
    settled_by="Do what is missing and enter it.",
    over=in_office,
    detail=late_steps(InductionStep),
)
def inducted(records: Any, today: date) -> Any:
    return late(records, InductionStep, today)


@members.duty(
    "Training is taken by its day",
    law="The council’s constitution: nobody decides on planning or licensing untrained",
    settled_by="Take the course and enter it.",
    over=in_office,
    detail=late_steps(Training),
)
def trained(records: Any, today: date) -> Any:
    return late(records, Training, today)


def how_many_sit(body: Body, today: date) -> Iterator[str]:
    sit = Appointment.objects.filter(on(today), body=body.pk, role__in=SITTING).count()
    yield f"{counted(sit, 'member')} on {counted(body.seats or 0, 'seat')}."


@bodies.duty(
    "Every seat is filled, and none twice",
    law="LGA 1972 s.102; LGHA 1989 s.16",
    settled_by="Appoint members, end an appointment, or correct how many seats there are.",
    over=lambda records, today: standing(records, today).exclude(seats=None),
    detail=how_many_sit,
)
def filled(records: Any, today: date) -> Any:
    sits = Appointment.objects.filter(on(today), body=OuterRef("pk"), role__in=SITTING).order_by()
    number = Subquery(sits.values("body").annotate(sit=Count("pk")).values("sit"))
    return records.annotate(sit=number).exclude(Q(sit=F("seats")) & Q(sit__isnull=False))


@bodies.duty(
    "Every body that decides has a chair",
    law="LGA 1972 s.3, Sch.12",
    settled_by="Appoint a chair.",
    over=lambda records, today: standing(records, today).filter(kind__in=DECIDES),
)
def chaired(records: Any, today: date) -> Any:
    chair = Appointment.objects.filter(on(today), body=OuterRef("pk"), role=Appointment.Role.CHAIR)
    return records.exclude(Exists(chair))


@bodies.duty(
    "Every body that decides has a quorum",
    law="LGA 1972 Sch.12 para.6, 45; the council’s standing orders",
    settled_by="Set its quorum as a standing order.",
    over=lambda records, today: standing(records, today).filter(kind__in=DECIDES),
)
def with_a_quorum(records: Any, today: date) -> Any:
    quorum = StandingOrder.objects.filter(on(today), body=OuterRef("pk"), rule=StandingOrder.Rule.QUORUM)
    return records.exclude(Exists(quorum))
