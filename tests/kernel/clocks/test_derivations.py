"""The reasons given for a date: sentences a lay reader can check against a wall calendar."""

from __future__ import annotations

import json
from datetime import date

from guildhall.kernel.clocks import Result
from tests.kernel.clocks.conftest import Ask


def told(result: Result) -> list[str]:
    return [step.text for step in result.steps]


def test_a_plain_request_is_explained_day_by_day(ask: Ask) -> None:
    assert told(ask("foi", "2026-06-12")) == [
        "The request was received on Fri 12 June 2026",
        "Sat 13 and Sun 14 June 2026 are not counted: weekend, FOIA s.10(6)",
        "Mon 15 June 2026 is not counted: bank holiday in Scotland, FOIA s.10(6)",
        "Tue 16 to Fri 19 June 2026 are working days 1 to 4",
        "Sat 20 and Sun 21 June 2026 are not counted: weekend, FOIA s.10(6)",
        "Mon 22 to Fri 26 June 2026 are working days 5 to 9",
        "Sat 27 and Sun 28 June 2026 are not counted: weekend, FOIA s.10(6)",
        "Mon 29 June to Fri 3 July 2026 are working days 10 to 14",
        "Sat 4 and Sun 5 July 2026 are not counted: weekend, FOIA s.10(6)",
        "Mon 6 to Fri 10 July 2026 are working days 15 to 19",
        "Sat 11 and Sun 12 July 2026 are not counted: weekend, FOIA s.10(6)",
        "Mon 13 July 2026 is not counted: bank holiday in Northern Ireland, FOIA s.10(6)",
        "Tue 14 July 2026 is working day 20",
        "The answer is due by the end of Tue 14 July 2026, working day 20",
        "If more time is needed the council must say so by Tue 14 July 2026",
    ]


def test_the_restart_is_told_before_the_new_count(ask: Ask) -> None:
    told_first = told(ask("foi", "2026-06-12", clarification_received="2026-06-20"))[1]

    assert told_first == (
        "The requester's clarification came on Sat 20 June 2026: the count starts again from that day"
    )


def test_the_days_waiting_for_a_fee_are_told_in_one_sentence(ask: Ask) -> None:
    result = ask("foi", "2026-02-02", fees_notice="2026-02-12", fee_received="2026-02-26")

    assert (
        "Thu 12 to Thu 26 February 2026 (15 days) are not counted: waiting for the fee, FOIA s.9(2), s.10(2)"
    ) in told(result)


def test_an_unpaid_fee_says_until_when_it_may_be_paid(ask: Ask) -> None:
    assert told(ask("foi", "2026-02-02", fees_notice="2026-02-12"))[1:] == [
        "The council asked for the fee on Thu 12 February 2026 and has not had it: "
        "no day is due until it comes",
        "If it is not paid by Mon 11 May 2026 the council need not answer",
    ]


def test_a_month_is_told_from_date_to_date(ask: Ask) -> None:
    assert told(ask("sar", "2026-01-31"))[1:3] == [
        "1 month from Sat 31 January 2026 runs to the end of Sat 28 February 2026, "
        "the last of February, which has no 31st",
        "Sat 28 February and Sun 1 March 2026 are not working (Saturday and Sunday): "
        "the time runs on to the next working day",
    ]


def test_a_pause_in_a_month_says_where_the_last_day_goes(ask: Ask) -> None:
    result = ask(
        "sar",
        "2026-04-13",
        clarification_asked="2026-04-20",
        clarification_received="2026-04-21",
    )

    assert told(result)[1:4] == [
        "1 month from Mon 13 April 2026 runs to the end of Wed 13 May 2026",
        "Mon 20 and Tue 21 April 2026 (2 days) are not counted: waiting for the requester's "
        "clarification, UK GDPR Art.12A. The last day becomes Fri 15 May 2026",
        "The answer is due by the end of Fri 15 May 2026",
    ]


def test_the_strip_numbers_what_counts_and_names_what_does_not(ask: Ask) -> None:
    result = ask("foi", "2026-06-12")
    strip = {day.on: day for day in result.days}

    assert (result.days[0].on, result.days[-1].on) == (date(2026, 6, 12), date(2026, 7, 14))
    assert [day.number for day in result.days if day.counted] == list(range(1, 21))
    assert strip[date(2026, 6, 15)].why == (
        "bank holiday in Scotland: Scotland's participation in the FIFA World Cup final"
    )
    assert strip[date(2026, 6, 14)].why == "Sunday"


def test_the_strip_of_a_month_shows_pauses_and_the_days_rolled_over(ask: Ask) -> None:
    paused = ask(
        "sar",
        "2026-04-13",
        clarification_asked="2026-04-20",
        clarification_received="2026-04-21",
    )
    rolled = ask("sar", "2026-01-31")

    assert [day.on.day for day in paused.days if not day.counted] == [20, 21]
    assert paused.days[-1].number == 31
    assert [(day.on.day, day.counted) for day in rolled.days[-3:]] == [
        (28, True),
        (1, False),
        (2, False),
    ]


def test_the_strip_begins_at_receipt_even_when_the_count_began_again(ask: Ask) -> None:
    result = ask("foi", "2026-06-12", clarification_received="2026-06-20")

    assert [day.counted for day in result.days[:9]] == [False] * 9
    assert result.days[0].why == "before the count started"
    assert result.days[8].why == "the count starts after this day"


def test_the_answer_as_json_holds_all_that_is_needed_to_explain_it(ask: Ask) -> None:
    answer = json.loads(json.dumps(ask("foi", "2026-06-12").as_json()))

    assert answer["regime"] == "foi"
    assert answer["due"] == "2026-07-14"
    assert answer["waiting_for"] is None
    assert answer["law"] == ["FOIA s.10(1)", "FOIA s.10(6)"]
    assert answer["provisional"] is False
    assert answer["rule_version"] == "foi@2005-01-01/1"
    assert answer["calendar_version"] == "0.109"
    assert answer["steps"][2] == {
        "on": "2026-06-15",
        "until": "2026-06-15",
        "kind": "not-counted",
        "text": "Mon 15 June 2026 is not counted: bank holiday in Scotland, FOIA s.10(6)",
        "law": "FOIA s.10(6)",
    }


def test_the_reason_given_for_an_extension_is_repeated(ask: Ask) -> None:
    assert (
        "the public interest is still being weighed"
        in told(ask("foi", "2026-03-02", extended="2026-03-20"))[1]
    )
