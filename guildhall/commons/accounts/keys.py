"""Keys for programs: each is an account's own, with its grants, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel import time

PREFIX = "gh_"


class ApiKey(models.Model):
    """One key: whose, what for, whether it may write, and until when. The key itself is not here."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100)
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.user}"

    @classmethod
    def make(cls, user: object, name: str, *, scope: str = Scope.READ, days: int = 365) -> tuple[Self, str]:
        """A new key and its text, which is shown once and cannot be had again."""
        text = PREFIX + secrets.token_urlsafe(32)
        today = time.real_now().date()
        made = cls.objects.create(
            user=user, name=name, scope=scope, digest=_digest(text), created_at=time.real_now(),
            expires_on=today + timedelta(days=days),
        )  # fmt: skip
        return made, text

    @classmethod
    def of_text(cls, text: str) -> Self | None:
        """The key of that text, while it and its account are live."""
        today = time.real_now().date()
        live = Q(revoked_on=None, expires_on__gte=today, user__is_active=True)
        found = cls.objects.filter(live, digest=_digest(text)).select_related("user").first()
        if found and found.last_used_on != today:
            cls.objects.filter(pk=found.pk).update(last_used_on=today)
        return found

    @staticmethod
    def revoke(keys: models.QuerySet[ApiKey]) -> int:
        """Ends these keys now; returns how many were live."""
        return keys.filter(revoked_on=None).update(revoked_on=time.real_now().date())

    @property
    def can_write(self) -> bool:
        return self.scope == self.Scope.WRITE


def _digest(text: str) -> str:
    """A plain hash is enough: the key is 256 random bits, which nobody can guess through."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
