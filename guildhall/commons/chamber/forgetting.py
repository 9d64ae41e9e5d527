"""What retention takes from members: interests and gifts, once the term is so long over."""

from datetime import date

from guildhall.commons.chamber.models import Gift, InductionStep, Interest, Training
from guildhall.kernel.retention import forgets


@forgets("interests, gifts and training of members")
def forget_interests(ids: list[int], today: date) -> int:
    """Deletes the register's rows of those members."""
    rows = (Interest, Gift, Training, InductionStep)
    return sum(each.objects.filter(member__in=ids).delete()[0] for each in rows)
