"""Promises: targets for measures. Whether one is met is computed from the records, never typed."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from guildhall.kernel.measures import Measure, measure
from guildhall.plan.models.deliverables import Deliverable
from guildhall.plan.rag import Tolerance


class Promise(models.Model):
    """A target for a measure, by a day, from a baseline; bound to the measure by its name.

    A promise may be printed without any number, or with one nobody counts here: then it has no target or
    no measure, and a duty says so. `tolerance` is how far from its target a reading is still amber, and
    `green_tolerance` still green: in the target's unit, or in per cent of it. By which rule, `rule` says.
    """

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", "at least"
        AT_MOST = "at_most", "at most"
        EXACTLY = "exactly", "exactly"

    class Basis(models.TextChoices):
        MONTH = "month", "Each month"
        QUARTER = "quarter", "Each quarter"
        YEAR = "year", "Each year"
        ROLLING = "rolling", "Over the last twelve months"

    class Counted(models.TextChoices):
        UNIT = "unit", "In the target’s unit"
        PERCENT = "percent", "In per cent of the target"

    class Rule(models.TextChoices):
        TOLERANCE = "tolerance", "By its distance from the target"
        LAST_YEAR = "last_year", "By its distance, and then by the same time last year"

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="promises")
    key = models.SlugField(max_length=80)
    text = models.CharField(max_length=500)
    measure = models.CharField(
        max_length=80, blank=True, help_text="A measure's key, such as requests.in_time."
    )
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.AT_LEAST)
    tolerance = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    green_tolerance = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    tolerance_in = models.CharField(max_length=7, choices=Counted.choices, default=Counted.UNIT)
    rule = models.CharField(max_length=9, choices=Rule.choices, default=Rule.TOLERANCE)
    basis = models.CharField(max_length=7, choices=Basis.choices, default=Basis.YEAR)
    due_on = models.DateField(null=True, blank=True)
    owner_role = models.CharField("answers for it", max_length=200, blank=True)
    source = models.CharField("where the target comes from", max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["deliverable", "key"], name="promise_key_once"),
            models.CheckConstraint(
                condition=Q(target=None) | ~Q(unit=""),
                name="promise_target_has_a_unit",
                violation_error_message="Say in what unit the target is, such as %% or requests.",
            ),
            models.CheckConstraint(
                condition=~Q(tolerance_in="percent") | Q(target=None) | Q(target__lt=0) | Q(target__gt=0),
                name="promise_tolerance_of_nothing",
                violation_error_message=(
                    "A percentage of a target of 0 is always 0: give the tolerance in the target’s own unit."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def figure(self) -> str:
        """What its figures are kept under: its measure's key, or its own where nobody counts it here."""
        return self.measure or f"{self.deliverable.reference}.{self.key}"

    @property
    def tolerances(self) -> Tolerance:
        """How far from the target is still amber, and still green; nothing where nobody said."""
        green = self.green_tolerance or Decimal(0)
        return Tolerance(max(self.tolerance or Decimal(0), green), green, self.tolerance_in)

    @property
    def asks(self) -> Measure | None:
        """The measure it is bound to; None where it names none. KeyError when no service has it any more."""
        return measure(self.measure) if self.measure else None

    def kept_by(self, value: Decimal | None) -> bool | None:
        """Whether a value meets the target; None when there is no value, or no target."""
        if value is None or self.target is None:
            return None
        if self.direction == self.Direction.EXACTLY:
            return value == self.target
        return value >= self.target if self.direction == self.Direction.AT_LEAST else value <= self.target
