"""What retention takes of allowances: what each claim was for; the statement was published, and stays."""

from datetime import date

from guildhall.kernel.retention import forgets
from guildhall.services.allowances.models import Claim


@forgets("claims of members’ allowances")
def forget_claims(ids: list[int], today: date) -> int:
    """Deletes the claims of those years."""
    deleted, _ = Claim.objects.filter(year__in=ids).delete()
    return deleted
