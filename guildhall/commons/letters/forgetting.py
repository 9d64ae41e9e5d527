"""What retention takes from letters: everything that was said, and to whom."""

from datetime import date

from guildhall.commons.letters.models import Letter
from guildhall.kernel.retention import FORGOTTEN, forgets


@forgets("letters")
def forget_letters(ids: list[int], today: date) -> int:
    return Letter.objects.filter(record__in=ids).update(
        party=None, to_name="", to_address="", subject=FORGOTTEN, markdown=""
    )
