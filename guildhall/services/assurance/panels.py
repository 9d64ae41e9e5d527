"""What stands on the pages of the three records: evidence, answers and improvements, words and signatures."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.forms.questionnaires import Question
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.services.assurance.actions.codes import page_of
from guildhall.services.assurance.content import how_far, passages
from guildhall.services.assurance.models import ControlReturn, LocalCode, Signature, Statement
from guildhall.services.assurance.passages import places

TEMPLATE = "assurance/panel.html"


def told(url: str, label: str, caption: str, headings: tuple[str, ...], rows: list[Any]) -> dict[str, Any]:
    """A panel's link and, where it has rows, its table."""
    table = Table(caption, [Column(each) for each in headings], rows, caption_hidden=True) if rows else None
    return {"url": url, "label": label, "table": table}


@panel("What shows it", template=TEMPLATE, order=10)
def evidence(record: Any, user: Any) -> dict[str, Any] | None:
    """The way to the code's page, and what was withdrawn."""
    if not isinstance(record, LocalCode):
        return None
    gone = record.pieces.exclude(withdrawn_on=None).order_by("-withdrawn_on", "pk")
    rows = [
        (each.part, each.text, said(each.withdrawn_on), each.withdrawn_because)
        for each in gone
        if each.withdrawn_on
    ]
    return told(
        page_of(record), "The code with its evidence as it stands", "Evidence withdrawn",
        ("Part", "What it showed", "Withdrawn", "Why"), rows,
    )  # fmt: skip


@panel("What is to become better", template=TEMPLATE, order=10)
def improvements(record: Any, user: Any) -> dict[str, Any] | None:
    """The way to the questions, and every improvement with how far it is."""
    if not isinstance(record, ControlReturn):
        return None
    found = record.improvements.order_by("done_on", "dropped_on", "due_on", "pk")
    questions, today = record.asks.questions, time.today()
    rows = [
        (
            _asked(questions, each.question), each.text, each.owner_role, said(each.due_on),
            f"{how_far(each, today)}. {each.outcome or each.dropped_because}",
        )
        for each in found
    ]  # fmt: skip
    return told(
        reverse("assurance_return", args=[record.reference]), "The questions and their answers",
        "What is to become better", ("Question", "What is done", "Who", "By", "How far"), rows,
    )  # fmt: skip


def _asked(questions: dict[str, Question], key: str) -> str:
    return questions[key].text if key in questions else key


@panel("What it says", template=TEMPLATE, order=10)
def statement(record: Any, user: Any) -> dict[str, Any] | None:
    """The way to the statement's page, and what people wrote in it."""
    if not isinstance(record, Statement):
        return None
    written, url = passages(record), reverse("governance_statement", args=[record.period.slug])
    rows = [(label, written[place]) for place, label in places() if place in written]
    return told(url, "The statement as it stands", "What people wrote", ("Where", "Words"), rows)


@panel("Issues", template=TEMPLATE, order=11)
def issues(record: Any, user: Any) -> dict[str, Any] | None:
    """Each issue with what is done, and what became of it."""
    if not isinstance(record, Statement):
        return None
    found = record.issues.order_by("settled_on", "due_on", "pk")
    rows = [
        (each.text, each.remedy, each.owner_role, said(each.due_on), each.outcome or "Not settled yet")
        for each in found
    ]
    headings = ("Issue", "What is done", "Who", "By", "What became of it")
    return told("", "", "Issues", headings, rows) if rows else None


@panel("Signatures", template=TEMPLATE, order=12)
def signatures(record: Any, user: Any) -> dict[str, Any] | None:
    """Who signed which version, in what role and when."""
    if not isinstance(record, Statement):
        return None
    found = Signature.objects.filter(version__statement=record.pk).select_related("version", "signed_by")
    rows = [
        (format_html("Version {}", each.version.number), str(each), str(each.signed_by or ""), said(each.on))
        for each in found.order_by("version__number", "pk")
    ]
    headings = ("What", "As", "Who", "When")
    return told("", "", "Signatures", headings, rows) if rows else None
