"""When a survey's results are looked at again: each quarter, so that asking is of some use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ENGLAND_AND_WALES, Months, Rule, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.satisfaction.models import Survey

EACH_QUARTER = "survey-results"

declare(
    Rule(
        key=EACH_QUARTER,
        title="Looking at the results of a survey",
        receives="The survey, or the last look at it",
        owes="A look at its results",
        in_force=date(2000, 1, 1),
        period=Months(3, rolls=False),
        law="The council’s own rule: what customers were asked for is read",
        region=ENGLAND_AND_WALES,
    )
)


def each_quarter(survey: Survey) -> Iterator[Clock]:
    """Three months from the last time, or from the day it began."""
    yield Clock("look", regime=EACH_QUARTER, label="Results", starts=survey.looked_at_on or survey.opened_on)
