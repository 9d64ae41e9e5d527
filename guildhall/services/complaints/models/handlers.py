"""Who handled something, for as long as they have an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


def handler(related_name: str) -> Any:
    """A member of staff who decided or handled it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name=related_name
    )
