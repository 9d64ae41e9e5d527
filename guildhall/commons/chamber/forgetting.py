"""What retention takes from members: interests and gifts, once the term is so long over."""

from datetime import date

from guildhall.commons.chamber.models import Gift, Interest
from guildhall.kernel.retention import forgets


@forgets("interests and gifts")
def forget_interests(ids: list[int], today: date) -> int:
    """Deletes the register's rows of those members."""
    interests, _ = Interest.objects.filter(member__in=ids).delete()
    gifts, _ = Gift.objects.filter(member__in=ids).delete()
    return interests + gifts
