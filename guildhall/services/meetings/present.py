"""Who makes up a meeting, who is in the room, and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import time as time_of_day
from typing import Any

from django.db.models import Q

from guildhall.commons.chamber.models import SITTING, Appointment, Body, Member, StandingOrder, on
from guildhall.services.meetings.models import Attendance, Meeting

# Local Government Act 1972 Sch. 12 para. 6: a quarter of the whole number, where no standing order says.
QUARTER = 4


def on_roll(day: date) -> Any:
    """Every member in office on a day."""
    still = Q(left_on=None) | Q(left_on__gte=day)
    return Member.objects.filter(still, office_from__lte=day, term_ends_on__gte=day).order_by("name", "pk")


def expected(meeting: Meeting) -> Any:
    """The members who sit on the body that day, by name."""
    sits = Appointment.objects.filter(on(meeting.meets_on), body=meeting.of_body_id, role__in=SITTING)
    return Member.objects.filter(pk__in=sits.values("member")).order_by("name", "pk")


def in_room(meeting: Meeting) -> Any:
    """The attendances of those who are in the room now."""
    return Attendance.objects.filter(meeting=meeting.pk, how=Attendance.How.PRESENT, left_at=None)


def quorum(body: Body, day: date) -> int:
    """How many members must be there: what its standing orders say, or a quarter of the whole, rounded up."""
    kept = StandingOrder.objects.filter(on(day), body=body.pk, rule=StandingOrder.Rule.QUORUM)
    said = kept.order_by("-from_on").values_list("value", flat=True).first()
    if said and said.isdigit():
        return int(said)
    sits = Appointment.objects.filter(on(day), body=body.pk, role__in=SITTING).count()
    return -(-(body.seats or sits) // QUARTER)


@dataclass(frozen=True)
class Moment:
    """How many were there from a time on, and whether that was a quorum."""

    at: time_of_day
    present: int
    quorate: bool


def through(meeting: Meeting, attendances: Iterable[Attendance], needed: int) -> list[Moment]:
    """The meeting from beginning to end: a moment for each time somebody came or went."""
    if meeting.began_at is None:
        return []
    rows = [each for each in attendances if each.how == Attendance.How.PRESENT]
    times = {meeting.began_at, *(t for each in rows for t in (each.arrived_at, each.left_at) if t)}
    counts = ((at, sum(each.there(at) for each in rows)) for at in sorted(times))
    return [Moment(at, count, count >= needed) for at, count in counts]
