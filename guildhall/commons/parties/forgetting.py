"""What retention takes from parties: their part in the record, and whoever has no other part in anything."""

from datetime import date

from guildhall.commons.parties.models import Involvement, Party
from guildhall.kernel.retention import forgets


@forgets("parties")
def forget_parties(ids: list[int], today: date) -> int:
    """Removes the involvements, then each party that is left with none; their letters went before them."""
    involved = Involvement.objects.filter(record__in=ids)
    parties = set(involved.values_list("party_id", flat=True))
    removed, _ = involved.delete()
    Party.objects.filter(pk__in=parties, involvements=None).delete()
    return removed
