"""Who reads single answers: the customer, and whoever may read what the answer is about."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from guildhall.commons.satisfaction.models import Invitation


def answers_of(user: Any) -> Q:
    """The answers this person may read."""
    return Q(invitation__in=Invitation.objects.visible_to(user).values("pk"))
