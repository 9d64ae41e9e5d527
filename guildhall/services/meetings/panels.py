"""What stands on the page of a meeting and of a report, for those who work with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.services.meetings.clocks import reckoned
from guildhall.services.meetings.models import Meeting, Report
from guildhall.services.meetings.models.report import COMMENTS, SECTIONS
from guildhall.services.meetings.reading import countdown, proof
from guildhall.services.meetings.wording import hour

TEMPLATE = "meetings/panel.html"
DIGEST = '<span class="digest">{}</span>'
LINK = '<a class="govuk-link" href="{}">{}</a>'


def table(title: str, columns: tuple[str, ...], rows: list[Any]) -> Table | None:
    return Table(title, [Column(each) for each in columns], rows, caption_hidden=True) if rows else None


@panel("Before it meets", template=TEMPLATE, order=9)
def days_before(record: Any, user: Any) -> dict[str, Any] | None:
    """The days counted back from it, and where its minutes are taken."""
    if not isinstance(record, Meeting) or not record.formal:
        return None
    rows = [
        ("It starts at", hour(record.starts_at)),
        ("Filming", "Allowed" if record.filming else "Not allowed"),
        ("Reports cleared by", said(reckoned("report-due", record.meets_on))),
        ("Agenda published by", countdown(record) or said(reckoned("agenda", record.meets_on))),
        ("Wishes to speak by", said(reckoned("speaking", record.meets_on))),
    ]
    links = [(reverse("minutes", args=[record.reference]), "Take the minutes")]
    if record.published_on:
        links.append((reverse("meeting_page", args=[record.reference]), "As everybody sees it"))
    return {"table": table("Before it meets", ("What", "When"), rows), "links": links}


@panel("Agenda", template=TEMPLATE, order=10)
def agenda(record: Any, user: Any) -> dict[str, Any] | None:
    """The items with their reports, as far as this person may see those."""
    if not isinstance(record, Meeting) or not record.formal:
        return None
    seen = Report.objects.visible_to(user).filter(for_meeting=record.pk).in_bulk()
    items = list(record.items.order_by("order", "pk"))
    rows: list[Any] = [
        (each.order, each.title, _report(seen.get(each.report_id), bool(each.report_id)), _came(each))
        for each in items
    ]
    on_it = {each.report_id for each in items}
    loose = [each for pk, each in seen.items() if pk not in on_it and each.is_open]
    rows += [("", each.public_title, _report(each, True), "Not on the agenda yet") for each in loose]
    return {"table": table("Agenda", ("Item", "Title", "Report", "Came by"), rows)}


def _report(report: Report | None, there: bool) -> str:
    if report is None:
        return "Its report is outside your role" if there else ""
    exempt = ", exempt" if report.exempt else ""
    return format_html(
        LINK + " ({}{})", report.get_absolute_url(), report.reference, report.stage_label.lower(), exempt
    )


def _came(item: Any) -> str:
    if item.added is None:
        return "Not published yet"
    return "" if item.added == 0 else f"Supplement {item.added}"


@panel("Papers issued", template=TEMPLATE, order=11)
def papers(record: Any, user: Any) -> dict[str, Any] | None:
    """Proof of publication: what, when, by whom, and the digest of its words."""
    if not isinstance(record, Meeting):
        return None
    rows = []
    for each in record.issues.select_related("meeting", "issued_by").order_by("number"):
        told = proof(each)
        who = each.issued_by.get_full_name() if each.issued_by else "Guildhall"
        link, digest = format_html(LINK, told["url"], told["kind"]), format_html(DIGEST, told["digest"])
        rows.append((link, told["at"], who, digest))
    return {"table": table("Papers issued", ("What", "When", "By", "SHA-256"), rows)} if rows else None


@panel("What follows", template=TEMPLATE, order=12)
def follow_ups(record: Any, user: Any) -> dict[str, Any] | None:
    """Actions and recommendations, and what became of each."""
    if not isinstance(record, Meeting):
        return None
    today = time.today()
    rows = [
        (
            each.get_kind_display(), each.what, each.owner_role, said(each.due_on),
            f"{said(each.done_on)}: {each.answer}" if each.done_on else _open(each.due_on, today),
        )
        for each in record.follow_ups.order_by("due_on", "pk")
    ]  # fmt: skip
    found = table("What follows", ("Kind", "What", "By whom", "Due", "Came of it"), rows)
    return {"table": found} if found else None


def _open(due_on: date, today: date) -> str:
    return "Late" if due_on < today else "Open"


@panel("How far it is", template=TEMPLATE, order=9)
def sections(record: Any, user: Any) -> dict[str, Any] | None:
    """The mandatory sections, and which are still empty."""
    if not isinstance(record, Report):
        return None
    rows = [
        (label, "Written" if getattr(record, name).strip() else "Nothing yet")
        for name, label in (SECTIONS | COMMENTS).items()
    ]
    found = Meeting.objects.visible_to(user).filter(pk=record.for_meeting_id).first()
    links = [(found.get_absolute_url(), f"For the {found.title}")] if found else []
    return {"table": table("How far it is", ("Section", "How far"), rows), "links": links}
