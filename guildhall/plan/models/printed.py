"""What a plan states or refers to, so that it can be checked: figures, dates, evidence, and mentions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guildhall.plan.models.plans import Plan


class Mention(models.Model):
    """Something the text refers to: a section, an appendix, a poll, a log that ought to exist."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=20)
    names = models.CharField(max_length=300, help_text="What it calls the thing, such as Appendix 1.")
    words = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True, help_text="Where it stands, in words.")

    def __str__(self) -> str:
        return f"{self.names} ({self.place})" if self.place else self.names


class Figure(models.Model):
    """One figure of the plan, with its unit and what it is for.

    Its period is `first` to `last`, or the one day `as_at`; `own_period` says that the plan itself names it,
    where others take the period of their page. `part_of` and `sum_of` name other figures by their keys.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="figures")
    key = models.SlugField(max_length=80)
    name = models.CharField(max_length=300)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=40)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    as_at = models.DateField(null=True, blank=True)
    own_period = models.BooleanField(default=False)
    part_of = models.SlugField(max_length=80, blank=True)
    sum_of = models.JSONField(default=list, blank=True)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="figure_once"),)

    def __str__(self) -> str:
        return self.name


class KeyDate(models.Model):
    """A day, or some days, that the plan must reckon with."""

    class Kind(models.TextChoices):
        ELECTION = "election", "Election"
        CONTRACT = "contract", "Contract"
        LAW = "law", "Law"
        EVENT = "event", "Event"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=300)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="key_date_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Evidence(models.Model):
    """What was done for one principle of the local code of governance, in its 2007 or 2016 edition."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="evidence")
    edition = models.CharField(max_length=4, choices=(("2007", "2007 (six)"), ("2016", "2016 (seven)")))
    principle = models.CharField(max_length=300)
    about = models.CharField(
        max_length=80, blank=True, help_text="Whom it concerns: members, staff, the public."
    )
    text = models.TextField()

    def __str__(self) -> str:
        return self.text
