"""What a person may be asked to allow: purposes declared once, and what was answered last."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from guildhall.commons.parties.needs import Consent
from guildhall.commons.parties.people import Party
from guildhall.kernel import time


@dataclass(frozen=True)
class Purpose:
    """One thing that is done only with somebody's consent."""

    key: str
    label: str
    about: str = ""


purposes: dict[str, Purpose] = {}


def purpose(key: str, label: str, about: str = "") -> Purpose:
    """Declares a purpose; `key` is permanent, for answers name it."""
    purposes[key] = Purpose(key, label, about)
    return purposes[key]


purpose("sharing", "Telling our other services what they told us", "So that they need not say it again.")
purpose("satisfaction", "Being asked how we did", "A short invitation after something is done.")
purpose("news", "News and events by email or post")


def latest(party: Party) -> dict[str, Consent]:
    """What any leaf of the person answered last, by purpose."""
    said = Consent.objects.filter(party__in=party.leaves().values("pk")).order_by("on", "pk")
    return {each.purpose: each for each in said}


def allows(party: Party, purpose: str, *, otherwise: bool = False) -> bool:
    """Whether the person allows it today; `otherwise` where they never answered, or the answer ran out."""
    standing = Q(until=None) | Q(until__gte=time.today())
    said = Consent.objects.filter(standing, party__in=party.leaves().values("pk"), purpose=purpose)
    last = said.order_by("-on", "-pk").first()
    return last.given if last else otherwise
