"""Members' allowances: a record for each financial year, with its rates, its claims and its statement."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.commons.chamber.models import Appointment, Body, Member, in_order
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordManager


class AllowanceYear(Record):
    """One financial year of allowances. `budget` and `paid` are in pounds, `paid` from its statement.

    `most_special` is how many special responsibilities one member is paid for at once: the dearest of them.
    """

    class Stage(models.TextChoices):
        OPEN = "open", "Open"
        PUBLISHED = "published", "Statement published"

    service_key = "allowances"

    first = models.DateField(unique=True, verbose_name="begins")
    budget = models.DecimalField(max_digits=12, decimal_places=2)
    most_special = models.PositiveSmallIntegerField(
        default=1, verbose_name="special responsibilities at once"
    )
    paid = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"

    @property
    def period(self) -> Period:
        return Period.year(self.first.year)


class Rate(models.Model):
    """What the scheme pays a year, from a day until a day, in pounds.

    A special one is for a role on a body, or for leading a political group; `posts` is how many hold it when
    all are filled, for the basic allowance how many members the council has.
    """

    class Kind(models.TextChoices):
        BASIC = "basic", "Basic allowance"
        SPECIAL = "special", "Special responsibility: a role on a body"
        LEADER = "leader", "Special responsibility: leader of a political group"
        CO_OPTEE = "co_optee", "Co-optees’ allowance"

    year = models.ForeignKey(AllowanceYear, models.CASCADE, related_name="rates")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="rates")
    role = models.CharField(max_length=10, choices=Appointment.Role.choices, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    posts = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("from_on", "until_on", "rate_in_order"),
            models.CheckConstraint(
                condition=~Q(kind="special") | (Q(body__isnull=False) & ~Q(role="")),
                name="special_rate_names_its_post",
                violation_error_message="A special responsibility is a role on a body: name both.",
            ),
        )

    def __str__(self) -> str:
        if self.kind == self.Kind.SPECIAL and self.body:
            return f"{self.get_role_display()}, {self.body.name}"
        return str(self.get_kind_display())


class Claim(models.Model):
    """What was paid to a member for travel, subsistence or carers, in pounds."""

    class Kind(models.TextChoices):
        CARERS = "carers", "Dependants’ carers"
        TRAVEL = "travel", "Travel and subsistence"

    year = models.ForeignKey(AllowanceYear, models.CASCADE, related_name="claims")
    member = models.ForeignKey(Member, models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    claimed_on = models.DateField()

    def __str__(self) -> str:
        return self.what


class Line(models.Model):
    """What one member was paid in the year, as the statement says it (SI 2003/1021 reg.15)."""

    year = models.ForeignKey(AllowanceYear, models.CASCADE, related_name="lines")
    member = models.ForeignKey(Member, models.PROTECT, related_name="allowance_lines")
    name = models.CharField(max_length=160)
    basic = models.DecimalField(max_digits=10, decimal_places=2)
    special = models.DecimalField(max_digits=10, decimal_places=2)
    co_optee = models.DecimalField(max_digits=10, decimal_places=2)
    carers = models.DecimalField(max_digits=10, decimal_places=2)
    travel = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["year", "member"], name="one_line_a_member"),)

    def __str__(self) -> str:
        return self.name
