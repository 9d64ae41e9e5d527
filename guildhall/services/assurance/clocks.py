"""When a code is looked at again, a return is to be handed in, and a statement to be published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ENGLAND_AND_WALES, Months, Rule, WorkingDays, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.assurance.models import ControlReturn, LocalCode, Statement

declare(
    Rule(
        key="governance-code",
        title="Review of the local code of governance",
        receives="The code, or its last review",
        owes="The next review",
        in_force=date(2000, 1, 1),
        period=Months(12, rolls=False),
        law="Delivering Good Governance in Local Government (CIPFA and Solace): each year",
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key="control-return",
        title="An internal control return",
        receives="The questions",
        owes="Every answer, and what is done where one is not “fully”",
        in_force=date(2000, 1, 1),
        period=WorkingDays(20),
        law="The council’s own rule, so that reg.6 of the Accounts and Audit Regulations 2015 can be kept",
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key="governance-statement",
        title="The annual governance statement",
        receives="The end of the financial year",
        owes="The statement, signed and published",
        in_force=date(2000, 1, 1),
        period=Months(4, rolls=False),
        law=(
            "The council’s own promise, 31 July: the day of reg.10 of the Accounts and Audit Regulations "
            "2015 as made for 2017-18; later regulations give longer"
        ),
        region=ENGLAND_AND_WALES,
    ),
)


def each_year(code: LocalCode) -> Iterator[Clock]:
    """A year from the last review, or from the day the code was drawn up."""
    yield Clock("review", regime="governance-code", label="Review", starts=code.reviewed_on or code.opened_on)


def in_four_weeks(asked: ControlReturn) -> Iterator[Clock]:
    """Twenty working days from the day it was asked for."""
    yield Clock("return", regime="control-return", label="Return")


def by_july(statement: Statement) -> Iterator[Clock]:
    """The end of July after the year it is about; of no year in particular, the handbook's own example."""
    ended = statement.period.last if statement.year else None
    yield Clock("statement", regime="governance-statement", label="Statement", starts=ended)
