"""Freedom of information and environmental information: twenty working days, and exceptions."""

from __future__ import annotations

from datetime import date

import pytest

from guildhall.kernel.clocks import ANY_UK, ENGLAND_AND_WALES, Calendar, ClockError
from tests.kernel.clocks.conftest import Ask


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "due", "because"),
    [
        ("2008-10-01", "2008-10-29", "no holiday in between"),
        ("2007-02-01", "2007-03-01", "February of 28 days"),
        ("2008-02-01", "2008-02-29", "February of 29 days"),
        ("2009-03-12", "2009-04-14", "St Patrick's Day in Northern Ireland, and Easter"),
        ("2009-03-13", "2009-04-15", "a Friday"),
        ("2009-03-14", "2009-04-15", "a Saturday is as good as the Friday before"),
        ("2009-03-15", "2009-04-15", "a Sunday too"),
        ("2009-03-16", "2009-04-16", "a Monday"),
        ("2017-05-18", "2017-06-16", "the late spring holiday"),
        ("2021-05-01", "2021-06-01", "two holidays in May"),
        ("2021-07-03", "2021-08-03", "the Twelfth in Northern Ireland, August in Scotland"),
        ("2023-11-27", "2023-12-28", "St Andrew's Day"),
        ("2014-07-07", "2014-08-06", "14 July in Northern Ireland, 4 August in Scotland"),
        ("2022-07-11", "2022-08-10", "12 July in Northern Ireland, 1 August in Scotland"),
        ("2022-08-22", "2022-09-21", "the Queen's funeral"),
        ("2025-12-22", "2026-01-23", "2 January in Scotland"),
        ("2025-12-24", "2026-01-27", "2 January in Scotland"),
        ("2026-03-16", "2026-04-16", "17 March in Northern Ireland, and Easter"),
        ("2026-05-18", "2026-06-17", "15 June 2026 in Scotland"),
        ("2026-05-27", "2026-06-25", "15 June 2026 in Scotland"),
        ("2026-06-12", "2026-07-14", "15 June in Scotland, 13 July in Northern Ireland"),
        ("2026-06-13", "2026-07-14", "a Saturday"),
        ("2026-06-15", "2026-07-14", "received on a holiday"),
        ("2026-07-31", "2026-09-01", "3 August in Scotland, 31 August elsewhere"),
        ("2026-12-24", "2027-01-27", "the Scottish substitute on 4 January"),
        ("2027-12-24", "2028-01-27", "the Scottish substitute on 4 January"),
        ("2026-02-06", "2026-03-06", "23:59 on Friday is still Friday (Berend)"),
        ("2026-02-07", "2026-03-06", "00:01 on Saturday gives the same day"),
    ],
)
def test_an_answer_is_due_on_the_twentieth_working_day(
    ask: Ask, received: str, due: str, because: str
) -> None:
    assert ask("foi", received).due == day(due), because


def test_clarification_restarts_the_clock(ask: Ask) -> None:
    result = ask(
        "foi",
        "2026-02-02",
        clarification_asked="2026-02-10",
        clarification_received="2026-02-23",
    )

    assert result.due == day("2026-03-24")
    assert "FOIA s.1(3), s.10(6)" in result.law


def test_no_day_is_due_while_the_council_waits_for_clarification(ask: Ask) -> None:
    result = ask("foi", "2026-02-02", clarification_asked="2026-02-10")

    assert result.due is None
    assert result.waiting_for == "the requester's clarification"
    assert result.days == ()


def test_the_days_from_fees_notice_to_payment_do_not_count(ask: Ask) -> None:
    unpaid = ask("foi", "2026-02-02", fees_notice="2026-02-12")
    paid = ask("foi", "2026-02-02", fees_notice="2026-02-12", fee_received="2026-02-26")

    assert ask("foi", "2026-02-02").due == day("2026-03-02")
    assert (unpaid.due, unpaid.waiting_for) == (None, "the fee")
    assert unpaid.lapses_on == day("2026-05-11")
    assert (paid.due, paid.lapses_on) == (day("2026-03-18"), None)


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ("2026-02-12", "2026-05-11"),
        ("2026-03-02", "2026-06-01"),
        ("2025-11-28", "2026-02-27"),
        ("2025-12-01", "2026-02-28"),
        ("2025-11-30", "2026-02-28"),
    ],
)
def test_three_months_beginning_with_a_day_end_on_the_day_before_its_date(
    ask: Ask, given: str, last: str
) -> None:
    assert ask("foi", given, fees_notice=given).lapses_on == day(last)


def test_nothing_is_due_when_the_fee_comes_after_three_months(ask: Ask) -> None:
    in_time = ask("foi", "2026-02-02", fees_notice="2026-02-12", fee_received="2026-05-11")
    too_late = ask("foi", "2026-02-02", fees_notice="2026-02-12", fee_received="2026-05-12")

    assert in_time.due is not None
    assert too_late.due is None
    assert too_late.waiting_for is None
    assert too_late.statement is not None
    assert "no longer obliged" in too_late.statement


def test_a_fees_notice_after_the_time_is_out_stops_nothing(ask: Ask) -> None:
    late = ask("foi", "2026-02-02", fees_notice="2026-03-03")
    paid_at_leisure = ask("foi", "2026-02-02", fees_notice="2026-03-03", fee_received="2026-12-01")

    assert late.due == paid_at_leisure.due == day("2026-03-02")
    assert "stops nothing" in "; ".join(step.text for step in late.steps)


def test_weighing_the_public_interest_may_take_forty_working_days(ask: Ask) -> None:
    result = ask("foi", "2026-03-02", extended="2026-03-20")

    assert result.due == day("2026-04-30")


def test_the_requester_must_be_told_of_an_extension_before_day_twenty_ends(ask: Ask) -> None:
    last_moment = ask("foi", "2026-03-02", extended="2026-03-31")

    assert last_moment.notice_by == day("2026-03-31")
    with pytest.raises(ClockError, match="too late: the requester must be told by Tue 31 March"):
        ask("foi", "2026-03-02", extended="2026-04-01")


def test_an_internal_review_takes_twenty_days_and_never_more_than_forty(ask: Ask) -> None:
    result = ask("foi-review", "2026-03-27")

    assert (result.due, result.limit) == (day("2026-04-28"), day("2026-05-28"))
    assert ask("foi-review", "2026-03-27", extended="2026-04-20").due == day("2026-05-28")


def test_requests_are_aggregated_over_sixty_working_days(calendar: Calendar) -> None:
    first_day_counts = calendar.add_working_days(day("2026-02-02"), 60, ANY_UK)

    assert first_day_counts == day("2026-04-30")


def test_environmental_information_has_twenty_days_and_forty_when_large(ask: Ask) -> None:
    assert ask("eir", "2026-02-02").due == day("2026-03-02")
    assert ask("eir", "2026-02-02", extended="2026-02-20").due == day("2026-03-31")


def test_particulars_restart_the_clock_of_an_environmental_request(ask: Ask) -> None:
    assert ask("eir", "2026-02-02", particulars_received="2026-02-23").due == day("2026-03-24")


def test_an_advance_payment_may_take_sixty_working_days(ask: Ask) -> None:
    unpaid = ask("eir", "2026-02-02", fees_notice="2026-02-12")
    paid = ask("eir", "2026-02-02", fees_notice="2026-02-12", fee_received="2026-02-26")

    assert (unpaid.waiting_for, unpaid.lapses_on) == ("the advance payment", day("2026-05-13"))
    assert paid.due == day("2026-03-18")


def test_representations_are_decided_in_forty_working_days(ask: Ask) -> None:
    assert ask("eir-review", "2026-03-20").due == day("2026-05-20")


def test_a_holiday_only_scotland_keeps_counts_for_information_law_alone(
    calendar: Calendar,
) -> None:
    world_cup = day("2026-06-15")

    assert calendar.why_not(world_cup, ANY_UK) == "bank holiday in Scotland"
    assert calendar.is_working(world_cup, ENGLAND_AND_WALES)


@pytest.mark.parametrize("regime", ["foi", "foi-review", "eir", "eir-review"])
def test_nobody_could_ask_before_the_acts_were_in_force(ask: Ask, regime: str) -> None:
    with pytest.raises(ClockError, match=r"before the law began: .* from Sat 1 January 2005"):
        ask(regime, "2004-12-31")
