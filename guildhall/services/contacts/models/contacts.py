"""Contacts: what came by telephone, at the counter, by e-mail or otherwise: facts, and no cases."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guildhall.commons.parties.models import Party
from guildhall.kernel import time
from guildhall.kernel.records import Record, Sensitivity, Team
from guildhall.services.contacts.models.points import ServicePoint
from guildhall.services.contacts.models.topics import Topic


class Channel(models.TextChoices):
    """How somebody got in touch."""

    CALL = "call", "Call"
    VISIT = "visit", "Visit"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    CHAT = "chat", "Web chat"
    SOCIAL = "social", "Social media"
    TEXT = "text", "Text message"


class Outcome(models.TextChoices):
    """How a contact ended."""

    RESOLVED = "resolved", "Resolved"
    PASSED = "passed", "Passed to a team"
    OPENED = "opened", "Record opened"


class Avoidable(models.TextChoices):
    """Why a contact need not have been (National Indicator 14, 2008 to 2010: avoidable contact)."""

    CLARIFYING = "clarifying", "We had not made it clear"
    SIGNPOSTING = "signposting", "We had sent them to the wrong place"
    REPEATING = "repeating", "They had told us before"
    CHASING = "chasing", "They asked how far it had got"
    TOO_SOON = "too_soon", "We had closed it too soon"


class ContactQuerySet(models.QuerySet["Contact"]):
    """Questions about contacts."""

    def visible_to(self, user: Any) -> Self:
        """Only what this person may read: by their role's reach, what they took themselves, or their own."""
        from guildhall.services.contacts.seeing import visible_to

        return self.filter(visible_to(user))

    def in_period(self, period: Any) -> Self:
        return self.filter(on__gte=period.first, on__lte=period.last)

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")


class Contact(models.Model):
    """One call, visit, e-mail, letter or message. `on` is the day in the city; moments are exact.

    Without a `party` it was anonymous. `avoidable` is empty where the contact was worth having.
    `language` says in what language or with what help it was held, where that was not plain English.
    """

    Channel, Outcome, Avoidable = Channel, Outcome, Avoidable

    channel = models.CharField(max_length=6, choices=Channel.choices)
    on = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="contacts", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    avoidable = models.CharField(max_length=11, choices=Avoidable.choices, blank=True)
    point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="contacts", db_index=False
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, help_text="Passed to."
    )
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.ORDINARY)
    submission = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")), name="contact_ends_after_it_starts"
            ),
        )
        # Each is read backwards from now, and holds what decides who may see a row.
        indexes = (
            models.Index(fields=["on", "channel", "sensitivity"], name="contact_on"),
            models.Index(fields=["started_at", "id", "sensitivity", "adviser"], name="contact_started"),
            models.Index(fields=["channel", "started_at", "id"], name="contact_channel"),
            models.Index(fields=["topic", "started_at", "id"], name="contact_topic"),
            models.Index(fields=["outcome", "started_at", "id"], name="contact_outcome"),
            models.Index(
                fields=["adviser", "started_at", "id"],
                condition=Q(adviser__isnull=False),
                name="contact_adviser",
            ),
            models.Index(
                fields=["party", "started_at", "id"], condition=Q(party__isnull=False), name="contact_party"
            ),
            models.Index(
                fields=["avoidable", "started_at", "id"],
                condition=~Q(avoidable=""),
                name="contact_avoidable",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.topic}"

    def get_absolute_url(self) -> str:
        return f"/contacts/{self.pk}/"

    @property
    def seconds(self) -> int:
        """How long it took."""
        return int((self.ended_at - self.started_at).total_seconds())

    @property
    def local_start(self) -> Any:
        """When it began, by the city's clock."""
        return self.started_at.astimezone(time.LONDON)


class AlsoAbout(models.Model):
    """Another topic of the same contact: people ring once about two things."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="also_about")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contact", "topic"], name="also_about_once"),)

    def __str__(self) -> str:
        return f"{self.contact_id} was also about {self.topic}"


class OpenedRecord(models.Model):
    """A record that began as a contact: the contact is its origin."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="opened")
    record = models.OneToOneField(Record, models.CASCADE, related_name="began_as_contact")

    def __str__(self) -> str:
        return f"{self.record_id} began as {self.contact_id}"


class Tally(models.Model):
    """How many contacts of one kind there were on one day: kept beside them, so that a year is soon counted.

    `what` is the question (channel, topic, outcome, avoidable) and `key` one answer to it.
    """

    what = models.CharField(max_length=9)
    key = models.CharField(max_length=24)
    on = models.DateField()
    n = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = (models.UniqueConstraint(fields=["what", "key", "on"], name="contact_tally_once"),)
        indexes = (models.Index(fields=["what", "on", "key", "n"], name="contact_tally_by_day"),)

    def __str__(self) -> str:
        return f"{self.what} {self.key} on {self.on}: {self.n}"
