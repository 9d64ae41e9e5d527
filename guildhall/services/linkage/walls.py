"""Linking never looks through walls: who may be asked about whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from guildhall.commons.parties.models import Involvement, Party
from guildhall.kernel.records import Sensitivity
from guildhall.services.linkage.models import Match

AT_ONCE = 5_000


def restricted(leaves: Iterable[int]) -> set[int]:
    """Of these entries, those of a restricted system or with a part in a restricted record."""
    numbers, found = sorted(leaves), set[int]()
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        walled = Party.objects.filter(pk__in=some, sensitivity__gte=Sensitivity.RESTRICTED)
        records = Involvement.objects.filter(party__in=some, record__sensitivity__gte=Sensitivity.RESTRICTED)
        found |= {*walled.values_list("pk", flat=True), *records.values_list("party_id", flat=True)}
    return found


def sensitivity_of(leaves: Iterable[int]) -> int:
    """How widely a match of these may be seen: as narrowly as the narrower of the two."""
    return Sensitivity.RESTRICTED if restricted(leaves) else Sensitivity.PERSONAL


def hidden(match: Match, user: Any) -> bool:
    """Whether one of the two stands behind a wall that this person may not look through."""
    both = {match.left_id, match.right_id} - {None}
    return Party.objects.visible_to(user).filter(Q(pk__in=both)).count() < len(both)
