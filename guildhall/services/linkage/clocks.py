"""How long two entries may wait for somebody to say whether they are one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.kernel.clocks import ENGLAND_AND_WALES, Months, Rule, declare
from guildhall.kernel.deadlines import Clock

declare(
    Rule(
        key="linkage-decision",
        title="Decision on a match",
        receives="The question whether two entries are one person",
        owes="A decision",
        in_force=date(2000, 1, 1),
        period=Months(1, rolls=False),
        law="The council’s own rule; what it holds of people is to be accurate: UK GDPR Art. 5(1)(d)",
        region=ENGLAND_AND_WALES,
    )
)


def a_month(match: Any) -> Iterator[Clock]:
    """A month from the day the question arose."""
    yield Clock("decision", regime="linkage-decision", label="Decide", starts=match.opened_on)
