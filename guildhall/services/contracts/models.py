"""Contracts, leases, waivers, agreements and licences, and the systems each of them covers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.records import Record, RecordManager
from guildhall.services.contracts.coverage import Span

# Notice and re-letting together, in months: the furthest back that a clock is reckoned.
MOST_NOTICE, MOST_RELET = 12, 24


class Contract(Record):
    """One contract in force between two days. A waiver or renewal is one of its own, which `extends` another.

    A month figure is None where nobody has said; `value` is in pounds, in all or a year as `value_per` says.
    """

    class Stage(models.TextChoices):
        IN_FORCE = "in_force", "In force"
        ENDED = "ended", "Ended"

    class Kind(models.TextChoices):
        CONTRACT = "contract", "Contract"
        LEASE = "lease", "Lease"
        WAIVER = "waiver", "Waiver: goes on without competition"
        AGREEMENT = "agreement", "Agreement"
        LICENCE = "licence", "Licence"

    class Per(models.TextChoices):
        IN_ALL = "in_all", "In all"
        A_YEAR = "a_year", "A year"

    class Decision(models.TextChoices):
        RELET = "relet", "Let it again"
        REPLACE = "replace", "Replace it with something else"
        IN_HOUSE = "in_house", "Do it ourselves"
        STOP = "stop", "Let it end: it is needed no more"
        RENEW = "renew", "Renew it"
        WAIVE = "waive", "Extend it by a waiver"

    class SupplierKind(models.TextChoices):
        """As the transparency code asks (LGTC 2015)."""

        OTHER = "other", "Neither"
        SME = "sme", "Small or medium-sized enterprise"
        VCSE = "vcse", "Voluntary, community or social enterprise"

    service_key = "contracts"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CONTRACT)
    supplier = models.CharField(max_length=200)
    supplier_kind = models.CharField(max_length=5, choices=SupplierKind.choices, blank=True)
    supplier_number = models.CharField(
        max_length=40, blank=True, verbose_name="supplier’s registration number"
    )
    what = models.TextField(verbose_name="what it is for")
    starts_on = models.DateField(null=True, blank=True, verbose_name="starts")
    ends_on = models.DateField(null=True, blank=True, verbose_name="ends", db_index=True)
    agreed_until = models.DateField(
        null=True, blank=True, help_text="The end that was agreed, where it ended earlier."
    )
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="months of notice")
    relet_months = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name="months it takes to let again"
    )
    payer = models.CharField(max_length=160, blank=True, verbose_name="who pays")
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    value_per = models.CharField(max_length=6, choices=Per.choices, default=Per.IN_ALL)
    irrecoverable_vat = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    tendered = models.BooleanField(null=True, blank=True)
    owner_role = models.CharField(max_length=160, blank=True, verbose_name="contract manager")
    extends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="extended_by", verbose_name="goes on from"
    )
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    notice_given_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contract_ends_after_it_starts",
                violation_error_message="It cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=(Q(notice_months=None) | Q(notice_months__lte=MOST_NOTICE))
                & (Q(relet_months=None) | Q(relet_months__lte=MOST_RELET)),
                name="contract_months_are_few",
                violation_error_message="That is more months than any contract gives.",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_on__isnull=False),
                name="contract_decision_has_its_day",
                violation_error_message="Say when it was decided.",
            ),
        )

    @property
    def span(self) -> Span:
        """The days it covers; `extended_by` is best fetched with it."""
        return Span(self.starts_on, self.ends_on, ended=bool(self.extended_by.all()))

    @property
    def kind_word(self) -> str:
        """What it is, in a sentence: “waiver”."""
        return str(self.Kind(self.kind).label).partition(":")[0].lower()

    @property
    def worth(self) -> str:
        """Its value as people write it; empty where nobody has said."""
        per = " a year" if self.value_per == self.Per.A_YEAR else ""
        return "" if self.value is None else f"£{self.value:,.2f}{per}"

    @property
    def agreed_end(self) -> date | None:
        """The last day by its terms: what clocks are reckoned back from, also where it ended earlier."""
        return self.agreed_until or self.ends_on

    @property
    def notice_by(self) -> date | None:
        """The last day to give notice: so many months before it ends."""
        return self.agreed_end and months_after(self.agreed_end, -(self.notice_months or 0))

    @property
    def decide_by(self) -> date | None:
        """The last day to decide what follows: early enough to let it again and still give notice."""
        return self.agreed_end and months_after(self.agreed_end, -self.lead_months)

    @property
    def day_after(self) -> date | None:
        """The first day it covers no more."""
        return self.ends_on and self.ends_on + timedelta(days=1)

    @property
    def lead_months(self) -> int:
        return (self.notice_months or 0) + (self.relet_months or 0)


class CoveredSystem(models.Model):
    """A system the contract covers; `replaced_by` is the day its successor is to be in service."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="systems")
    name = models.CharField(max_length=160)
    key = models.CharField(max_length=160, editable=False, db_index=True)
    critical = models.BooleanField(default=False)
    replaced_by = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contract", "key"], name="system_covered_once"),)

    def __str__(self) -> str:
        return self.name


def comparable(name: str) -> str:
    """A system's name as it is compared: one system under two spellings of its spaces is one."""
    return " ".join(name.split()).casefold()
