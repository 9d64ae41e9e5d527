"""Who somebody is for the cap and the opt-out: a keyed digest of their address, and never the address."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.crypto import salted_hmac

from guildhall.commons.accounts.models import User
from guildhall.commons.letters import adapters
from guildhall.commons.parties.models import Consent, ContactPoint, Marker, Party, comparable
from guildhall.commons.satisfaction.models import Invitation

# Mobile numbers of the United Kingdom, Ofcom's for drama among them.
MOBILE = re.compile(r"(?:\+44|0)7[0-9]{9}")
SALT = "guildhall.satisfaction.person"
By, Kind = Invitation.By, ContactPoint.Kind
# What a person may say no to, and the markers that say it for them.
PURPOSE = "surveys"
LEAVE_ALONE = (Marker.Kind.SAFE_CONTACT, Marker.Kind.CONTACT_PLAN, Marker.Kind.BEREAVED)


def digest(address: str, key: str | None = None) -> str:
    """The person behind an address, to be compared and not to be read."""
    said = comparable(Kind.EMAIL, address)
    said = "+44" + said[1:] if said.startswith("07") else said
    return salted_hmac(SALT, said, secret=key or settings.SECRET_KEY, algorithm="sha256").hexdigest()


def digests(addresses: list[str]) -> list[str]:
    """By the installation's key and by those it had before: an opt-out outlives a change of key."""
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return [digest(address, key) for address in addresses for key in keys]


def reached(party: Party) -> tuple[str, str] | None:
    """How a survey reaches a person, and where: by e-mail, or by a text to a mobile; None for neither.

    By any of their leaves, where they prefer it and it may be used.
    """
    good = sorted(
        (each for each in _points(party) if each.is_good), key=lambda each: (not each.preferred, -each.pk)
    )
    if email := next((each.value for each in good if each.kind == Kind.EMAIL), ""):
        return By.EMAIL, email
    numbers = ("".join(each.value.split()) for each in good if each.kind == Kind.PHONE)
    mobile = next((each for each in numbers if MOBILE.fullmatch(each)), "")
    return (By.SMS, mobile) if mobile and adapters.chosen().texts() else None


def addresses(party: Party) -> list[str]:
    """Every address by which the person may have said no."""
    return [each.value for each in _points(party) if each.kind in {Kind.EMAIL, Kind.PHONE}]


def works_here(party: Party) -> bool:
    """Whether a customer is a colleague: by an e-mail address that signs in to the desk."""
    emails = [each.value.lower() for each in _points(party) if each.kind == Kind.EMAIL]
    return User.objects.filter(is_staff=True, email__in=emails).exists()


def has_reason_to_be_left_alone(party: Party) -> bool:
    """Whether a marker speaks against writing to them unasked, or they said no to surveys."""
    leaves = party.leaf_ids()
    marked = Marker.objects.now().filter(party__in=leaves, kind__in=LEAVE_ALONE, lifted_on=None)
    said = Consent.objects.filter(party__in=leaves, purpose=PURPOSE).order_by("-on", "-pk").first()
    return (said is not None and not said.given) or bool(marked.exists())


def _points(party: Party) -> list[ContactPoint]:
    return list(ContactPoint.objects.filter(party__in=party.leaf_ids()))
