"""A governance statement on paper: what its Typst template is told, and where the file lies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from guildhall.commons.paper import kept
from guildhall.kernel.clocks.wording import said
from guildhall.services.assurance.models import Answer, Statement

TEMPLATE = "services/assurance/typst/statement.typ"


def shelf(number: int) -> str:
    """The shelf of the statement with this number."""
    return f"statements/{number}"


def as_pdf(statement: Statement, told: dict[str, Any], standing: str, signed: list[dict[str, str]]) -> bytes:
    """The statement as tagged PDF, made once and kept until it says something else."""
    return kept.kept(shelf(statement.pk), TEMPLATE, printed(told, standing, signed))


def printed(told: dict[str, Any], standing: str, signed: list[dict[str, str]]) -> dict[str, Any]:
    """What the template is told: words only."""
    return {
        "about": f"{told['title']} of {settings.COUNCIL['name']}",
        "title": "Annual governance statement",
        "year": told["year"],
        "standing": standing,
        "code": told["code"],
        "before": _written(told["before"]),
        "principles": [_principle(each) for each in told["principles"]],
        "returns": told["returns"],
        "answers": _answers(told["returns"]["answers"]),
        "findings": [
            {"service": each["service"], "duty": each["duty"], "number": str(each["number"])}
            for each in told["findings"]
        ],
        "last_year": [_dated(each) for each in told["last_year"]],
        "issues": [_dated(each) for each in told["issues"]],
        "after": _written(told["after"]),
        "signed": signed,
    }


def _written(passages: list[dict[str, str]]) -> list[dict[str, str]]:
    return [each for each in passages if each["text"]]


def _principle(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": f"{told['number']}. {told['name']}",
        "text": told["text"],
        "evidence": [
            {
                "part": each["part"],
                "text": each["text"],
                "shown": ": ".join(filter(None, (each["shown_by"], each["reading"]))),
                "stale": " ".join(each["stale"]),
            }
            for each in told["evidence"]
        ],
        "without": told["without"],
        "answers": _answers(told["answers"]),
        "improvements": [_dated(each) for each in told["improvements"]],
    }  # fmt: skip


def _answers(counts: dict[str, int]) -> list[dict[str, str]]:
    """Nothing where nothing was answered."""
    labels = dict(Answer.Says.choices) if any(counts.values()) else {}
    return [{"says": label, "number": str(counts[key])} for key, label in labels.items()]


def _dated(each: dict[str, Any]) -> dict[str, Any]:
    return {**each, "due_on": said(date.fromisoformat(each["due_on"]))}
