"""What stands on the page of an Ombudsman's case, and of the complaint it is about."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.parties.models import Party
from guildhall.commons.parties.own_data import tells
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.panels import panel
from guildhall.services.complaints.models import Complaint, Enquiry, OmbudsmanCase, Recommendation

TEMPLATE = "complaints/panel.html"


@panel("What they asked", template=TEMPLATE, order=10)
def enquiries(record: Any, user: Any) -> dict[str, Any] | None:
    """Each enquiry, the day it was due back, and what was answered."""
    if not isinstance(record, OmbudsmanCase):
        return None
    rows = [
        (str(each), said(each.received_on), said(each.due_on), _answered(each))
        for each in record.enquiries.order_by("received_on", "pk")
    ]
    columns = [Column("What"), Column("Received"), Column("Due back"), Column("Answered")]
    return {"table": Table("What they asked", columns, rows, caption_hidden=True)} if rows else None


def _answered(enquiry: Enquiry) -> str:
    if enquiry.answered_on is None:
        return "Not answered yet"
    late = "" if enquiry.in_time else ", late"
    return f"{said(enquiry.answered_on)}{late}: {enquiry.answer}"


@panel("What they recommend", template=TEMPLATE, order=11)
def recommended(record: Any, user: Any) -> dict[str, Any] | None:
    """Each recommendation with its owner, its day and how it was complied with."""
    if not isinstance(record, OmbudsmanCase):
        return None
    found = record.recommendations.select_related("owner").order_by("asked_for", "pk")
    rows = [_row(each) for each in found if _may_read(user, each)]
    columns = [Column("What"), Column("Who"), Column("By"), Column("Cost", numeric=True), Column("How far")]
    return {"table": Table("What they recommend", columns, rows, caption_hidden=True)} if rows else None


def _may_read(user: Any, record: Any) -> bool:
    return bool(access(user).roles(record.declaration, record))


def _row(each: Recommendation) -> tuple[Any, ...]:
    return (
        _link(each, each.what),
        each.owner or "nobody",
        said(each.asked_for),
        each.get_cost_display(),
        how_far(each),
    )


def how_far(each: Recommendation) -> str:
    """What became of a recommendation, in a sentence."""
    if each.complied_on:
        return f"Complied with on {said(each.complied_on)}: {each.evidence}"
    return f"No longer asked for: {each.dropped_because}" if each.dropped_because else "To be complied with"


def _link(record: Any, text: str) -> Any:
    return format_html('<a class="govuk-link" href="{}">{}</a>', record.get_absolute_url(), text)


@panel("With the Ombudsman", template=TEMPLATE, order=12)
def taken_on(record: Any, user: Any) -> dict[str, Any] | None:
    """Where an Ombudsman has looked at the complaint: what stands with them, or what they decided."""
    if not isinstance(record, Complaint):
        return None
    found = record.taken_on.order_by("opened_on", "pk")
    rows = [
        (_link(each, each.reference), each.get_scheme_display(), each.their_reference, standing(each))
        for each in found
        if _may_read(user, each)
    ]
    columns = [Column("Case"), Column("Who looks at it"), Column("Their reference"), Column("How it stands")]
    return {"table": Table("With the Ombudsman", columns, rows, caption_hidden=True)} if rows else None


def standing(case: OmbudsmanCase) -> str:
    """How a case stands, in a sentence."""
    if case.decided and case.decided_on:
        return f"{case.decided.label}, {said(case.decided_on)}"
    return f"Answer due back on {said(case.due_back_on)}" if case.due_back_on else "With them"


@tells("ombudsman")
def tell_cases(record: Any, party: Party) -> list[dict[str, Any]]:
    """What an Ombudsman asked and decided of a person's complaint, for the file of what is held."""
    if not isinstance(record, Complaint):
        return []
    return [
        {"who": each.get_scheme_display(), "reference": each.their_reference, "subject": each.subject,
         "decided": each.decision_in_words, "found": each.found,
         "enquiries": [{"asked": one.asked, "answered": one.answer} for one in each.enquiries.all()],
         "recommended": [{"what": one.what, "evidence": one.evidence} for one in each.recommendations.all()]}
        for each in record.taken_on.prefetch_related("enquiries", "recommendations").order_by("pk")
    ]  # fmt: skip
