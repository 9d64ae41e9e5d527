"""What a plan has to spend and must earn: the year's lines, and the ledger's months beside them."""

from __future__ import annotations

from django.db import models

from guildhall.kernel.periods import Period
from guildhall.plan.models.plans import Plan


class Money(models.TextChoices):
    """What kind of money an amount is. An amount is positive in its own sense: income of £100 is 100."""

    CASH_LIMIT = "cash_limit", "Cash limit"
    INCOME = "income", "Income"
    GRANT = "grant", "Grant"
    RECHARGE = "recharge", "Recharge"
    SAVINGS = "savings", "Savings"
    EXPENDITURE = "expenditure", "Expenditure"


class BudgetLine(models.Model):
    """One amount in pounds of one area's budget, for the financial year that begins in `year`."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget")
    area = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=11, choices=Money.choices)
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {Period.year(self.year)}: £{self.amount:,}"


class LedgerLine(models.Model):
    """One month's amount as the ledger has it: a fact, brought in by a file whose batch it names."""

    month = models.DateField(help_text="The first day of the month.")
    area = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=11, choices=Money.choices)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    batch = models.CharField(max_length=80, help_text="The file it came with, and when.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["batch", "month", "area", "kind"], name="ledger_line_once"),
        )
        indexes = (models.Index(fields=["month", "area", "kind"], name="ledger_line_month"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.month:%B %Y}: £{self.amount:,}"
