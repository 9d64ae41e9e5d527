"""What advisers can do, and which of the council's systems they may use, from day to day."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guildhall.services.contacts.models.dated import Dated
from guildhall.services.contacts.models.topics import Topic


class System(models.Model):
    """One of the systems an adviser has open; `what_for` says it in a few words."""

    name = models.CharField(max_length=80, unique=True)
    what_for = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Skill(Dated):
    """An adviser can answer about a topic."""

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="skills")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="skills")

    class Meta(Dated.Meta):
        indexes = (models.Index(fields=["adviser", "topic", "from_on"], name="skill_of_adviser"),)

    def __str__(self) -> str:
        return f"{self.adviser}: {self.topic} from {self.from_on}"


class SystemAccess(Dated):
    """An adviser may use a system."""

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="system_access")
    system = models.ForeignKey(System, models.CASCADE, related_name="access")

    class Meta(Dated.Meta):
        indexes = (models.Index(fields=["adviser", "system", "from_on"], name="access_of_adviser"),)

    def __str__(self) -> str:
        return f"{self.adviser}: {self.system} from {self.from_on}"
