"""What retention takes from what belongs to an article or a service point, and whom contacts still need."""

from collections.abc import Iterable
from datetime import date

from guildhall.commons.parties.forgetting import holds_parties
from guildhall.kernel.retention import FORGOTTEN, forgets
from guildhall.services.contacts.models import Closure, Contact, Feedback


@forgets("article feedback")
def forget_feedback(ids: list[int], today: date) -> int:
    return Feedback.objects.filter(article__in=ids).update(by=None, missing=FORGOTTEN, answer="")


@forgets("closures of a service point")
def forget_closures(ids: list[int], today: date) -> int:
    return Closure.objects.filter(point__in=ids).update(because=FORGOTTEN)


@holds_parties("contacts")
def _in_touch(leaves: list[int]) -> Iterable[int]:
    """Whoever got in touch is known for as long as what they said is kept."""
    return Contact.objects.filter(party__in=leaves).values_list("party_id", flat=True).distinct()
