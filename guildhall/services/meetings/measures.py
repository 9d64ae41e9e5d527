"""What is asked of meetings and of reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef

from guildhall.kernel.deadlines import Deadline
from guildhall.kernel.measures import Count, Mean, Share
from guildhall.kernel.periods import Period
from guildhall.services.meetings.models import Issue, Meeting, Report
from guildhall.services.meetings.service import meetings, reports

HELD = (Meeting.Stage.HELD, Meeting.Stage.MINUTES_DRAFT, Meeting.Stage.APPROVED)
SUPPLEMENTS = Issue.objects.filter(meeting=OuterRef("pk"), kind=Issue.Kind.SUPPLEMENT)
IN_TIME = Deadline.objects.filter(record=OuterRef("pk"), met_on__lte=F("due_on"))


def first_meeting() -> date | None:
    """The day of the first meeting that took place: before it, none counted is no figure."""
    met = Meeting.objects.filter(stage__in=(*HELD, Meeting.Stage.MET))
    return met.order_by("meets_on").values_list("meets_on", flat=True).first()


def held_in(period: Period) -> Any:
    """The formal meetings that were held in the period."""
    found = Meeting.objects.filter(formal=True, stage__in=HELD)
    return found.filter(meets_on__range=(period.first, period.last))


@meetings.measure(
    "Formal meetings held", unit="meetings", better="", counted_on="meets_on", since=first_meeting
)
def formal(period: Period) -> Count:
    """Meetings with a published agenda that were held in the period; not those cancelled or adjourned."""
    return Count(held_in(period))


@meetings.measure(
    "Informal meetings held", unit="meetings", better="", counted_on="meets_on", since=first_meeting
)
def informal(period: Period) -> Count:
    """Meetings without a published agenda that were held in the period: briefings, seminars, visits."""
    met = Meeting.objects.filter(formal=False, stage=Meeting.Stage.MET)
    return Count(met.filter(meets_on__range=(period.first, period.last)))


@meetings.measure("Agendas published in time", unit="%", better="up", counted_on="meets_on")
def agendas_in_time(period: Period) -> Share:
    """Of the formal meetings held, those whose agenda was published five clear days before."""
    held = held_in(period)
    return Share(held.filter(Exists(IN_TIME.filter(kind="agenda"))), of=held)


@meetings.measure("Meetings with late papers", unit="%", better="down", counted_on="meets_on")
def late_papers(period: Period) -> Share:
    """Of the formal meetings held, those for which an item or a report came after the agenda."""
    held = held_in(period)
    return Share(held.filter(Exists(SUPPLEMENTS)), of=held)


@reports.measure("Reports cleared in time", unit="%", better="up", counted_on="meets_on")
def cleared_in_time(period: Period) -> Share:
    """Of the reports that were cleared for meetings of the period, those cleared eight clear days before."""
    cleared = Report.objects.filter(
        Exists(Deadline.objects.filter(record=OuterRef("pk"), kind="report", met_on__isnull=False)),
        meets_on__range=(period.first, period.last),
    )
    return Share(cleared.filter(Exists(IN_TIME.filter(kind="report"))), of=cleared)


@reports.measure("Times a report is returned", unit="times", better="down", counted_on="meets_on")
def returned(period: Period) -> Mean:
    """How often a report was returned to its author on average, of those for meetings of the period."""
    return Mean(Report.objects.filter(meets_on__range=(period.first, period.last)), F("returned"))
