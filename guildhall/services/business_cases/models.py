"""Business cases: why money is spent, which ways there are, what each gate decided, what it brings."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordManager


class BusinessCase(Record):
    """One case, from its strategic outline to the full case and what came of it.

    `gate_on` is the day it last passed a gate; `author` proposed it, and so does not approve it.
    """

    class Stage(models.TextChoices):
        STRATEGIC = "strategic", "Strategic outline case"
        OUTLINE = "outline", "Outline case"
        FULL = "full", "Full case"
        DELIVERY = "delivery", "Approved: being delivered"
        CLOSED = "closed", "Closed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    service_key = "business_cases"

    programme = models.CharField(max_length=200, blank=True)
    need = models.TextField(verbose_name="why it is needed")
    owner_role = models.CharField(max_length=160, blank=True, verbose_name="sponsor")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gate_on = models.DateField("passed its last gate", null=True, blank=True)
    ended_because = models.TextField("why it ended", blank=True)

    objects: ClassVar[Any] = RecordManager()

    # What the last verb did, for the sentence of that verb's event.
    told: str = ""

    class Meta:
        base_manager_name = "objects"


class Option(models.Model):
    """One way to do it, doing nothing among them; `cost` is what it costs once, in pounds."""

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="options")
    name = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    preferred = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=Q(preferred=True), name="one_option_preferred"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Funding(models.Model):
    """Money for the case from one source, from a day to a day, and what follows it.

    `then` is empty while nobody has said; another funding that begins the day after follows it too.
    """

    class Kind(models.TextChoices):
        CAPITAL = "capital", "Capital"
        REVENUE = "revenue", "Revenue"

    class Then(models.TextChoices):
        STOPS = "stops", "The work stops with it"
        TRANSFERS = "transfers", "Somebody else pays from then on"

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="funding")
    source = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    first = models.DateField("from")
    last = models.DateField("until", null=True, blank=True)
    then = models.CharField(max_length=9, choices=Then.choices, blank=True)
    transfers_to = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "funding"
        constraints = (
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="funding_ends_after_it_begins",
                violation_error_message="It ends on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(then="transfers") | ~Q(transfers_to=""), name="funding_transfers_to_somebody",
                violation_error_message="Say who pays from then on.",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_is_something"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source}: £{self.amount:,.0f}"

    @property
    def day_after(self) -> date | None:
        """The first day it pays no more."""
        return self.last and self.last + timedelta(days=1)


class Worth(models.Model):
    """What the case brings, of one kind: kinds are never added up.

    `amount` is in pounds, in all or each year from `first` to `last` (financial years, by the year each
    begins in). `register` names the benefit of a plan in which what came of it is recorded, such as
    DL-2018-00012.channel-shift: what is recorded there is claimed by one case alone.
    """

    class Kind(models.TextChoices):
        CASHABLE = "cashable", "Cashable saving"
        AVOIDANCE = "avoidance", "Cost avoided"
        INCOME = "income", "Income"
        NON_CASHABLE = "non_cashable", "Not in money"

    class Per(models.TextChoices):
        IN_ALL = "in_all", "In all"
        A_YEAR = "a_year", "Each year"

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="worth")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    per = models.CharField(max_length=6, choices=Per.choices, default=Per.IN_ALL)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    first = models.PositiveSmallIntegerField("first financial year begins in")
    last = models.PositiveSmallIntegerField("last financial year begins in")
    register = models.CharField("recorded in", max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "worth"
        constraints = (
            models.UniqueConstraint(fields=["case", "name"], name="worth_named_once"),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="worth_ends_after_it_begins",
                violation_error_message="Its last year is not before its first.",
            ),
            models.CheckConstraint(
                condition=Q(kind="non_cashable", amount=None)
                | (~Q(kind="non_cashable") & Q(amount__isnull=False)),
                name="worth_in_money_has_an_amount",
                violation_error_message="What is in money has an amount in pounds; what is not has none.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def total(self) -> Decimal:
        """What it comes to over its years, in pounds."""
        years = self.last - self.first + 1 if self.per == self.Per.A_YEAR else 1
        return (self.amount or Decimal(0)) * years

    @property
    def years(self) -> str:
        first, last = Period.year(self.first).name, Period.year(self.last).name
        return first if first == last else f"{first} to {last}"


class Trigger(models.Model):
    """If a figure is not what it should be on a day, what then: somebody looks on that day, and says.

    `measure` is the key of a measure that counts it here; without one whoever answers gives the figure.
    """

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", "at least"
        AT_MOST = "at_most", "at most"

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="triggers")
    figure = models.CharField(max_length=200)
    measure = models.CharField(max_length=80, blank=True)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.AT_LEAST)
    threshold = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=40)
    day = models.DateField("on which somebody looks")
    then = models.TextField()
    owner_role = models.CharField(max_length=160)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    done = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(value__isnull=False), name="trigger_answered_with_a_figure"
            ),
        )

    def __str__(self) -> str:
        return f"{self.figure}, on {self.day:%-d %B %Y}"

    def pulled_by(self, value: Decimal) -> bool:
        """Whether this figure means that what was agreed for that case is done."""
        return value < self.threshold if self.direction == self.Direction.AT_LEAST else value > self.threshold


class Approval(models.Model):
    """What was decided at a gate, by which decision: a record here, or a minute elsewhere."""

    class Outcome(models.TextChoices):
        PASSED = "passed", "Approved"
        RETURNED = "returned", "Sent back"
        REFUSED = "refused", "Refused"

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="approvals")
    gate = models.CharField(max_length=10, choices=BusinessCase.Stage.choices)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    decision = models.ForeignKey(Record, models.SET_NULL, null=True, blank=True, related_name="+")
    minute = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    conditions = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.get_gate_display()}: {self.get_outcome_display().lower()}"
