"""What stands from a day until a day, so that any day can be asked about."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class DatedQuerySet(models.QuerySet[models.Model]):
    """Rows that stand from a day until a day."""

    def on(self, day: date) -> Self:
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


class Dated(models.Model):
    """From a day on, until a day (included) or until further notice."""

    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="%(class)s_ends_after_it_begins",
            ),
        )
