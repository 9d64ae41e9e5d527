"""Subject access and data protection complaints: months, days, and which Act it was that year."""

from __future__ import annotations

from datetime import date

import pytest

from guildhall.kernel.clocks import ClockError
from tests.kernel.clocks.conftest import Ask


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "due", "because"),
    [
        ("2018-09-03", "2018-10-03", "the same date next month"),
        ("2019-09-27", "2019-10-28", "27 October is a Sunday"),
        ("2019-04-06", "2019-05-07", "6 May is the early May holiday"),
        ("2024-11-25", "2024-12-27", "25 and 26 December"),
        ("2024-01-01", "2024-02-01", "a holiday is a day of receipt like any other"),
        ("2026-01-01", "2026-02-02", "1 February is a Sunday"),
        ("2025-01-31", "2025-02-28", "February has no 31st"),
        ("2024-01-31", "2024-02-29", "a leap year's February has no 31st"),
        ("2026-01-29", "2026-03-02", "28 February is a Saturday"),
        ("2026-01-30", "2026-03-02", "28 February is a Saturday"),
        ("2026-01-31", "2026-03-02", "28 February is a Saturday"),
        ("2026-03-06", "2026-04-07", "Easter Monday, which Scotland does not keep"),
        ("2026-11-25", "2026-12-29", "25 and 28 December"),
    ],
)
def test_personal_data_is_due_at_the_end_of_the_same_date_next_month(
    ask: Ask, received: str, due: str, because: str
) -> None:
    assert ask("sar", received).due == day(due), because


@pytest.mark.parametrize(("answered", "due"), [("2026-04-20", "2026-05-14"), ("2026-04-21", "2026-05-15")])
def test_the_day_of_asking_and_the_day_of_answering_do_not_count(ask: Ask, answered: str, due: str) -> None:
    result = ask("sar", "2026-04-13", clarification_asked="2026-04-20", clarification_received=answered)

    assert result.due == day(due)


def test_a_long_wait_for_clarification_moves_the_day_by_as_much(ask: Ask) -> None:
    result = ask(
        "sar",
        "2026-04-13",
        clarification_asked="2026-04-20",
        clarification_received="2026-05-05",
    )

    assert (result.due, result.notice_by) == (day("2026-05-29"), day("2026-05-29"))


def test_an_extension_makes_it_three_months_from_the_start(ask: Ask) -> None:
    asked = {"clarification_asked": "2026-04-20", "clarification_received": "2026-04-21"}

    told_on_the_last_day = ask("sar", "2026-04-13", extended="2026-05-15", **asked)

    assert told_on_the_last_day.due == day("2026-07-15")
    assert told_on_the_last_day.notice_by == day("2026-05-15")
    with pytest.raises(ClockError, match="must be told by Fri 15 May 2026"):
        ask("sar", "2026-04-13", extended="2026-05-16", **asked)


def test_only_one_extension_is_allowed(ask: Ask) -> None:
    with pytest.raises(ClockError, match="one extension"):
        ask("sar", "2026-04-13", ("extended", "2026-04-20"), ("extended", "2026-04-27"))


def test_time_runs_from_the_day_identity_is_proved(ask: Ask) -> None:
    proved = ask("sar", "2026-03-02", identity_asked="2026-03-03", identity_received="2026-03-17")
    unproved = ask("sar", "2026-03-02", identity_asked="2026-03-03")

    assert proved.due == day("2026-04-17")
    assert (unproved.due, unproved.waiting_for) == (None, "proof of identity")


def test_two_things_awaited_are_both_named(ask: Ask) -> None:
    result = ask("sar", "2026-03-02", identity_asked="2026-03-03", clarification_asked="2026-03-03")

    assert result.waiting_for == "proof of identity and the requester's clarification"


def test_the_council_aims_for_the_day_the_statute_gives_to_the_letter(ask: Ask) -> None:
    assert ask("sar", "2026-03-06").target == day("2026-04-05")
    assert ask("sar", "2026-01-31").target == day("2026-02-28")


def test_before_article_12a_the_day_of_the_answer_counted_again(ask: Ask) -> None:
    asked = {"clarification_asked": "2026-02-10", "clarification_received": "2026-02-11"}

    assert ask("sar", "2026-02-04", **asked).due == day("2026-03-05")
    assert ask("sar", "2026-02-05", **asked).due == day("2026-03-09")


def test_under_the_first_gdpr_guidance_clarification_started_the_month(ask: Ask) -> None:
    result = ask(
        "sar",
        "2019-06-03",
        clarification_asked="2019-06-05",
        clarification_received="2019-06-19",
    )

    assert result.due == day("2019-07-19")


def test_before_25_may_2018_the_1998_act_gave_forty_days_from_the_fee(ask: Ask) -> None:
    last_of_the_old_law = ask("sar", "2018-05-24")
    first_of_the_new = ask("sar", "2018-05-25")
    fee_later = ask("sar", "2017-11-25", fees_notice="2017-11-28", fee_received="2017-12-01")

    assert (last_of_the_old_law.target, last_of_the_old_law.due) == (
        day("2018-07-02"),
        day("2018-07-03"),
    )
    assert "DPA 1998 s.7(8), (10)" in last_of_the_old_law.law
    assert first_of_the_new.due == day("2018-06-25")
    assert fee_later.due == day("2018-01-10")


def test_the_1998_act_knew_no_extension(ask: Ask) -> None:
    with pytest.raises(ClockError, match="'extended' does not move the clock of sar"):
        ask("sar", "2018-05-24", extended="2018-06-01")


def test_there_was_no_subject_access_before_march_2000(ask: Ask) -> None:
    with pytest.raises(ClockError, match="before the law began"):
        ask("sar", "2000-02-29")


@pytest.mark.parametrize(
    ("received", "due", "to_the_letter"),
    [
        ("2026-06-19", "2026-07-20", "2026-07-18"),
        ("2026-06-20", "2026-07-20", "2026-07-19"),
        ("2026-07-16", "2026-08-17", "2026-08-14"),
        ("2026-12-01", "2026-12-31", "2026-12-30"),
    ],
)
def test_a_data_protection_complaint_is_acknowledged_within_thirty_days(
    ask: Ask, received: str, due: str, to_the_letter: str
) -> None:
    result = ask("dp-complaint", received)

    assert (result.due, result.target) == (day(due), day(to_the_letter))


def test_a_complaint_before_19_june_2026_has_no_statutory_day_and_says_so(ask: Ask) -> None:
    result = ask("dp-complaint", "2026-06-18")

    assert (result.due, result.waiting_for) == (None, None)
    assert result.statement is not None
    assert "No law set a time" in result.statement
    assert "No law set a time" in result.steps[-1].text
