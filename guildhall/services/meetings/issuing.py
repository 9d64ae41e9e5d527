"""What is issued for a meeting, in words: gathered once, kept with its digest, and never changed.

Everything the public reads of a meeting comes from here. Nothing of a report that is a draft or exempt is
gathered, so nothing of it can be shown, put on paper, sent as data or found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from guildhall.commons.chamber.models import SITTING, Appointment, on
from guildhall.kernel import time
from guildhall.kernel.gates import Actor
from guildhall.services.meetings.minuting import minutes_of
from guildhall.services.meetings.models import Issue, Item, Meeting, Report
from guildhall.services.meetings.models.report import COMMENTS, SECTIONS
from guildhall.services.meetings.wording import hour, plain_day

OPEN = {Report.Stage.CLEARED, Report.Stage.PUBLISHED}


def digest(words: dict[str, Any]) -> str:
    """What proves a paper: SHA-256 of its words as JSON with sorted keys, in UTF-8."""
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def issue(meeting: Meeting, kind: str, words: dict[str, Any], by: Any) -> Issue:
    """Keeps a paper as it is issued now."""
    actor = Actor.of(by)
    number = Issue.objects.filter(meeting=meeting.pk).count()
    return Issue.objects.create(
        meeting=meeting, kind=kind, number=number, words=words, digest=digest(words), issued_at=time.now(),
        issued_by_id=actor.id if actor.kind == "staff" else None,
    )  # fmt: skip


def about(meeting: Meeting) -> dict[str, Any]:
    """What stands at the head of every paper."""
    return {
        "reference": meeting.reference,
        "body": meeting.of_body.name,
        "day": plain_day(meeting.meets_on),
        "on": meeting.meets_on.isoformat(),
        "time": hour(meeting.starts_at),
        "place": meeting.place,
    }


def agenda(meeting: Meeting, items: Iterable[Item]) -> dict[str, Any]:
    """The summons, the notice and the agenda in one: who is called, to what, where and when."""
    return {
        **about(meeting),
        "webcast": meeting.webcast,
        "filming": meeting.filming,
        "short_notice": meeting.short_notice,
        "members": summoned(meeting),
        "items": [told(each) for each in items],
    }


def supplement(meeting: Meeting, items: Iterable[Item], urgency: str) -> dict[str, Any]:
    """Items and reports that come after the agenda, and why they cannot wait."""
    return {**about(meeting), "urgency": urgency, "items": [told(each) for each in items]}


def summoned(meeting: Meeting) -> list[str]:
    """The members of the body, the chair first."""
    rank = {role: place for place, role in enumerate(Appointment.Role.values)}
    sits = Appointment.objects.filter(on(meeting.meets_on), body=meeting.of_body_id, role__in=SITTING)
    rows = sorted(sits.select_related("member"), key=lambda each: (rank[each.role], each.member.name))
    heads = {Appointment.Role.CHAIR, Appointment.Role.VICE_CHAIR}
    return [
        f"{each.member.name} ({each.get_role_display()})" if each.role in heads else each.member.name
        for each in rows
    ]


def told(item: Item) -> dict[str, Any]:
    """One item with its report, as far as everybody may read it."""
    report = item.report
    return {
        "number": item.order,
        "title": item.title,
        "urgency": item.urgency,
        "to_follow": bool(report and report.stage not in OPEN),
        "exempt": report.under if report else [],
        "public_interest": report.public_interest if report and report.exempt else "",
        "report": readable(report) if report and not report.exempt and report.stage in OPEN else None,
    }


def readable(report: Report) -> dict[str, Any]:
    """A cleared report that is not exempt, section by section."""
    sections = [[label, getattr(report, name)] for name, label in (SECTIONS | COMMENTS).items()]
    return {"reference": report.reference, "author": report.author_role, "sections": sections}


def minutes(meeting: Meeting, *, approved_at: str = "", corrections: str = "") -> dict[str, Any]:
    """The minutes as they stand: who was there and when, what was decided, and how each voted."""
    told = {"approved_at": approved_at, "corrections": corrections}
    return {**about(meeting), **told, **minutes_of(meeting)}


def cancellation(meeting: Meeting) -> dict[str, Any]:
    """The notice that it is not held."""
    return {**about(meeting), "why": meeting.why_not_held, "items": []}
