"""Benefits: what a deliverable saves, earns or improves, year by year, planned beside what came."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.periods import Period
from guildhall.plan.models.deliverables import Deliverable


class Benefit(models.Model):
    """One benefit. Savings, avoided costs and income are told apart: they are not to be added up.

    `amount` is in pounds: in all (`cumulative`), each year (`per_annum`) or once.
    What is not in money may have none.
    """

    class Kind(models.TextChoices):
        CASHABLE = "cashable", "Cashable saving"
        AVOIDANCE = "avoidance", "Cost avoided"
        INCOME = "income", "Income"
        NON_CASHABLE = "non_cashable", "Not in money"

    class Per(models.TextChoices):
        CUMULATIVE = "cumulative", "In all"
        PER_ANNUM = "per_annum", "Each year"
        ONE_OFF = "one_off", "Once"

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="benefits")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=300)
    per = models.CharField(max_length=10, choices=Per.choices, default=Per.CUMULATIVE)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["deliverable", "key"], name="benefit_key_once"),
            models.CheckConstraint(
                condition=Q(first=None) | Q(last=None) | Q(last__gte=F("first")),
                name="benefit_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class BenefitYear(models.Model):
    """One financial year of a benefit, named by the year in which it begins: planned, actual, evidence."""

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    planned = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["benefit", "year"], name="benefit_year_once"),
            models.CheckConstraint(
                condition=Q(actual=None) | ~Q(evidence=""),
                name="benefit_actual_has_evidence",
                violation_error_message="Say what shows that the benefit came.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.benefit_id} in {Period.year(self.year)}"
