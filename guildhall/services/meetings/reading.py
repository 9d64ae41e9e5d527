"""What everybody may read of a meeting: the papers that were issued, and the days to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import counted, said
from guildhall.services.meetings.clocks import reckoned, speaking_until
from guildhall.services.meetings.models import Issue, Meeting
from guildhall.services.meetings.wording import plain_day

PAPERS = {Issue.Kind.AGENDA, Issue.Kind.SUPPLEMENT}
MINUTES = {Issue.Kind.DRAFT_MINUTES, Issue.Kind.MINUTES}


def items(issues: list[Issue]) -> list[dict[str, Any]]:
    """The agenda with its supplements read into it: the newest words of each item, and by which paper."""
    known: dict[int, dict[str, Any]] = {}
    for each in issues:
        if each.kind in PAPERS:
            for item in each.words["items"]:
                late = each.kind == Issue.Kind.SUPPLEMENT
                known[item["number"]] = {**item, "supplement": each.number if late else 0}
    return [known[number] for number in sorted(known)]


def minutes(issues: list[Issue]) -> Issue | None:
    """The newest minutes: approved ones where there are any."""
    return next((each for each in reversed(issues) if each.kind in MINUTES), None)


def proof(issue: Issue) -> dict[str, str]:
    """When a paper was published, and the digest of its words; by whom is for those who work here."""
    at = issue.issued_at.astimezone(time.LONDON)
    return {
        "kind": issue.get_kind_display()
        if issue.kind != Issue.Kind.SUPPLEMENT
        else f"Supplement {issue.number}",
        "at": f"{plain_day(at.date())}, {at:%H:%M}",
        "digest": issue.digest,
        "url": reverse("meeting_paper", args=[issue.meeting.reference, issue.number]),
    }


def speaking(meeting: Meeting) -> str:
    """By when to ask to speak; nothing once that is past, or where nobody is asked."""
    due = reckoned("speaking", meeting.meets_on)
    if meeting.stage not in {Meeting.Stage.PLANNED, Meeting.Stage.SUMMONED} or due < time.today():
        return ""
    return f"Ask by {speaking_until(meeting.of_body, meeting.meets_on)} on {plain_day(due)}"


def countdown(meeting: Meeting) -> str:
    """By when its agenda is published, and how long that is from today; nothing once it is."""
    if not meeting.formal or meeting.stage != Meeting.Stage.PLANNED or meeting.due_on is None:
        return ""
    left = (meeting.due_on - time.today()).days
    if left < 0:
        return f"{said(meeting.due_on)}, {counted(-left, 'day')} late"
    return f"{said(meeting.due_on)}, in {counted(left, 'day')}" if left else f"{said(meeting.due_on)}, today"


def as_data(meeting: Meeting, issues: list[Issue]) -> dict[str, Any]:
    """The meeting as data: what was issued, word for word, with the digest that proves it."""
    return {
        "reference": meeting.reference,
        "title": meeting.title,
        "body": {"reference": meeting.of_body.reference, "name": meeting.of_body.name},
        "meets_on": meeting.meets_on.isoformat(),
        "starts_at": meeting.starts_at.isoformat("minutes"),
        "place": meeting.place,
        "stage": meeting.stage,
        "webcast": meeting.webcast,
        "may_be_filmed": meeting.filming,
        "url": f"{settings.PUBLIC_URL}{reverse('meeting_page', args=[meeting.reference])}",
        "papers": [
            {
                "kind": each.kind, "number": each.number, "issued_at": each.issued_at.isoformat(),
                "sha256": each.digest, "words": each.words,
                "pdf": settings.PUBLIC_URL + reverse("meeting_paper", args=[meeting.reference, each.number]),
            }
            for each in issues
        ],
    }  # fmt: skip
