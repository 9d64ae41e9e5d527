"""Documents: what came with a record, what was made for it, and what was given out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.commons.documents import store
from guildhall.kernel.records import Record


class DocumentQuerySet(models.QuerySet["Document"]):
    """Questions about documents."""

    def visible_to(self, user: Any) -> DocumentQuerySet:
        """As far as the record: to residents only what they sent and what was given out."""
        seen = self.filter(record__in=Record.objects.visible_to(user).values("pk"))
        return seen if getattr(user, "is_staff", False) else seen.for_its_party()

    def for_its_party(self) -> DocumentQuerySet:
        return self.filter(kind__in=(Document.Kind.RECEIVED, Document.Kind.RELEASED))

    def public(self, today: Any) -> DocumentQuerySet:
        """Given out, on a record that is published."""
        shown = Record.objects.published(today).values("pk")
        return self.filter(kind=Document.Kind.RELEASED, record__in=shown)


class Document(models.Model):
    """One file of one record. The content lies in the store under its digest, however often it is used."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "Received"
        WORKING = "working", "Working paper"
        RELEASED = "released", "Given out"

    record = models.ForeignKey(Record, models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    sha256 = models.CharField(max_length=64, help_text="Of the content; kept when the content is forgotten.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    media_type = models.CharField(max_length=100, help_text="As its bytes say, never as the browser says.")
    added_at = models.DateTimeField()
    forgotten_on = models.DateField(null=True)

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["sha256"], condition=Q(forgotten_on=None), name="document_content"),)

    def __str__(self) -> str:
        return self.name or f"document {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/documents/{self.pk}/"

    def open(self) -> Any:
        """The content, to be read; FileNotFoundError when it is gone."""
        return store.open_content(self.sha256)
