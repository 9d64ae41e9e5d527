"""What must be true of codes, returns and statements: general rules, none of which knows a year by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from guildhall.kernel.clocks.wording import said
from guildhall.services.assurance.framework import GOVERNANCE, LAW
from guildhall.services.assurance.models import ControlReturn, Improvement, Issue, Judgement, LocalCode
from guildhall.services.assurance.service import codes, returns, statements
from guildhall.services.assurance.standing import stale, unread

ASSESSED = "Complaint Handling Codes 2024, 8.1"
REGULATIONS = "Accounts and Audit Regulations 2015 reg.6"
UNDER_WAY = Improvement.objects.filter(of=OuterRef("pk"), done_on=None, dropped_on=None)
OPEN_ISSUE = Issue.objects.filter(statement=OuterRef("pk"), settled_on=None)
# By this day of the summer after it, every area has been asked about a financial year.
ASKED_BY = (6, 30)

Rule = Callable[[LocalCode, date], Iterator[str]]


def standing(records: Any, today: date) -> Any:
    """The codes that are not ended, with their evidence."""
    return records.open()


def assessments(records: Any, today: date) -> Any:
    """Those drawn up on another body's standard."""
    return records.open().exclude(framework=GOVERNANCE)


def _breaking(records: Any, rule: Rule, today: date) -> Any:
    """The codes of which a rule has something to say. A council has one or two."""
    known = records.prefetch_related("pieces__record", "pieces__document", "judgements")
    return known.filter(pk__in=[each.pk for each in known if any(rule(each, today))])


def _given(code: LocalCode) -> list[Any]:
    return sorted((each for each in code.pieces.all() if each.stands), key=lambda each: (each.part, each.pk))


def parts_without(code: LocalCode, today: date) -> Iterator[str]:
    """Each part for which nothing is given, but those of which it is said that they do not apply."""
    given = {each.part for each in _given(code)} | _not_applicable(code)
    for section in code.standard.sections:
        for part in section.parts:
            if part.number not in given:
                of = f"principle {section.number}" if section.number.isalpha() else f"“{section.name}”"
                yield f"Nothing shows {part.number}, “{part.name}”, of {of}."


def _not_applicable(code: LocalCode) -> set[str]:
    if not code.is_judged:
        return set()
    return {each.part for each in code.judgements.all() if each.says == Judgement.Says.NOT_APPLICABLE}


@codes.duty(
    "Every part of every principle has evidence",
    law=LAW,
    settled_by="Give evidence of it.",
    over=standing,
    detail=parts_without,
)
def principles_are_shown(records: Any, today: date) -> Any:
    return _breaking(records, parts_without, today)


def stale_evidence(code: LocalCode, today: date) -> Iterator[str]:
    """Each piece that has ended, closed or gone, and why."""
    for each in _given(code):
        if why := " ".join(stale(each, today)):
            yield f"{each.part}, “{each.text}”: {why}"


@codes.duty(
    "Evidence of a principle still stands",
    law=LAW,
    settled_by="Give other evidence, say until when it holds now, or withdraw it.",
    over=standing,
    detail=stale_evidence,
)
def evidence_stands(records: Any, today: date) -> Any:
    return _breaking(records, stale_evidence, today)


def unread_evidence(code: LocalCode, today: date) -> Iterator[str]:
    """Each piece that nobody has read for a year."""
    for each in _given(code):
        for sentence in unread(each, today):
            yield f"{each.part}, “{each.text}”: {sentence}"


@codes.duty(
    "Evidence of a principle is read each year",
    law=LAW,
    settled_by="Read it, and say that it still shows what it says.",
    over=standing,
    detail=unread_evidence,
)
def evidence_is_read(records: Any, today: date) -> Any:
    return _breaking(records, unread_evidence, today)


def unfit_evidence(code: LocalCode, today: date) -> Iterator[str]:
    """Each principle that is about somebody, and whose evidence is not."""
    for principle in code.standard.sections:
        about = [each.about for each in _given(code) if principle.has(each.part)]
        if about and (sentence := principle.unfit(about)):
            yield sentence


@codes.duty(
    "Evidence of a principle fits it",
    law=LAW,
    settled_by="Give evidence of those the principle is about.",
    over=standing,
    detail=unfit_evidence,
)
def evidence_fits(records: Any, today: date) -> Any:
    return _breaking(records, unfit_evidence, today)


def parts_not_judged(code: LocalCode, today: date) -> Iterator[str]:
    """Each part of which nobody has said whether we keep to it."""
    judged = {each.part for each in code.judgements.all()}
    if code.is_judged:
        yield from (
            f"Nobody has judged {each}." for each in code.standard.parts.values() if each.number not in judged
        )


@codes.duty(
    "A self-assessment judges every part",
    law=ASSESSED,
    settled_by="Say of each part whether we keep to it.",
    over=assessments,
    detail=parts_not_judged,
)
def parts_are_judged(records: Any, today: date) -> Any:
    return _breaking(records, parts_not_judged, today)


def not_kept_to(code: LocalCode, today: date) -> Iterator[str]:
    """Each part we were to keep to from a day that has passed."""
    for each in code.judgements.all():
        if each.is_lacking and each.due_on and each.due_on < today:
            yield f"{each.part} was to be kept to from {said(each.due_on)}: {each.text}"


@codes.duty(
    "What a self-assessment finds lacking is put right by its day",
    law=ASSESSED,
    settled_by="Keep to it and say so, or give another day and say why.",
    over=assessments,
    detail=not_kept_to,
)
def lacking_is_put_right(records: Any, today: date) -> Any:
    return _breaking(records, not_kept_to, today)


@codes.duty("The code is reviewed each year", law=LAW, settled_by="Review it.", over=standing)
def reviewed_each_year(records: Any, today: date) -> Any:
    return records.late(today)


@returns.duty(
    "Every return is handed in in time",
    law=REGULATIONS,
    settled_by="Answer what is left, and hand it in.",
    over=lambda records, today: records.filter(stage=ControlReturn.Stage.ASKED),
)
def handed_in_in_time(records: Any, today: date) -> Any:
    return records.late(today)


def year_not_asked(asked: ControlReturn, today: date) -> Iterator[str]:
    """The first year after the last one it answered."""
    yield f"{asked.area} answered for {asked.period}, and was not asked again."


@returns.duty(
    "Every area answers each year",
    law=REGULATIONS,
    settled_by="Ask it for the next year, or withdraw it where it is no more.",
    over=lambda records, today: records.exclude(stage=ControlReturn.Stage.WITHDRAWN),
    detail=year_not_asked,
)
def asked_each_year(records: Any, today: date) -> Any:
    """Those whose area was never asked again, though the next year is over and its summer has come."""
    month, day = ASKED_BY
    years_due = today.year - 1 if today > date(today.year, month, day) else today.year - 2
    later = ControlReturn.objects.filter(area__iexact=OuterRef("area"), year__gt=OuterRef("year"))
    return records.filter(year__lt=years_due).exclude(Exists(later))


def overdue_improvements(asked: ControlReturn, today: date) -> Iterator[str]:
    for each in asked.improvements.all():
        if each.is_open and each.due_on < today:
            yield f"“{each.text}” was to be done by {said(each.due_on)}. {each.owner_role} was to do it."


@returns.duty(
    "No improvement of internal control is overdue",
    law=REGULATIONS,
    settled_by="Say that it is made, give it another day, or drop it.",
    over=lambda records, today: records.filter(Exists(UNDER_WAY)),
    detail=overdue_improvements,
)
def improvements_are_in_time(records: Any, today: date) -> Any:
    return records.filter(Exists(UNDER_WAY.filter(due_on__lt=today))).prefetch_related("improvements")


@statements.duty(
    "The governance statement is published in time",
    law="Accounts and Audit Regulations 2015 reg.10",
    settled_by="Have it signed, and publish it.",
    over=lambda records, today: records.open(),
)
def published_in_time(records: Any, today: date) -> Any:
    return records.late(today)


def overdue_issues(statement: Any, today: date) -> Iterator[str]:
    for each in statement.issues.all():
        if not each.settled_on and each.due_on < today:
            yield f"“{each.text}” was to be settled by {said(each.due_on)}. {each.owner_role} was to do it."


@statements.duty(
    "Every governance issue is settled by its day",
    law=REGULATIONS,
    settled_by="Say what became of it.",
    over=lambda records, today: records.filter(Exists(OPEN_ISSUE)),
    detail=overdue_issues,
)
def issues_are_settled(records: Any, today: date) -> Any:
    late = Q(Exists(OPEN_ISSUE.filter(due_on__lt=today)))
    return records.filter(late).prefetch_related("issues")
