"""How long a letter in another format takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ENGLAND_AND_WALES, Rule, WorkingDays, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.formats.models import FormatRequest

declare(
    Rule(
        key="format",
        title="A letter in another format",
        receives="The request",
        owes="The letter",
        in_force=date(2000, 1, 1),
        period=WorkingDays(10),
        law="The council’s own promise, Equality Act 2010 s.20",
        region=ENGLAND_AND_WALES,
    )
)


def own_promise(wanted: FormatRequest) -> Iterator[Clock]:
    """Ten working days: a reasonable adjustment is made without delay (Equality Act 2010 s.20)."""
    yield Clock("format", regime="format", label="Letter")
