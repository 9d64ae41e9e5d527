"""What cannot have happened is refused in one sentence; what can is read in any order."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from guildhall.kernel.clocks import (
    Calendar,
    ClockError,
    ClockEvent,
    deadline,
    named_for,
    rule_in_force,
)
from tests.kernel.clocks.conftest import Ask


@pytest.mark.parametrize(
    ("regime", "received", "happened", "said"),
    [
        ("foi", "2026-02-02", [("clarification_received", "2026-02-01")], "before the day of"),
        (
            "foi",
            "2026-02-02",
            [("clarification_received", "2026-02-10"), ("clarification_asked", "2026-02-23")],
            "comes before clarification_asked on Mon 23 February 2026",
        ),
        ("foi", "2026-02-02", [("fee_received", "2026-02-10")], "has no fees_notice before it"),
        ("foi", "2026-02-02", [("identity_asked", "2026-02-10")], "does not move the clock of foi"),
        ("eir", "2026-02-02", [("clarification_received", "2026-02-10")], "particulars_received"),
        ("eir-review", "2026-02-02", [("extended", "2026-02-10")], "nothing that happens later"),
        ("dp-complaint", "2026-07-02", [("extended", "2026-07-10")], "does not move the clock"),
        (
            "fio",
            "2026-02-02",
            [],
            "'fio' is not a regime: use foi, foi-review, eir, eir-review, sar, dp-complaint, agenda, "
            "key-decision, private-meeting, private-meeting-again, call-in, interests, vacancy, six-month, "
            "complaint-lgsco, complaint-housing, complaint-children or complaint-adult.",
        ),
        ("f\nio", "2026-02-02", [], "'f?io' is not a regime"),
        ("sar", "2026-04-13", [("identity_received", "9999-12-31")], "after the calendar ends"),
        ("foi", "2090-12-31", [("clarification_received", "2095-12-31")], "calendar ends on"),
        ("foi", "1999-12-31", [], "from 2000 to 2090"),
        ("foi", "2091-01-01", [], "from 2000 to 2090"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    ask: Ask, regime: str, received: str, happened: list[tuple[str, str]], said: str
) -> None:
    with pytest.raises(ClockError) as refusal:
        ask(regime, received, *happened)

    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_time_of_day_is_refused_because_a_day_ends_at_midnight(calendar: Calendar) -> None:
    noon = datetime(2026, 2, 2, 12, 0)

    with pytest.raises(ClockError, match="not a date and time"):
        deadline("foi", received=noon, calendar=calendar)
    with pytest.raises(ClockError, match="needs a date"):
        deadline(
            "foi",
            received=date(2026, 2, 2),
            events=[ClockEvent("clarification_received", noon)],
            calendar=calendar,
        )


def test_a_second_question_while_waiting_is_part_of_the_first(ask: Ask) -> None:
    once = ask("foi", "2026-02-02", fees_notice="2026-02-12", fee_received="2026-02-26")
    reminded = ask(
        "foi",
        "2026-02-02",
        ("fees_notice", "2026-02-12"),
        ("fees_notice", "2026-02-19"),
        ("fee_received", "2026-02-26"),
    )

    assert reminded.due == once.due


def test_asking_again_on_the_day_of_the_answer_waits_again(ask: Ask) -> None:
    result = ask(
        "sar",
        "2026-04-13",
        ("clarification_asked", "2026-04-20"),
        ("clarification_received", "2026-04-23"),
        ("clarification_asked", "2026-04-23"),
    )

    assert (result.due, result.waiting_for) == (None, "the requester's clarification")


def test_each_answer_to_a_new_question_restarts_the_clock(ask: Ask) -> None:
    result = ask(
        "foi",
        "2026-02-02",
        ("clarification_asked", "2026-02-03"),
        ("clarification_received", "2026-02-09"),
        ("clarification_asked", "2026-02-10"),
        ("clarification_received", "2026-02-23"),
    )

    assert result.due == date(2026, 3, 24)
    assert [s.kind for s in result.steps][1:3] == ["superseded", "restarted"]


def test_a_fee_from_before_the_clarification_no_longer_matters(ask: Ask) -> None:
    result = ask(
        "foi",
        "2026-02-02",
        fees_notice="2026-02-03",
        fee_received="2026-02-06",
        clarification_asked="2026-02-09",
        clarification_received="2026-02-23",
    )

    assert result.due == date(2026, 3, 24)


def test_a_request_seen_under_another_law_keeps_what_happened() -> None:
    events = [
        ClockEvent("clarification_received", date(2026, 2, 23), "by telephone"),
        ClockEvent("identity_asked", date(2026, 2, 24)),
    ]
    environmental = rule_in_force("eir", date(2026, 2, 2))

    kept = named_for(environmental.event_names, events)

    assert kept == (ClockEvent("particulars_received", date(2026, 2, 23), "by telephone"),)
