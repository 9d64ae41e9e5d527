"""The verbs by which papers are issued: agenda, supplements, cancellation, minutes."""

from __future__ import annotations

from datetime import date
from datetime import time as time_of_day
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.kernel import time
from guildhall.services.meetings import issuing
from guildhall.services.meetings.actions.planning import _place
from guildhall.services.meetings.actions.reports import consider, publish
from guildhall.services.meetings.forms import meetings as forms
from guildhall.services.meetings.models import Issue, Item, Meeting, Report
from guildhall.services.meetings.service import meetings

Stage = Meeting.Stage


def formal_only(meeting: Meeting, by: Any) -> str | None:
    """An informal meeting has no papers."""
    return None if meeting.formal else "It is an informal meeting: it has no agenda."


def _items(meeting: Meeting) -> list[Item]:
    found = Item.objects.filter(meeting=meeting.pk).select_related("report")
    return list(found.order_by("order", "pk"))


def _business(items: list[Item]) -> str:
    return "\n".join(each.title for each in items)


@meetings.action(
    Stage.PLANNED,
    to=Stage.SUMMONED,
    asks=forms.PublishAgenda,
    meets="agenda",
    gates=(formal_only,),
    label="Publish the agenda",
    says="{actor} published the notice, summons and agenda. {short_notice}",
    law="LGA 1972 s.100A(6), s.100B(3), Sch. 12 para. 4",
)
def publish_agenda(meeting: Meeting, short_notice: str, by: Any) -> None:
    """Publish notice, summons and agenda with every cleared report; one that is not cleared is to follow."""
    items = _items(meeting)
    meeting.short_notice, meeting.business = short_notice, _business(items)
    meeting.once_saved(lambda: _issue(meeting, Issue.Kind.AGENDA, issuing.agenda(meeting, items), items, by))


def _issue(meeting: Meeting, kind: str, words: dict[str, Any], items: list[Item], by: Any) -> None:
    """Keeps the paper, says of its items by which one they came, and publishes its reports."""
    made = issuing.issue(meeting, kind, words, by)
    Item.objects.filter(pk__in=[each.pk for each in items], added=None).update(added=made.number)
    for each in items:
        if each.report and not each.report.exempt and each.report.stage == Report.Stage.CLEARED:
            publish.follow(each.report, by=by)


@meetings.action(
    Stage.SUMMONED,
    Stage.ADJOURNED,
    asks=forms.Supplement,
    gates=(formal_only,),
    label="Publish a supplement",
    says="{actor} published a supplement. {urgency}",
    law="LGA 1972 s.100B(4)",
)
def supplement(meeting: Meeting, urgency: str, by: Any) -> None:
    """Publish what has come since: added items, and reports that were to follow. Page numbers go on."""
    items = _items(meeting)
    fresh = [each for each in items if each.added is None or _followed(each)]
    if not fresh:
        raise ValidationError("Nothing has come since the last paper: no new item, no report that followed.")
    if urgency:
        Item.objects.filter(pk__in=[each.pk for each in fresh], urgency="").update(urgency=urgency)
        fresh = [each for each in _items(meeting) if each.pk in {one.pk for one in fresh}]
    meeting.business = _business(items)
    words = issuing.supplement(meeting, fresh, urgency)
    meeting.once_saved(lambda: _issue(meeting, Issue.Kind.SUPPLEMENT, words, fresh, by))


def _followed(item: Item) -> bool:
    """Whether its report was to follow and has been cleared since."""
    return bool(item.report and not item.report.exempt and item.report.stage == Report.Stage.CLEARED)


@meetings.action(
    Stage.PLANNED,
    Stage.SUMMONED,
    Stage.ADJOURNED,
    to=Stage.CANCELLED,
    asks=forms.NotHeld,
    label="Cancel it",
    says="{actor} cancelled it. {why}",
    law="The council’s standing orders",
)
def cancel(meeting: Meeting, why: str, by: Any) -> None:
    """Cancel it, with the reason everybody reads; it stays in calendars as cancelled."""
    meeting.why_not_held = why
    if meeting.formal:
        meeting.once_saved(
            lambda: issuing.issue(meeting, Issue.Kind.CANCELLATION, issuing.cancellation(meeting), by)
        )


@meetings.action(
    Stage.SUMMONED,
    Stage.HELD,
    to=Stage.ADJOURNED,
    asks=forms.NotHeld,
    gates=(formal_only,),
    label="Adjourn it",
    says="{actor} adjourned it. {why}",
    law="LGA 1972 Sch. 12 para. 6; the council’s standing orders",
)
def adjourn(meeting: Meeting, why: str) -> None:
    """Adjourn it: its agenda stands, and it goes on another day."""
    meeting.why_not_held = why


@meetings.action(
    Stage.ADJOURNED,
    to=Stage.SUMMONED,
    asks=forms.Reconvene,
    label="Reconvene it",
    says="{actor} reconvened it for {record.meets_on:%-d %B %Y}.",
    law="The council’s standing orders",
)
def reconvene(meeting: Meeting, meets_on: date, starts_at: time_of_day, place: str) -> None:
    """Say when an adjourned meeting goes on, with the business that was left."""
    if meets_on < time.today():
        raise ValidationError("It goes on today or later")
    _place(meeting, meets_on, starts_at, place)
    meeting.why_not_held = ""
    meeting.began_at = meeting.ended_at = None
    # Who is there is taken anew: those who were there at first need not come again.
    meeting.once_saved(lambda: meeting.attendances.all().delete())


@meetings.action(
    Stage.HELD,
    to=Stage.MINUTES_DRAFT,
    label="Publish draft minutes",
    says="{actor} published draft minutes.",
    law="LGA 1972 s.100C",
)
def publish_draft_minutes(meeting: Meeting, by: Any) -> None:
    """Publish the minutes as a draft, once the meeting is closed and each item of business is minuted."""
    if meeting.ended_at is None:
        raise ValidationError("Enter first when the meeting ended.")
    business = [each for each in _items(meeting) if each.kind != Item.Kind.STANDING]
    silent = [each for each in business if not (each.minute or each.decided)]
    if silent:
        raise ValidationError(f"Nothing is minuted yet of item {silent[0].order}, “{silent[0].title}”.")
    meeting.once_saved(lambda: issuing.issue(meeting, Issue.Kind.DRAFT_MINUTES, issuing.minutes(meeting), by))
    private = [each.report for each in _items(meeting) if each.report and each.report.exempt]
    meeting.once_saved(lambda: [consider.follow(each, by=by) for each in private if each.is_open] and None)


@meetings.action(
    Stage.MINUTES_DRAFT,
    to=Stage.APPROVED,
    asks=forms.ApproveMinutes,
    label="Enter that the minutes were approved",
    says="{actor}: the minutes were approved at {at.title}.",
    law="LGA 1972 Sch. 12 para. 41",
)
def approve_minutes(meeting: Meeting, at: Meeting, corrections: str, by: Any) -> None:
    """Enter that a later meeting approved the minutes as a correct record, and what it corrected."""
    meeting.approved_at = at
    words = issuing.minutes(meeting, approved_at=at.title, corrections=corrections)
    meeting.once_saved(lambda: issuing.issue(meeting, Issue.Kind.MINUTES, words, by))
