"""By when an agenda is published, a report is cleared, a wish to speak arrives and scrutiny is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.commons.chamber.models import Body, StandingOrder, on
from guildhall.kernel import deadlines
from guildhall.kernel.clocks import ENGLAND_AND_WALES, ClearDays, Months, Rule, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.meetings.models import Meeting, Report

CONSTITUTION = "The council’s standing orders"
NOON = "12:00"

declare(
    Rule(
        key="report-due",
        title="Report for a meeting, cleared",
        receives="The meeting",
        happens="is on",
        owes="The cleared report",
        in_force=date(2000, 1, 1),
        period=ClearDays(8),
        law=CONSTITUTION,
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key="speaking",
        title="Wish to speak at a meeting",
        receives="The meeting",
        happens="is on",
        owes="The wish to speak",
        in_force=date(2000, 1, 1),
        period=ClearDays(0),
        law=CONSTITUTION,
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key="scrutiny-answer",
        title="Answer to a recommendation of scrutiny",
        receives="The recommendation",
        happens="was made on",
        owes="The executive's answer",
        in_force=date(2000, 10, 1),
        period=Months(2, rolls=False),
        law="LGA 2000 s.9FE",
        region=ENGLAND_AND_WALES,
    ),
)


def before_it_meets(meeting: Meeting) -> Iterator[Clock]:
    """The agenda of a formal meeting, five clear days before it; an informal one owes none."""
    if meeting.formal:
        yield Clock("agenda", regime="agenda", label="Agenda and reports", starts=meeting.meets_on)


def before_the_agenda(report: Report) -> Iterator[Clock]:
    """The report, eight clear days before its meeting, so that it can be published with the agenda."""
    yield Clock("report", regime="report-due", label="Report cleared", starts=report.meets_on)


def reckoned(regime: str, day: date) -> date:
    """The last day, reckoned from a day by one of the rules above, or by the agenda's."""
    due = deadlines.answer(regime, day, (), deadlines.calendar()).due
    if due is None:
        raise ValueError(f"{regime} sets no day.")
    return due


def speaking_until(body: Body, day: date) -> str:
    """The hour by which to ask to speak, by the body's standing orders; noon where they say nothing."""
    kept = StandingOrder.objects.filter(on(day), body=body.pk, rule=StandingOrder.Rule.SPEAKING)
    return kept.order_by("-from_on").values_list("value", flat=True).first() or NOON
