"""What people get in touch about: the services of a council, by their numbers in the Local Government
Services List.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from guildhall.kernel.gates import access
from guildhall.kernel.records import Sensitivity, Team


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics; whoever works at the council may read the list of them."""

    def visible_to(self, user: Any) -> Self:
        return self if access(user).grants else self.none()

    def live(self) -> Self:
        return self.filter(retired=False)


class Topic(models.Model):
    """One service people ask about. `words` are what else they call it; `team` is who takes it further.

    `lgsl` is its number in the Local Government Services List; a council's own topics have none.
    """

    lgsl = models.PositiveIntegerField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=120, unique=True)
    words = models.CharField(max_length=300, blank=True)
    area = models.CharField(max_length=60)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.ORDINARY)
    systems = models.ManyToManyField("contacts.System", related_name="topics", blank=True)
    retired = models.BooleanField(default=False)

    objects = TopicQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/contacts/list/?topic={self.pk}"
