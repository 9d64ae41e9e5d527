"""The verbs of a year of allowances."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Body, Member
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.services.allowances import forms
from guildhall.services.allowances.models import AllowanceYear, Claim, Line, Rate
from guildhall.services.allowances.reckoning import HEADS, PENNY, due
from guildhall.services.allowances.service import allowances

LAW = "SI 2003/1021 reg.4, 5"


@allowances.opening(
    asks=forms.OpenYear,
    label="Open a year of allowances",
    says="{actor} opened it with a budget of £{budget:,.2f}.",
    law=LAW,
)
def open_year(
    record: AllowanceYear, year: int, budget: Decimal, most_special: int | None, index: Decimal | None
) -> None:
    """Open a financial year: what the scheme paid on the last day of the year before is paid on, indexed."""
    record.first, record.budget, record.most_special = date(year, 4, 1), budget, most_special or 1
    record.title = f"Members’ allowances {record.period.name}"
    before = AllowanceYear.objects.filter(first=date(year - 1, 4, 1)).first()
    if before:
        record.once_saved(lambda: _pay_on(record, before, index or Decimal(0)))


def _pay_on(record: AllowanceYear, before: AllowanceYear, index: Decimal) -> None:
    for rate in before.rates.filter(until_on=None).order_by("pk"):
        rate.pk, rate.year, rate.from_on = None, record, record.first
        rate.amount = (rate.amount * (100 + index) / 100).quantize(PENNY, ROUND_HALF_UP)
        rate.save()


@allowances.action(
    asks=forms.SetBudget, label="Set the budget", says="{actor} set the budget at £{budget:,.2f}.", law=LAW
)
def set_budget(record: AllowanceYear, budget: Decimal) -> None:
    """Set another budget for the year."""
    record.budget = budget


@allowances.action(
    asks=forms.SetRate,
    label="Set what is paid",
    says="{actor} set what is paid: £{amount:,.2f} a year ({source}).",
    law="SI 2003/1021 reg.4, 5, 9, 19",
)
def set_rate(
    record: AllowanceYear, kind: str, body: Body | None, role: str, amount: Decimal, posts: int, source: str,
    on: date,
) -> None:  # fmt: skip
    """Set what the scheme pays from a day on; what was paid before it is paid until the day before.

    The basic allowance is the same for every member (reg.4(1)), and the council has regard to what its
    independent panel recommends (reg.19).
    """
    begins = max(on, record.first)
    if begins > record.period.last:
        raise ValidationError(f"The year ends on {said(record.period.last)}.")
    special = kind == Rate.Kind.SPECIAL
    post = {"body": body if kind in {Rate.Kind.SPECIAL, Rate.Kind.CO_OPTEE} else None,
            "role": role if special else ""}  # fmt: skip
    before = Rate.objects.filter(year=record, kind=kind, until_on=None, **post)
    before.filter(from_on__gte=begins).delete()
    before.update(until_on=begins - timedelta(days=1))
    Rate.objects.create(
        year=record, kind=kind, amount=amount, posts=posts, source=source, from_on=begins, **post
    )


@allowances.action(
    asks=forms.PayClaim,
    label="Enter a claim that was paid",
    says="{actor} entered £{amount:,.2f} paid to {member.name}.",
    law="SI 2003/1021 reg.7, 8, 14",
)
def pay_claim(record: AllowanceYear, member: Member, kind: str, what: str, amount: Decimal, on: date) -> None:
    """Enter what a member was paid for travel, subsistence or carers: every payment is recorded (reg.15)."""
    if not record.period.first <= on <= record.period.last:
        raise ValidationError(f"That day is not in {record.period.name}.")
    Claim.objects.create(year=record, member=member, kind=kind, what=what, amount=amount, claimed_on=on)


def when_it_is_over(record: AllowanceYear, by: object) -> str | None:
    if time.today() <= record.period.last:
        return f"The year is not over: it ends on {said(record.period.last)}."
    return None


@allowances.action(
    to=AllowanceYear.Stage.PUBLISHED,
    gates=(when_it_is_over,),
    label="Publish the statement",
    says="{actor} published the annual statement.",
    law="SI 2003/1021 reg.15(3)",
)
def publish_statement(record: AllowanceYear, on: date) -> None:
    """Publish what each member was paid, under each head; it stands from then on as it was published."""
    found = due(record)
    Line.objects.bulk_create(
        Line(year=record, member=each.member, name=each.member.name,
             **dict(zip(HEADS, each.amounts, strict=True)))
        for each in found
    )  # fmt: skip
    record.paid = sum((each.total for each in found), Decimal(0))
    record.published_on = on
