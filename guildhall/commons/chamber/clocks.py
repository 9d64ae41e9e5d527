"""By when a member accepts office, notifies interests, and attends again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.commons.chamber.models import Member
from guildhall.kernel.clocks import ENGLAND_AND_WALES, Months, Rule, declare
from guildhall.kernel.deadlines import Clock

declare(
    Rule(
        key="acceptance-of-office",
        title="Declaration of acceptance of office",
        receives="The member",
        happens="was elected on",
        owes="The declaration of acceptance of office",
        in_force=date(2000, 1, 1),
        period=Months(2, rolls=False),
        law="LGA 1972 s.83(1)",
        region=ENGLAND_AND_WALES,
    )
)


def in_office(member: Any) -> Iterator[Clock]:
    """Acceptance from the election, interests from the first day in office, presence from the last meeting.

    Who is co-opted accepts no office and loses none by absence (LGA 1972 s.83, s.85), but has interests too.
    """
    if member.elected_on is None:  # asked of a blank record, by the handbook
        yield Clock("acceptance", regime="acceptance-of-office", label="Acceptance of office")
        yield Clock("interests", regime="interests", label="Interests")
        yield Clock("attendance", regime="six-month", label="Attendance")
        return
    if member.kind == Member.Kind.COUNCILLOR:
        yield Clock(
            "acceptance",
            regime="acceptance-of-office",
            label="Acceptance of office",
            starts=member.elected_on,
        )
    yield Clock("interests", regime="interests", label="Interests", starts=member.office_from)
    if member.kind == Member.Kind.COUNCILLOR and member.attended_on and not member.absent_until:
        yield Clock("attendance", regime="six-month", label="Attendance", starts=member.attended_on)
