"""What must be true of meetings and of reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import Deadline
from guildhall.services.meetings.models import FollowUp, Issue, Meeting, Report
from guildhall.services.meetings.service import meetings, reports

Stage = Meeting.Stage
AGENDA = Deadline.objects.filter(record=OuterRef("pk"), kind="agenda")
# The council's own promise: draft minutes within three weeks of the meeting.
DRAFTED_WITHIN = timedelta(days=21)


def formal(records: Any, today: date) -> Any:
    """Formal meetings that are not cancelled."""
    return records.filter(formal=True).exclude(stage=Stage.CANCELLED)


@meetings.duty(
    "Agendas are published five clear days before, or it is said why not",
    law="LGA 1972 s.100A(6), s.100B(3)",
    settled_by="Publish the agenda with the reason for the short notice, or cancel the meeting.",
    over=formal,
)
def agenda_in_time(records: Any, today: date) -> Any:
    unmet = Exists(AGENDA.filter(met_on=None, due_on__lt=today))
    late = Exists(AGENDA.filter(met_on__gt=F("due_on")))
    return records.filter(unmet | (late & Q(short_notice="")))


def _past(records: Any, today: date) -> Any:
    return records.filter(meets_on__lt=today).exclude(stage=Stage.CANCELLED)


@meetings.duty(
    "What became of every meeting is entered",
    settled_by="Take attendance, enter that it was held, adjourn or cancel it.",
    over=_past,
)
def outcome_is_entered(records: Any, today: date) -> Any:
    return records.filter(stage__in=(Stage.PLANNED, Stage.SUMMONED))


def held(records: Any, today: date) -> Any:
    """Formal meetings that were held."""
    return records.filter(formal=True, began_at__isnull=False).exclude(stage=Stage.CANCELLED)


@meetings.duty(
    "Draft minutes are published within three weeks",
    settled_by="Publish the draft minutes.",
    over=held,
)
def minutes_are_drafted(records: Any, today: date) -> Any:
    return records.filter(stage=Stage.HELD, meets_on__lt=today - DRAFTED_WITHIN)


@meetings.duty(
    "Minutes are approved at the next meeting",
    law="LGA 1972 Sch. 12 para. 41",
    settled_by="Enter at which meeting they were approved.",
    over=held,
)
def minutes_are_approved(records: Any, today: date) -> Any:
    later = Meeting.objects.filter(
        of_body=OuterRef("of_body"), meets_on__gt=OuterRef("meets_on"), formal=True, ended_at__isnull=False
    )
    return records.filter(Exists(later), stage__in=(Stage.HELD, Stage.MINUTES_DRAFT))


def late_follow_ups(meeting: Meeting, today: date) -> Iterator[str]:
    """Each thing that was to follow and is late."""
    for each in sorted(meeting.follow_ups.all(), key=lambda each: (each.due_on, each.pk)):
        if each.done_on is None and each.due_on < today:
            yield f"{each.get_kind_display()}, due {said(each.due_on)} by the {each.owner_role}: {each.what}"


def _followed(records: Any, today: date) -> Any:
    return records.filter(Exists(FollowUp.objects.filter(meeting=OuterRef("pk"))))


@meetings.duty(
    "Actions are done and recommendations of scrutiny answered in time",
    law="LGA 2000 s.9FE",
    settled_by="Enter what was done, or what the executive answered.",
    over=_followed,
    detail=late_follow_ups,
)
def what_follows_is_settled(records: Any, today: date) -> Any:
    late = FollowUp.objects.filter(meeting=OuterRef("pk"), done_on=None, due_on__lt=today)
    return records.filter(Exists(late)).prefetch_related("follow_ups")


@meetings.duty(
    "Every formal meeting that was held has its papers as they were issued",
    law="LGA 1972 s.100C",
    settled_by="Publish them.",
    over=held,
)
def papers_are_kept(records: Any, today: date) -> Any:
    return records.exclude(Exists(Issue.objects.filter(meeting=OuterRef("pk"), kind=Issue.Kind.AGENDA)))


@reports.duty(
    "Reports are cleared in time for the agenda",
    law="The council’s standing orders",
    settled_by="Have the chair clear it, or withdraw it.",
    over=lambda records, today: records.open(),
)
def cleared_in_time(records: Any, today: date) -> Any:
    unmet = Deadline.objects.filter(record=OuterRef("pk"), kind="report", met_on=None, due_on__lt=today)
    return records.filter(Exists(unmet))


@reports.duty(
    "What is exempt is looked at again on its day",
    law="LGA 1972 Sch. 12A para. 10",
    settled_by="Look at the exemption again, or lift it.",
    over=lambda records, today: records.exclude(paragraphs="").exclude(stage=Report.Stage.WITHDRAWN),
)
def exemptions_are_reviewed(records: Any, today: date) -> Any:
    return records.filter(review_on__lt=today)
