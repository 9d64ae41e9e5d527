"""What holds for a time: from one day until another, both included, or until further notice."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


def on(day: date, *, starts: str = "from_on", ends: str = "until_on") -> Q:
    """What held on a day: from one day until another, both included, or until further notice."""
    return Q(**{f"{starts}__lte": day}) & (Q(**{ends: None}) | Q(**{f"{ends}__gte": day}))


def in_order(starts: str, ends: str, name: str) -> models.CheckConstraint:
    """Nothing ends before it begins."""
    return models.CheckConstraint(
        condition=Q(**{ends: None}) | Q(**{f"{ends}__gte": F(starts)}),
        name=name,
        violation_error_message="It cannot end before it begins.",
    )
