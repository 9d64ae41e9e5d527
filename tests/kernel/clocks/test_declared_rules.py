"""A service brings its own law in the kernel's words: complaints, on the calendar of England."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from guildhall.kernel.clocks import (
    ENGLAND_AND_WALES,
    REGIMES,
    Calendar,
    Rule,
    WorkingDays,
    deadline,
    declare,
)

ACKNOWLEDGED = Rule(
    key="test-complaint-acknowledged",
    title="Complaint acknowledged",
    receives="The complaint",
    owes="The acknowledgement",
    in_force=date(2024, 2, 1),
    period=WorkingDays(5),
    law="LGSCO Complaint Handling Code 2024",
    region=ENGLAND_AND_WALES,
)
ANSWERED = replace(ACKNOWLEDGED, key="test-complaint-answered", period=WorkingDays(10))
ESCALATED = replace(ACKNOWLEDGED, key="test-complaint-stage-2", period=WorkingDays(20))
CHILDREN = replace(ACKNOWLEDGED, key="test-children-stage-2", period=WorkingDays(25))
CHILDREN_AT_MOST = replace(ACKNOWLEDGED, key="test-children-longest", period=WorkingDays(65))


@pytest.fixture(autouse=True)
def complaints() -> Iterator[None]:
    ours = (ACKNOWLEDGED, ANSWERED, ESCALATED, CHILDREN, CHILDREN_AT_MOST)
    declare(*ours)
    yield
    for rule in ours:
        REGIMES.pop(rule.key, None)


@pytest.mark.parametrize(
    ("rule", "received", "due"),
    [
        (ACKNOWLEDGED, "2026-03-27", "2026-04-07"),
        (ACKNOWLEDGED, "2026-06-12", "2026-06-19"),
        (ACKNOWLEDGED, "2026-12-21", "2026-12-30"),
        (ANSWERED, "2026-04-07", "2026-04-21"),
        (ANSWERED, "2026-06-12", "2026-06-26"),
        (ANSWERED, "2026-06-19", "2026-07-03"),
        (ANSWERED, "2026-12-30", "2027-01-14"),
        (ACKNOWLEDGED, "2026-04-20", "2026-04-27"),
        (ESCALATED, "2026-04-27", "2026-05-27"),
        (CHILDREN, "2026-03-02", "2026-04-08"),
        (CHILDREN_AT_MOST, "2026-03-02", "2026-06-05"),
    ],
)
def test_complaints_ignore_a_holiday_only_scotland_keeps(
    calendar: Calendar, rule: Rule, received: str, due: str
) -> None:
    result = deadline(rule.key, received=date.fromisoformat(received), calendar=calendar)

    assert result.due == date.fromisoformat(due)


def test_a_changed_law_applies_to_what_comes_in_from_its_day(calendar: Calendar) -> None:
    declare(replace(ANSWERED, in_force=date(2026, 4, 1), period=WorkingDays(15)))
    declare(replace(ANSWERED, in_force=date(2026, 4, 1), period=WorkingDays(15)))

    under_old = deadline(ANSWERED.key, received=date(2026, 3, 31), calendar=calendar)
    under_new = deadline(ANSWERED.key, received=date(2026, 4, 1), calendar=calendar)

    assert under_old.rule_version == "test-complaint-answered@2024-02-01/1"
    assert under_new.rule_version == "test-complaint-answered@2026-04-01/1"
    assert under_new.days[-1].number == 15
    assert len(REGIMES[ANSWERED.key]) == 2
