"""How the council stands on a day: its groups by size, its bodies by seats, and who holds what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from guildhall.commons.chamber.balance import NOT_IN_A_GROUP
from guildhall.commons.chamber.models import SITTING, Allegiance, Appointment, Body, Member, on


@dataclass(frozen=True)
class Standing:
    """Groups of two members or more by name, the largest first; and how many members are in none."""

    groups: dict[str, int]
    ungrouped: int
    bodies: tuple[tuple[str, int], ...]
    held: dict[str, Counter[str]]

    @property
    def members(self) -> int:
        return sum(self.groups.values()) + self.ungrouped

    @property
    def parts(self) -> list[tuple[str, int]]:
        """The groups, and last those in none."""
        return [*self.groups.items(), *([(NOT_IN_A_GROUP, self.ungrouped)] if self.ungrouped else [])]


def standing(day: date) -> Standing:
    """The council as it stood on a day."""
    members = Member.objects.filter(
        Q(left_on=None) | Q(left_on__gte=day),
        kind=Member.Kind.COUNCILLOR,
        office_from__lte=day,
        term_ends_on__gte=day,
    )
    group_of = _groups(members, day)
    sizes = Counter(group_of.values())
    groups = {name: number for name, number in sizes.most_common() if number > 1}
    bodies = Body.objects.filter(
        Q(dissolved_on=None) | Q(dissolved_on__gte=day), in_balance=True, established_on__lte=day
    )
    sized = tuple(bodies.order_by("-seats", "name").values_list("name", "seats"))
    return Standing(groups, members.count() - sum(groups.values()), sized, _held(group_of, day))


def _groups(members: Any, day: date) -> dict[int, str]:
    held = Allegiance.objects.filter(on(day), member__in=members)
    return dict(held.order_by("member", "pk").values_list("member", "group__name"))


def _held(group_of: dict[int, str], day: date) -> dict[str, Counter[str]]:
    """Of each body in balance, how many seats each group holds."""
    sits = Appointment.objects.filter(on(day), body__in_balance=True, role__in=SITTING)
    held: dict[str, Counter[str]] = {}
    for body, member in sits.values_list("body__name", "member"):
        held.setdefault(body, Counter())[group_of.get(member, "")] += 1
    return held
