"""What must be true of every contract (CON-1). General rules: none of them knows a system by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef, Q

from guildhall.kernel.clocks.wording import counted, listed, said
from guildhall.kernel.deadlines import Deadline
from guildhall.services.contracts.coverage import Gap, gap_after
from guildhall.services.contracts.models import Contract, CoveredSystem
from guildhall.services.contracts.service import contracts

RULES = "The council’s contract procedure rules"


def in_force(records: Any, today: date) -> Any:
    return records.open()


def with_an_end(records: Any, today: date) -> Any:
    return records.open().exclude(ends_on=None)


def of_critical_systems(records: Any, today: date) -> Any:
    return records.filter(Exists(CoveredSystem.objects.filter(contract=OuterRef("pk"), critical=True)))


def gaps(contract: Contract, today: date) -> Iterator[tuple[CoveredSystem, Gap]]:
    """The critical systems that nothing covers once this contract has ended, and for how long."""
    mine = [each for each in contract.systems.all() if each.critical] if contract.ends_on else []
    same = CoveredSystem.objects.filter(key__in=[each.key for each in mine]).select_related("contract")
    same = same.prefetch_related("contract__extended_by")
    for system in mine:
        rows = [each for each in same if each.key == system.key]
        others = [each.contract.span for each in rows if each.pk != system.pk]
        successors = [each.replaced_by for each in rows if each.replaced_by]
        if contract.ends_on and (gap := gap_after(contract.ends_on, others, successors, today)):
            yield system, gap


def without_cover(contract: Contract, today: date) -> Iterator[str]:
    """Each gap, and what the days before and after it are."""
    for system, gap in gaps(contract, today):
        yield f"“{system.name}” is without cover {gap.words}."
    if contract.ends_on:
        yield f"The {contract.kind} ends on {said(contract.ends_on)}."
    for system in contract.systems.all():
        if system.critical and system.replaced_by:
            yield f"A successor of “{system.name}” is to be in service by {said(system.replaced_by)}."


@contracts.duty(
    "A critical system is covered without a gap",
    law=f"{RULES} (CON-1)",
    settled_by="Extend the contract by a waiver, enter what covers the days between, or bring its successor "
    "forward.",
    over=of_critical_systems,
    detail=without_cover,
)
def covered_without_a_gap(records: Any, today: date) -> Any:
    """What `coverage.gap_after` says, as a question to the database.

    A contract whose record is closed is asked about only while the gap it left lasts: what is past is past.
    """
    ends = OuterRef("contract__ends_on")
    day_after = ExpressionWrapper(ends + timedelta(days=1), output_field=DateField())
    same = CoveredSystem.objects.filter(key=OuterRef("key"))
    others = same.exclude(contract=OuterRef("contract"))
    goes_on = others.filter(
        Q(contract__starts_on=None) | Q(contract__starts_on__lte=day_after),
        Q(contract__ends_on=None, contract__extended_by=None) | Q(contract__ends_on__gt=ends),
    )
    later = others.filter(contract__starts_on__gt=day_after)
    needed = Exists(same.filter(replaced_by__gt=ends)) | Exists(later)
    lasts = ~Exists(later.filter(contract__starts_on__lte=today)) & (
        Exists(same.filter(replaced_by__gte=today)) | Exists(later)
    )
    over = Q(contract__ends_on__lt=today) & ~Exists(same.exclude(replaced_by=None)) & ~Exists(later)
    left = CoveredSystem.objects.filter(
        contract=OuterRef("pk"), critical=True, contract__ends_on__isnull=False
    )
    left = left.filter(~Exists(goes_on)).filter((needed & (Q(contract__closed_on=None) | lasts)) | over)
    return records.filter(Exists(left)).prefetch_related("systems")


def run_out(records: Any, kind: str, today: date) -> Any:
    """Those of which this clock has run out; one that another goes on from was decided by that."""
    unmet = Deadline.objects.filter(record=OuterRef("pk"), kind=kind, met_on=None, due_on__lt=today)
    return records.filter(Exists(unmet)).filter(extended_by=None)


def when_to_decide(contract: Contract, today: date) -> Iterator[str]:
    parts = [
        f"{counted(months, 'month')} {what}"
        for months, what in (
            (contract.notice_months, "of notice"),
            (contract.relet_months, "to let it again"),
        )
        if months
    ]
    because = f", with {listed(parts)}" if parts else ""
    if contract.ends_on and contract.decide_by:
        yield f"It ends on {said(contract.ends_on)}{because}."
        yield f"What follows was to be decided by {said(contract.decide_by)}."


@contracts.duty(
    "What follows a contract is decided in time",
    law=f"{RULES} (CON-1): early enough to let it again and still give notice",
    settled_by="Decide what follows, renew it, or extend it by a waiver.",
    over=with_an_end,
    detail=when_to_decide,
)
def decided_in_time(records: Any, today: date) -> Any:
    return run_out(records, "decide", today)


def when_to_give_notice(contract: Contract, today: date) -> Iterator[str]:
    if contract.ends_on and contract.notice_by:
        yield f"It ends on {said(contract.ends_on)}: notice was to be given by {said(contract.notice_by)}."


@contracts.duty(
    "Notice is given in time",
    law="The contract’s own terms (CON-1)",
    settled_by="Give notice, renew it, or extend it by a waiver.",
    over=lambda records, today: with_an_end(records, today).exclude(notice_months=None),
    detail=when_to_give_notice,
)
def notice_in_time(records: Any, today: date) -> Any:
    return run_out(records, "notice", today)


def what_is_missing(contract: Contract, today: date) -> Iterator[str]:
    lacks: dict[str, Any] = {
        "end": contract.ends_on,
        "value": contract.value is not None,
        "manager": contract.owner_role or contract.owner_id,
    }
    yield f"It has {listed([f'no {word}' for word, there in lacks.items() if not there])}."


@contracts.duty(
    "Every contract has an end, a value and a manager",
    law="Local Government Transparency Code 2015, contracts over £5,000",
    settled_by="Correct what it says, or give it to somebody.",
    over=in_force,
    detail=what_is_missing,
)
def has_end_value_and_manager(records: Any, today: date) -> Any:
    return records.filter(Q(ends_on=None) | Q(value=None) | Q(owner_role="", owner=None))


def when_it_ended(contract: Contract, today: date) -> Iterator[str]:
    if contract.ends_on:
        yield f"Its last day was {said(contract.ends_on)}."


@contracts.duty(
    "No contract is kept as in force past its end",
    law=RULES,
    settled_by="Say that it has ended, or correct the day.",
    over=with_an_end,
    detail=when_it_ended,
)
def not_past_its_end(records: Any, today: date) -> Any:
    return records.filter(ends_on__lt=today)
