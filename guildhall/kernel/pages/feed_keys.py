"""The secret in the address of a person's calendar feed: signed, theirs alone, and theirs to withdraw."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse

from guildhall.kernel import time


class CalendarKey(models.Model):
    """The half of the secret that is kept; the address holds it signed, so the table alone opens nothing."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key")
    nonce = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar key of {self.user}"

    @property
    def token(self) -> str:
        return _signer().sign(self.nonce)


def _signer() -> Signer:
    return Signer(salt="guildhall.calendar", sep="~")


def renew(user: Any) -> CalendarKey:
    """Gives the person a new key; the address they had before opens nothing from now on."""
    fresh = {"nonce": secrets.token_urlsafe(32), "made_at": time.real_now()}
    key, _ = CalendarKey.objects.update_or_create(user=user, defaults=fresh)
    return key


def withdraw(user: Any) -> None:
    """Takes the person's key away: their feed is gone until they ask for another."""
    CalendarKey.objects.filter(user=user).delete()


def address(user: Any) -> str:
    """Where the person's feed is; empty while they have none."""
    key = CalendarKey.objects.filter(user=user).first()
    return settings.PUBLIC_URL + reverse("calendar_feed", args=[key.token]) if key else ""


def holder(token: str) -> Any | None:
    """Whose key it is, while it is live and they still work here."""
    try:
        nonce = _signer().unsign(token)
    except BadSignature:
        return None
    key = CalendarKey.objects.filter(nonce=nonce, user__is_active=True).select_related("user").first()
    return key.user if key else None
