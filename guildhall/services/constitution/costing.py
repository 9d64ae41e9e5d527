"""What a form of governance costs beside today's, what officer support it takes, and who has a place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guildhall.commons.chamber.models import SITTING, Appointment, Member
from guildhall.services.constitution.models import Arrangement, Place

# Everybody sits on the council, and outside bodies are no part of the council's own structure.
NOT_COUNTED = ("council", "outside")


@dataclass(frozen=True)
class Cost:
    """Meetings and officer hours a year, and what they and the special responsibilities cost, in pounds."""

    meetings: int
    hours: int
    support: Decimal
    special: Decimal

    @property
    def total(self) -> Decimal:
        return self.support + self.special


def _cost(rows: list[Any], hourly: Decimal) -> Cost:
    hours = sum(each.meetings * each.hours for each in rows)
    special = sum((each.special for each in rows), Decimal(0))
    return Cost(sum(each.meetings for each in rows), hours, hours * hourly, special)


def costs(change: Arrangement) -> tuple[Cost, Cost]:
    """Today's bodies, as the plan names them, and the planned ones: a body that stays is in both."""
    planned, hourly = list(change.planned.all()), change.hourly_cost or Decimal(0)
    today = [*change.rehomings.all(), *(each for each in planned if each.stays)]
    return _cost(today, hourly), _cost(planned, hourly)


def places(change: Arrangement) -> list[tuple[Member, int, int]]:
    """Every councillor in office with the seats they have today and in the plan, the council apart."""
    serving = Member.objects.open().filter(kind=Member.Kind.COUNCILLOR).order_by("name", "pk")
    own = Appointment.objects.filter(until_on=None, role__in=SITTING, body__closed_on=None)
    own = own.exclude(body__kind__in=NOT_COUNTED)
    now = Counter(own.values_list("member", flat=True))
    # Who sits on a body that stays goes on sitting there.
    stays = own.filter(body__in=change.planned.filter(stays=True).values("body"))
    given = Place.objects.filter(planned__arrangement=change, role__in=SITTING)
    pairs = set(stays.values_list("body__name", "member"))
    pairs |= set(given.exclude(planned__kind__in=NOT_COUNTED).values_list("planned__name", "member"))
    then = Counter(member for _, member in pairs)
    return [(member, now[member.pk], then[member.pk]) for member in serving]


def without_a_place(change: Arrangement) -> list[Member]:
    """The councillors who sit on nothing but the council in the plan."""
    return [member for member, _, then in places(change) if not then]
