"""What a governance statement says: computed from code, returns, findings and last year's issues; plus words.

What it says is what the public may read: a record nobody has published appears by its service's name alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from guildhall.kernel.duties import all_duties
from guildhall.kernel.gates import SYSTEM
from guildhall.services.assurance.framework import GOVERNANCE, NEW, Principle, of_edition
from guildhall.services.assurance.models import (
    Answer,
    ControlReturn,
    Improvement,
    Issue,
    LocalCode,
    Statement,
)
from guildhall.services.assurance.passages import AFTER, BEFORE
from guildhall.services.assurance.standing import Shown, shown

Data = dict[str, Any]


def content(statement: Statement, today: date) -> Data:
    """The whole statement as plain data, as it stands today."""
    written = passages(statement)
    returns = list(_returns(statement.year).prefetch_related("answers", "improvements"))
    code = (
        LocalCode.objects.filter(stage=LocalCode.Stage.ADOPTED, framework=GOVERNANCE).order_by("-pk").first()
    )
    evidence = _evidence(code, today)
    return {
        "year": statement.period.name,
        "title": statement.title,
        "on": today.isoformat(),
        "code": code.title if code else "",
        "before": [_passage(place, label, written) for place, label in BEFORE.items()],
        "principles": [_principle(each, written, evidence, returns, today) for each in of_edition(NEW)],
        "returns": _summary(statement.year, returns),
        "findings": findings(today),
        "last_year": [_issue(each, today) for each in _issues(statement.year - 1)],
        "issues": [_issue(each, today) for each in _issues(statement.year)],
        "after": [_passage(place, label, written) for place, label in AFTER.items()],
    }


def passages(statement: Statement) -> dict[str, str]:
    """What stands in each place: what was written there last."""
    written = statement.passages.order_by("pk").values_list("place", "text")
    return dict(written)


def _passage(place: str, label: str, written: dict[str, str]) -> Data:
    return {"place": place, "title": label, "text": written.get(place, "")}


def _returns(year: int) -> Any:
    asked = ControlReturn.objects.filter(year=year).exclude(stage=ControlReturn.Stage.WITHDRAWN)
    return asked.order_by("area", "pk")


def _evidence(code: LocalCode | None, today: date) -> list[Shown]:
    if code is None:
        return []
    given = code.pieces.filter(withdrawn_on=None).select_related("record", "document")
    return shown(given.order_by("part", "pk"), None, today)


def _principle(
    principle: Principle,
    written: dict[str, str],
    evidence: list[Shown],
    returns: list[ControlReturn],
    today: date,
) -> Data:
    """What shows it, what heads of service answered on it, and what is to become better."""
    bearing = [
        (each, asked)
        for each in returns
        for asked in each.asks.questions.values()
        if asked.shows[:1] == principle.number
    ]
    keys = {(each.pk, asked.key) for each, asked in bearing}
    answers = [one for each in returns for one in each.answers.all() if (each.pk, one.question) in keys]
    improvements = [
        (each, one) for each in returns for one in each.improvements.all() if (each.pk, one.question) in keys
    ]
    return {
        "number": principle.number,
        "name": principle.name,
        "text": written.get(principle.number, ""),
        "evidence": [each.as_data for each in evidence if each.piece.part[:1] == principle.number],
        "without": [
            str(each)
            for each in principle.parts
            if not any(one.piece.part == each.number for one in evidence)
        ],
        "answers": counts(answers),
        "improvements": [_improvement(each, one, today) for each, one in improvements],
    }  # fmt: skip


def counts(answers: Iterable[Answer]) -> dict[str, int]:
    """How many answers say what, each of the four, none left out."""
    found = Counter(each.says for each in answers)
    return {says.value: found[says.value] for says in Answer.Says}


def _improvement(asked: ControlReturn, one: Improvement, today: date) -> Data:
    return {
        "area": asked.area,
        "text": one.text,
        "owner": one.owner_role,
        "due_on": one.due_on.isoformat(),
        "stands": how_far(one, today),
        "outcome": one.outcome or one.dropped_because,
    }


def how_far(one: Improvement, today: date) -> str:
    """Done, dropped, overdue or under way."""
    if one.done_on:
        return "Done"
    if one.dropped_on:
        return "Dropped"
    return "Overdue" if one.due_on < today else "Under way"


def _summary(year: int, returns: list[ControlReturn]) -> Data:
    answers = [one for each in returns for one in each.answers.all()]
    return {
        "asked": len(returns),
        "handed_in": sum(1 for each in returns if each.handed_in_on),
        "answers": counts(answers),
        "areas": [each.area for each in returns],
        "missing": [each.area for each in returns if not each.handed_in_on],
    }


def findings(today: date) -> list[Data]:
    """Where the council's own rules say that something is not as it must be: each duty with its findings."""
    counted = ((each, each.broken(SYSTEM, today).count()) for each in all_duties())
    told = [
        {"service": each.service.name, "duty": each.title, "law": each.law, "number": number}
        for each, number in counted
        if number
    ]
    return sorted(told, key=lambda each: (-int(str(each["number"])), str(each["duty"])))


def _issues(year: int) -> Any:
    """The issues of a year's statement, those still open first."""
    return Issue.objects.filter(Q(statement__year=year)).order_by("settled_on", "due_on", "pk")


def _issue(each: Issue, today: date) -> Data:
    stands = "Settled" if each.settled_on else "Overdue" if each.due_on < today else "Under way"
    return {
        "text": each.text,
        "remedy": each.remedy,
        "owner": each.owner_role,
        "due_on": each.due_on.isoformat(),
        "stands": stands,
        "outcome": each.outcome,
    }
