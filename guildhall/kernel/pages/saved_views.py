"""A queue somebody looks at every morning, kept under a name of their own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from guildhall.kernel.prepared import Prepared


class SavedView(models.Model):
    """One person's named way of looking at a queue: the address is the state, so only the address is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    service = models.CharField(max_length=32)
    name = models.CharField(max_length=60)
    query = models.CharField(
        max_length=1000, blank=True, help_text="What follows the question mark in the address."
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "service", "name"], name="saved_view_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/desk/{self.service}/?{self.query}"


def saved(user: Any, service: str) -> list[SavedView]:
    """What this person has saved of one queue, by name."""
    return _saved(user=user.pk, service=service)


_saved = Prepared(lambda user, service: SavedView.objects.filter(user=user, service=service).order_by("name"))


def save(user: Any, service: str, name: str, query: str) -> SavedView:
    """Keeps the view; one of the same name is replaced."""
    view, _ = SavedView.objects.update_or_create(
        user=user, service=service, name=name, defaults={"query": query}
    )
    return view
