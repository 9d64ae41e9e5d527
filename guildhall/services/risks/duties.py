"""What must be true of every risk (RSK-1). General rules: none of them knows a log or a risk by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from guildhall.kernel.clocks.wording import said
from guildhall.services.risks.models import SCORE, Acceptance, Mitigation, Risk
from guildhall.services.risks.service import risks

POLICY = "The council’s risk management policy"
UNDER_WAY = Mitigation.objects.filter(risk=OuterRef("pk"), done_on=None, dropped_on=None)


def still_open(records: Any, today: date) -> Any:
    return records.open()


def scored(records: Any, today: date) -> Any:
    return records.open().exclude(current_likelihood=None)


def with_work_under_way(records: Any, today: date) -> Any:
    return records.open().filter(Exists(UNDER_WAY))


def last_look(risk: Risk, today: date) -> Iterator[str]:
    """When it was last looked at, and by when it should have been since."""
    looked, raised = risk.reviewed_on, risk.opened_on
    yield f"It was last looked at on {said(looked)}." if looked else f"Nobody looked since {said(raised)}."
    if risk.due_on:
        yield f"It was to be looked at by {said(risk.due_on)}."


@risks.duty(
    "Every open risk is reviewed each quarter",
    law=f"{POLICY}: every quarter, or sooner where the last review said so",
    settled_by="Review it.",
    over=still_open,
    detail=last_look,
)
def reviewed_each_quarter(records: Any, today: date) -> Any:
    return records.late(today)


@risks.duty(
    "Every open risk has an owner",
    law=POLICY,
    settled_by="Say whose it is: a role in its words, or a person to whom it is given.",
    over=still_open,
)
def has_an_owner(records: Any, today: date) -> Any:
    return records.filter(owner_role="", owner=None)


@risks.duty(
    "Every risk is scored", law=POLICY, settled_by="Score its likelihood and its impact.", over=still_open
)
def is_scored(records: Any, today: date) -> Any:
    return records.filter(current_likelihood=None)


def how_far_above(risk: Risk, today: date) -> Iterator[str]:
    """The score beside the appetite, and what became of the last acceptance."""
    category = risk.category
    yield (
        f"It scores {risk.score} ({risk.current_likelihood} × {risk.current_impact}); "
        f"for “{category}” the council lives with {category.appetite}."
    )
    last = max(risk.acceptances.all(), key=lambda each: (each.on, each.pk), default=None)
    if last and last.ended_on:
        yield f"Its acceptance until {said(last.until)} ended on {said(last.ended_on)}: {last.ended_because}"
    elif last:
        yield f"It was accepted until {said(last.until)}, and no longer."


@risks.duty(
    "A risk above appetite is treated or accepted",
    law=POLICY,
    settled_by="Plan something that is done about it, or have the head of the service accept it for a time.",
    over=scored,
    detail=how_far_above,
)
def treated_or_accepted(records: Any, today: date) -> Any:
    accepted = Acceptance.objects.filter(risk=OuterRef("pk"), ended_on=None, until__gte=today)
    above = records.filter(category__appetite__lt=SCORE)
    untreated = above.exclude(Exists(UNDER_WAY)).exclude(Exists(accepted))
    return untreated.select_related("category").prefetch_related("acceptances")


def what_is_missing(risk: Risk, today: date) -> Iterator[str]:
    """Of each thing under way, what it lacks."""
    for each in risk.mitigations.all():
        missing = [
            word for word, lacks in (("owner", not each.owner_role), ("date", not each.due_on)) if lacks
        ]
        if each.is_open and missing:
            yield f"“{each.text}” has no {' and no '.join(missing)}."


@risks.duty(
    "Everything done about a risk has an owner and a date",
    law=POLICY,
    settled_by="Say who does it and by when, or drop it.",
    over=with_work_under_way,
    detail=what_is_missing,
)
def mitigations_are_whole(records: Any, today: date) -> Any:
    lacking = UNDER_WAY.filter(Q(owner_role="") | Q(due_on=None))
    return records.filter(Exists(lacking)).prefetch_related("mitigations")


def what_is_overdue(risk: Risk, today: date) -> Iterator[str]:
    for each in risk.mitigations.all():
        if each.is_open and each.due_on and each.due_on < today:
            who = f" {each.owner_role} was to do it." if each.owner_role else ""
            yield f"“{each.text}” was to be done by {said(each.due_on)}.{who}"


@risks.duty(
    "Nothing done about a risk is overdue",
    law=POLICY,
    settled_by="Say that it is done, give it another day, or drop it.",
    over=with_work_under_way,
    detail=what_is_overdue,
)
def mitigations_are_in_time(records: Any, today: date) -> Any:
    return records.filter(Exists(UNDER_WAY.filter(due_on__lt=today))).prefetch_related("mitigations")
