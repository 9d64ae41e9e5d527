"""One pound is claimed once (BEN-1): what a case brings is recorded in one benefit, by one case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guildhall.kernel.clocks.wording import listed
from guildhall.plan.models import Benefit
from guildhall.plan.wording import in_words
from guildhall.services.business_cases.models import BusinessCase, Worth
from guildhall.services.business_cases.service import Stage, business_cases

ENDED = (Stage.REFUSED, Stage.WITHDRAWN)


def recorded(names: set[str]) -> dict[str, Benefit]:
    """The benefits of these names, such as DL-2018-00012.channel-shift."""
    keys = {name.partition(".")[2] for name in names}
    found = Benefit.objects.filter(key__in=keys).select_related("deliverable").prefetch_related("years")
    named = {f"{each.deliverable.reference}.{each.key}": each for each in found}
    return {name: named[name] for name in names if name in named}


def claims(names: set[str]) -> dict[str, list[Worth]]:
    """Who claims each of these benefits: what stands in cases that are neither refused nor withdrawn."""
    rows = Worth.objects.filter(register__in=names).exclude(case__stage__in=ENDED)
    by_name: dict[str, list[Worth]] = {}
    for row in rows.select_related("case").order_by("case__opened_on", "case", "pk"):
        by_name.setdefault(row.register, []).append(row)
    return by_name


def standing(records: object, today: date) -> object:
    return records.exclude(stage__in=ENDED)  # type: ignore[attr-defined]


@business_cases.judged(
    "One pound is claimed once",
    law="The council’s financial rules: a benefit is counted once (BEN-1)",
    settled_by="Have each case claim what it brings itself, in a benefit of its own and of its own kind.",
    over=standing,
    reads=("worth",),
    beside=("deliverables",),
)
def claimed_once(case: BusinessCase, today: date) -> Iterator[str]:
    """A benefit that two claim, that is nowhere, of another kind, or less than what is claimed."""
    mine = [each for each in case.worth.all() if each.register]
    names = {each.register for each in mine}
    benefits, by_name = recorded(names), claims(names)
    for name in sorted(names):
        rows = [each for each in mine if each.register == name]
        if (benefit := benefits.get(name)) is None:
            yield f"“{rows[0].name}” is to be recorded in {name}, and no plan has a benefit of that name."
            continue
        others = sorted({each.case.reference for each in by_name.get(name, []) if each.case_id != case.pk})
        if others or len(rows) > 1:
            also = listed(others) if others else f"“{rows[1].name}” of this case"
            yield f"“{rows[0].name}” claims what is recorded in {name}, and so does {also}."
        yield from _unlike(rows, benefit)


def _unlike(rows: list[Worth], benefit: Benefit) -> Iterator[str]:
    for row in rows:
        if row.kind != benefit.kind:
            yield (
                f"“{row.name}” is {row.get_kind_display().lower()} here and "
                f"{benefit.get_kind_display().lower()} in {row.register}."
            )
    claimed = sum((each.total for each in rows), Decimal(0))
    if benefit.amount is not None and benefit.per != Benefit.Per.PER_ANNUM and claimed > benefit.amount:
        yield (
            f"{in_words(claimed, '£')} is claimed of {rows[0].register}, "
            f"which comes to {in_words(benefit.amount, '£')}."
        )
