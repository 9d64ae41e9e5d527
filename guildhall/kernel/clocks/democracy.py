"""The law of time for meetings, decisions and members, as data. Sources: docs/handbook/clocks.md.

Publication is reckoned back from a meeting in clear days; what a member owes runs on from a day in office.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guildhall.kernel.clocks.calendars import ENGLAND_AND_WALES, PROCEEDINGS
from guildhall.kernel.clocks.periods import ClearDays, DaysBeginningWith, Months, WorkingDays
from guildhall.kernel.clocks.rules import Rule, declare

LOCAL_GOVERNMENT_ACT = date(2000, 1, 1)  # since 1974, which is before the calendar begins
FIVE_CLEAR_DAYS = date(2002, 10, 1)
LOCAL_CONSTITUTIONS = date(2001, 4, 1)
STANDARDS_OF_2011 = date(2012, 7, 1)
EXECUTIVE_ARRANGEMENTS = date(2012, 9, 10)

AGENDA = Rule(
    key="agenda",
    title="Agenda of a meeting, published",
    receives="The meeting",
    happens="is on",
    owes="Publication of the notice, agenda and reports",
    in_force=FIVE_CLEAR_DAYS,
    period=ClearDays(5),
    law="LGA 1972 s.100A(6), s.100B(3)",
    days_law="R v Swansea ex p Elitestone (1993)",
    region=ENGLAND_AND_WALES,
)
AGENDA_BEFORE_2002 = replace(AGENDA, in_force=LOCAL_GOVERNMENT_ACT, period=ClearDays(3))

KEY_DECISION = Rule(
    key="key-decision",
    title="Key decision, announced",
    receives="The decision",
    happens="is to be made on",
    owes="Publication of what is to be decided",
    in_force=EXECUTIVE_ARRANGEMENTS,
    period=ClearDays(28, working=False),
    law="SI 2012/2089 reg.9(2)",
    region=ENGLAND_AND_WALES,
)
KEY_DECISION_BEFORE_2012 = replace(
    KEY_DECISION,
    in_force=LOCAL_GOVERNMENT_ACT,
    period=None,
    law="SI 2000/3272",
    statement=(
        "Before Mon 10 September 2012 key decisions stood in a forward plan made anew each month "
        "(SI 2000/3272): no number of clear days was set."
    ),
)

PRIVATE_MEETING = replace(
    KEY_DECISION,
    key="private-meeting",
    title="Meeting of the executive in private, announced",
    receives="The meeting",
    happens="is on",
    owes="Publication of the notice and its reasons",
    law="SI 2012/2089 reg.5(2)",
)
PRIVATE_MEETING_AGAIN = replace(
    PRIVATE_MEETING,
    key="private-meeting-again",
    title="Meeting of the executive in private, announced again",
    owes="Publication of the further notice, with what was said against it and the answer,",
    period=ClearDays(5),
    law="SI 2012/2089 reg.5(4)",
    days_law="R v Swansea ex p Elitestone (1993)",
)
PRIVATE_MEETING_BEFORE_2012 = replace(
    PRIVATE_MEETING,
    in_force=LOCAL_GOVERNMENT_ACT,
    period=None,
    law="SI 2000/3272",
    statement="Before Mon 10 September 2012 no notice of a private meeting of the executive was required.",
)

CALL_IN = Rule(
    key="call-in",
    title="Decision called in",
    receives="The decision",
    happens="was published on",
    owes="A call-in",
    in_force=LOCAL_CONSTITUTIONS,
    period=WorkingDays(5),
    law="LGA 2000 s.9F, the council's standing orders",
    region=ENGLAND_AND_WALES,
)

INTERESTS = Rule(
    key="interests",
    title="Member's disclosable interests, notified",
    receives="The office",
    happens="was taken up on",
    owes="Notice of disclosable pecuniary interests",
    in_force=STANDARDS_OF_2011,
    period=DaysBeginningWith(28),
    law="Localism Act 2011 s.30(1)",
    region=ENGLAND_AND_WALES,
)

VACANCY = Rule(
    key="vacancy",
    title="Election to a casual vacancy",
    receives="The vacancy",
    happens="was declared, or two electors gave notice of it, on",
    owes="The election",
    in_force=LOCAL_GOVERNMENT_ACT,
    period=WorkingDays(35),
    law="LGA 1972 s.89(1)",
    days_law="LGA 1972 s.243(4)",
    region=PROCEEDINGS,
)

SIX_MONTHS = Rule(
    key="six-month",
    title="Member's absence from every meeting",
    receives="The last meeting attended",
    happens="was on",
    owes="An attendance, or the council's approval of the reason for absence,",
    in_force=LOCAL_GOVERNMENT_ACT,
    period=Months(6, rolls=False),
    law="LGA 1972 s.85(1)",
    region=ENGLAND_AND_WALES,
)

declare(
    AGENDA_BEFORE_2002,
    AGENDA,
    KEY_DECISION_BEFORE_2012,
    KEY_DECISION,
    PRIVATE_MEETING_BEFORE_2012,
    PRIVATE_MEETING,
    PRIVATE_MEETING_AGAIN,
    CALL_IN,
    INTERESTS,
    VACANCY,
    SIX_MONTHS,
)
