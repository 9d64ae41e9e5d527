"""Letters, kept as they were written: what the council said, to whom, and whether it arrived."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.safestring import SafeString, mark_safe

from guildhall.commons.letters.writing import as_page
from guildhall.commons.parties import links
from guildhall.commons.parties.models import Party
from guildhall.kernel.events import Event
from guildhall.kernel.records import Record


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about letters."""

    def visible_to(self, user: Any) -> LetterQuerySet:
        """Letters on the records this person may see."""
        return self.filter(record__in=Record.objects.visible_to(user).values("pk"))

    def to_print(self) -> LetterQuerySet:
        return self.filter(state=Letter.State.TO_PRINT).order_by("written_at", "pk")

    def in_doubt(self) -> LetterQuerySet:
        """Failed for good, or nobody knows whether they went: a person decides."""
        return self.filter(state__in=[Letter.State.FAILED, Letter.State.UNCERTAIN]).order_by(
            "written_at", "pk"
        )


class Letter(models.Model):
    """One letter to one recipient. It is written once and never changed, until the law says to forget it."""

    class Channel(models.TextChoices):
        EMAIL = "email", "By email"
        POST = "post", "By post"
        NONE = "none", "Not sent"

    class State(models.TextChoices):
        QUEUED = "queued", "On its way"
        SENT = "sent", "Sent"
        TO_PRINT = "to_print", "To be printed and posted"
        POSTED = "posted", "Posted"
        FAILED = "failed", "Could not be sent"
        UNCERTAIN = "uncertain", "Nobody knows whether it went"
        NOWHERE = "nowhere", "Nowhere to send it"

    record = models.ForeignKey(Record, models.CASCADE, related_name="letters")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="letters")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="letters")
    template = models.CharField(max_length=100)
    # The outbox's own name for it, by which a mail server or Notify knows it too.
    key = models.CharField(max_length=100, unique=True)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    state = models.CharField(max_length=9, choices=State.choices)
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=500, blank=True, help_text="E-mail address, or postal address.")
    subject = models.CharField(max_length=200)
    markdown = models.TextField(blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = LetterQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["state", "written_at"],
                condition=models.Q(state__in=["to_print", "failed", "uncertain"]),
                name="letter_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} ({self.key})"

    def get_absolute_url(self) -> str:
        return f"/letters/{self.pk}/"

    @property
    def page(self) -> SafeString:
        """Its text as HTML, cleaned: made when it is read, for most letters are never looked at again."""
        return mark_safe(self.html)  # noqa: S308

    @property
    def html(self) -> str:
        return as_page(self.markdown)

    @property
    def token(self) -> str:
        """The secret of its page at a signed link. Its event stands for it: known before it is written."""
        return token(self.event_id or 0, self.party_id)


def token(event_id: int, party_id: int | None) -> str:
    """The secret of the page of the letter that was written for this event."""
    return links.token(event_id, party_id or 0, purpose="letter")
