"""What retention takes from what belongs to a risk: every text that somebody typed."""

from datetime import date

from guildhall.kernel.retention import FORGOTTEN, forgets
from guildhall.services.risks.models import Acceptance, Mitigation


@forgets("mitigations")
def forget_mitigations(ids: list[int], today: date) -> int:
    return Mitigation.objects.filter(risk__in=ids).update(text=FORGOTTEN, owner_role="", dropped_because="")


@forgets("acceptances")
def forget_acceptances(ids: list[int], today: date) -> int:
    return Acceptance.objects.filter(risk__in=ids).update(
        by=None, role=FORGOTTEN, because=FORGOTTEN, ended_because=""
    )
