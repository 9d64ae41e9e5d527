"""What must be true of every deadline, whatever the dates (law/cases.md 3.6, last paragraph).

200 cases each; 10,000 with GUILDHALL_PROOF=1.
"""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guildhall.kernel.clocks import (
    ANY_UK,
    ENGLAND_AND_WALES,
    Calendar,
    ClockEvent,
    Result,
    Rule,
    deadline,
    load_calendar,
    rule_in_force,
)

CALENDAR = load_calendar()
COUNTED_IN_WORKING_DAYS = ("foi", "foi-review", "eir", "eir-review")
PAUSES = {
    "foi": ("fees_notice", "fee_received"),
    "eir": ("fees_notice", "fee_received"),
    "sar": ("clarification_asked", "clarification_received"),
}
FIRST, LAST = date(2005, 1, 1), date(2031, 12, 31)
ARTICLE_12A = date(2026, 2, 5)

regimes = st.sampled_from(["foi", "foi-review", "eir", "eir-review", "sar", "dp-complaint"])
received_on = st.dates(FIRST, LAST)
Events = tuple[ClockEvent, ...]


def days(number: int) -> timedelta:
    return timedelta(days=number)


@st.composite
def questions(draw: st.DrawFn, rule: Rule, received: date) -> Events:
    """Some of the rule's questions, each asked and answered up to twice, perhaps extended."""
    events: list[ClockEvent] = []
    for wait in rule.waits:
        on = received
        for _ in range(draw(st.integers(0, 2))):
            asked = on + days(draw(st.integers(0, 25)))
            on = asked + days(draw(st.integers(0, 40)))
            events += [ClockEvent(wait.asked, asked), ClockEvent(wait.received, on)]
    if rule.extension and draw(st.booleans()):
        events.append(ClockEvent("extended", received))
    return tuple(events)


@st.composite
def requests(draw: st.DrawFn, regimes: st.SearchStrategy[str] = regimes) -> Result:
    """A request under some law with something having happened to it."""
    regime, received = draw(regimes), draw(received_on)
    events = draw(questions(rule_in_force(regime, received), received))
    return deadline(regime, received=received, events=events, calendar=CALENDAR)


def events_of(result: Result) -> list[ClockEvent]:
    """The events a result was reckoned from, told again."""
    told = [ClockEvent(a.wait.asked, a.asked) for a in result.history.asked if a.asked]
    told += [ClockEvent(a.wait.received, a.received) for a in result.history.asked if a.received]
    return told + ([result.history.extended] if result.history.extended else [])


def again(result: Result, events: list[ClockEvent], calendar: Calendar = CALENDAR) -> Result:
    return deadline(result.regime, received=result.received, events=events, calendar=calendar)


@given(requests())
def test_the_day_due_is_always_a_working_day(result: Result) -> None:
    assume(result.due is not None)
    assume(result.rule.law != "DPA 1998 s.7(8), (10)")  # the 1998 Act's forty days did not roll on

    assert result.due is not None
    assert result.calendar.is_working(result.due, result.rule.region)


@given(regimes, received_on, st.integers(0, 400))
def test_what_comes_later_is_never_due_earlier_under_the_same_law(
    regime: str, earlier: date, gap: int
) -> None:
    later = earlier + days(gap)
    assume(rule_in_force(regime, earlier) is rule_in_force(regime, later))
    first = deadline(regime, received=earlier, calendar=CALENDAR)
    second = deadline(regime, received=later, calendar=CALENDAR)
    assume(first.due is not None)

    assert first.due is not None
    assert second.due is not None
    assert first.due <= second.due


@given(received_on, st.integers(1, 65))
def test_a_holiday_anywhere_in_the_uk_only_ever_gives_more_time(received: date, n: int) -> None:
    anywhere = CALENDAR.add_working_days(received, n, ANY_UK)

    assert anywhere >= CALENDAR.add_working_days(received, n, ENGLAND_AND_WALES)


@given(received_on, st.integers(0, 200), st.booleans())
def test_a_restart_never_brings_the_day_forward(received: date, later: int, environmental: bool) -> None:
    regime = "eir" if environmental else "foi"
    answer = "particulars_received" if environmental else "clarification_received"
    original = deadline(regime, received=received, calendar=CALENDAR)
    restarted = again(original, [ClockEvent(answer, received + days(later))])

    assert original.due is not None
    assert restarted.due is not None
    assert restarted.due >= original.due
    if later:
        fresh = deadline(regime, received=received + days(later), calendar=CALENDAR)
        assert restarted.due == fresh.due


@given(
    st.sampled_from(sorted(PAUSES)),
    st.dates(ARTICLE_12A, LAST),
    st.lists(st.integers(0, 60), min_size=4, max_size=4).map(sorted),
)
def test_splitting_a_pause_never_lengthens_the_time(regime: str, received: date, offsets: list[int]) -> None:
    asked, received_name = PAUSES[regime]
    a, b, c, d = (received + days(offset) for offset in offsets)
    assume(a < b < c < d)
    whole = [ClockEvent(asked, a), ClockEvent(received_name, d)]
    split = [
        ClockEvent(asked, a),
        ClockEvent(received_name, b),
        ClockEvent(asked, c),
        ClockEvent(received_name, d),
    ]

    one = deadline(regime, received=received, events=whole, calendar=CALENDAR)
    two = deadline(regime, received=received, events=split, calendar=CALENDAR)

    assume(one.due is not None)
    assert one.due is not None
    assert two.due is not None
    assert two.due <= one.due


@given(requests(), st.integers(0, 120), st.sampled_from(["ENG", "WLS", "SCT", "NIR", "UK"]))
def test_adding_a_holiday_never_shortens_the_time(result: Result, offset: int, nation: str) -> None:
    assume(result.due is not None)
    more = CALENDAR.with_holiday(result.received + days(offset), nation, "Proclaimed late")

    after = again(result, events_of(result), more)

    assert result.due is not None
    # None: the day moved past a fee that was asked for too late before, and never paid in time.
    assert after.due is None or after.due >= result.due


@given(requests())
def test_reckoning_again_gives_the_same_answer(result: Result) -> None:
    assert again(result, events_of(result)).as_json() == result.as_json()


@given(requests(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_does_not_matter(result: Result, random: object) -> None:
    events = events_of(result)
    random.shuffle(events)  # type: ignore[attr-defined]

    assert again(result, events).as_json() == result.as_json()


@given(requests(st.sampled_from(COUNTED_IN_WORKING_DAYS)))
def test_counting_the_days_one_by_one_gives_the_same_day(result: Result) -> None:
    """An independent count: walk the calendar, skip what does not count, stop at the number."""
    assume(result.due is not None)
    spans = [a.span for a in result.history.asked if a.span]
    number = result.period.number if result.period else 0  # type: ignore[attr-defined]
    day = result.history.start
    while number:
        day += days(1)
        paused = any(first <= day <= last for first, last in spans)
        number -= CALENDAR.is_working(day, ANY_UK) and not paused

    assert day == result.due


@given(requests())
def test_the_derivation_ends_on_the_day_it_derives(result: Result) -> None:
    if result.due is None:
        assert result.days == ()
        assert result.waiting_for or result.statement
        return
    assert [day.on for day in result.days] == [
        result.received + days(n) for n in range((result.due - result.received).days + 1)
    ]
    numbers = [day.number for day in result.days if day.counted]
    assert numbers == list(range(1, len(numbers) + 1))
    assert any(step.kind == "due" and step.on == result.due for step in result.steps)
    assert all(step.text and step.law for step in result.steps)


@pytest.mark.parametrize("regime", ["foi", "sar"])
def test_fifty_thousand_open_requests_are_dated_again_in_a_second_of_work(regime: str) -> None:
    started = time.process_time()
    for offset in range(50_000):
        deadline(regime, received=FIRST + days(offset % 9_000), calendar=CALENDAR)

    assert time.process_time() - started < 1.0, "3 to 7 microseconds each on an idle core"
