"""Whom an open question still needs: neither of its two is forgotten before somebody has decided."""

from collections.abc import Iterable

from django.db.models import Q

from guildhall.commons.parties.forgetting import holds_parties
from guildhall.services.linkage.models import Match


@holds_parties("matches")
def _asked_about(leaves: list[int]) -> Iterable[int]:
    waiting = Match.objects.open().filter(Q(left__in=leaves) | Q(right__in=leaves))
    return {pk for pair in waiting.values_list("left_id", "right_id") for pk in pair} & set(leaves)
