"""Complaints: acknowledged first, answered from there, each stage by the law or the policy of its day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guildhall.kernel.clocks import ENGLAND_AND_WALES, ClockError, ClockEvent, Result, at_stage, deadline
from guildhall.kernel.clocks import load_calendar as load
from guildhall.kernel.clocks import rule_in_force as rule
from guildhall.kernel.clocks.cli import main
from guildhall.kernel.clocks.complaint_regimes import CODES_OF_2024
from guildhall.kernel.clocks.policies import EXAMPLE, read_policies
from tests.kernel.clocks.conftest import Ask

CALENDAR = load()
CODES = ("complaint-lgsco", "complaint-housing")
STAGES = [
    *((code, stage) for code in CODES for stage in (1, 2)),
    *(("complaint-children", stage) for stage in (1, 2, 3)),
    ("complaint-adult", 1),
]
regimes = st.sampled_from(STAGES)
received_on = st.dates(date(2012, 4, 1), date(2031, 6, 30))


def day(text: str) -> date:
    return date.fromisoformat(text)


def asked(regime: str, stage: int, received: date, *events: ClockEvent) -> Result:
    return deadline(at_stage(regime, stage), received=received, events=events, calendar=CALENDAR)


# --- law/cases.md 3.6 and the shared vectors ---------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_complaint_acknowledged_on_the_last_day_is_answered_from_then(ask: Ask, code: str) -> None:
    acknowledged = {"acknowledged": "2026-04-07"}

    assert ask(code, "2026-03-27").acknowledge_by == day("2026-04-07")
    assert ask(code, "2026-03-27", **acknowledged).due == day("2026-04-21")
    assert ask(code, "2026-03-27", **acknowledged, extended="2026-04-21").due == day("2026-05-06")


@pytest.mark.parametrize(
    ("received", "acknowledged", "due"),
    [
        ("2026-06-12", "2026-06-12", "2026-06-26"),  # Scotland's 15 June counts here
        ("2026-06-12", "2026-06-19", "2026-07-03"),
        ("2026-12-21", "2026-12-30", "2027-01-14"),
    ],
)
def test_stage_1_is_due_ten_working_days_after_the_acknowledgement(
    ask: Ask, received: str, acknowledged: str, due: str
) -> None:
    assert ask("complaint-lgsco", received, acknowledged=acknowledged).due == day(due)


@pytest.mark.parametrize(
    ("received", "acknowledge_by"),
    [("2026-03-27", "2026-04-07"), ("2026-06-12", "2026-06-19"), ("2026-12-21", "2026-12-30")],
)
def test_a_complaint_is_acknowledged_in_five_working_days(
    ask: Ask, received: str, acknowledge_by: str
) -> None:
    assert ask("complaint-lgsco", received).acknowledge_by == day(acknowledge_by)
    assert ask("complaint-lgsco-ack", received).due == day(acknowledge_by)


@pytest.mark.parametrize("code", CODES)
def test_stage_2_is_acknowledged_in_five_days_and_answered_in_twenty_more(ask: Ask, code: str) -> None:
    second = at_stage(code, 2)

    assert ask(second, "2026-04-20").acknowledge_by == day("2026-04-27")
    assert ask(second, "2026-04-20", acknowledged="2026-04-27").due == day("2026-05-27")
    extended = ask(second, "2026-04-20", acknowledged="2026-04-27", extended="2026-05-20")
    assert extended.due == day("2026-06-24")


def test_an_investigation_for_a_child_takes_25_working_days_and_never_more_than_65(ask: Ask) -> None:
    second = at_stage("complaint-children", 2)

    assert ask(second, "2026-03-02").due == day("2026-04-08")
    assert ask(second, "2026-03-02").limit == day("2026-06-05")
    assert ask(second, "2026-03-02", extended="2026-04-08").due == day("2026-06-05")


def test_a_child_is_answered_in_ten_working_days_and_a_panel_meets_in_thirty(ask: Ask) -> None:
    assert ask("complaint-children", "2026-03-02").due == day("2026-03-16")
    assert ask("complaint-children", "2026-03-02", extended="2026-03-16").due == day("2026-03-30")
    assert ask(at_stage("complaint-children", 3), "2026-03-02").due == day("2026-04-15")


def test_adult_social_care_has_three_days_to_acknowledge_and_half_a_year_at_the_longest(ask: Ask) -> None:
    result = ask("complaint-adult", "2026-03-02")

    assert (result.acknowledge_by, result.due) == (day("2026-03-05"), day("2026-09-02"))
    assert result.target == day("2026-09-01")
    late = ask("complaint-adult", "2026-03-02", acknowledged="2026-03-20")
    assert late.due == result.due, "the half year runs from the day it came"


# --- law by its day ---------------------------------------------------------------------------


def test_a_complaint_of_2017_is_judged_by_the_council_s_own_policy_of_then(ask: Ask) -> None:
    result = ask("complaint-lgsco", "2017-06-12", acknowledged="2017-06-19")

    assert "the council’s own" in result.law[0]
    assert result.due == day("2017-07-03"), "15 working days from receipt, whenever it was acknowledged"
    assert result.rule_version == "complaint-lgsco@2017-04-01/1"
    assert rule("complaint-lgsco", day("2024-03-31")).in_force == day("2017-04-01")
    assert rule("complaint-lgsco", CODES_OF_2024).law == "LGSCO Complaint Handling Code 2024"


def test_a_council_writes_down_what_it_promised(tmp_path: Path) -> None:
    own = tmp_path / "complaints-policy.toml"
    own.write_text(EXAMPLE.read_text(encoding="utf-8").replace('"receipt"', '"acknowledgement"'), "utf-8")

    first = next(read_policies(own, before=CODES_OF_2024))[0]

    assert first.acknowledgement is not None
    assert first.acknowledgement.starts


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("2017-04-01", "2024-04-01", "from Mon 1 April 2024 the Codes apply"),
        ('"receipt"', '"yesterday"', "counts_from is one of receipt and acknowledgement"),
        ("acknowledged_in = 5", "", "'acknowledged_in' is missing"),
        ("[[policy]]", "[policy", "complaints-policy.toml"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    own = tmp_path / "complaints-policy.toml"
    own.write_text(EXAMPLE.read_text(encoding="utf-8").replace(wrong, right), "utf-8")

    with pytest.raises(ClockError) as refusal:
        list(read_policies(own, before=CODES_OF_2024))

    assert said in str(refusal.value)


# --- how it is asked and explained -----------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "stage", "said"),
    [
        ("complaint-adult", 2, "complaint-adult has no stage 2: it has one stage."),
        ("complaint-lgsco", 3, "complaint-lgsco has no stage 3: it has stage 1 and stage 2."),
        ("foi", 1, "foi has no stage 1: its law knows no stages."),
    ],
)
def test_a_stage_that_is_not_there_is_named(regime: str, stage: int, said: str) -> None:
    with pytest.raises(ClockError) as refusal:
        at_stage(regime, stage)

    assert str(refusal.value) == said


def test_the_command_line_asks_by_stage(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["complaint-lgsco", "--stage", "2", "--received", "2026-04-20", "--json"]
    assert main([*asked, "--event", "acknowledged=2026-04-27"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert (told["regime"], told["stage"]) == ("complaint-lgsco", 2)
    assert (told["acknowledge_by"], told["due"]) == ("2026-04-27", "2026-05-27")
    assert main(["complaint-lgsco", "--stage", "x", "--received", "2026-04-20"]) == 2
    assert "'x' is not a stage" in capsys.readouterr().err


def test_a_batch_asks_by_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "asked.jsonl"
    lines.write_text('{"regime": "complaint-children", "stage": 2, "received": "2026-03-02"}\n', "utf-8")

    assert main(["--batch", str(lines)]) == 0

    assert json.loads(capsys.readouterr().out)["due"] == "2026-04-08"


def test_the_reasons_tell_of_the_acknowledgement(ask: Ask) -> None:
    waiting = [step.text for step in ask("complaint-lgsco", "2026-03-27").steps]
    done = [step.text for step in ask("complaint-lgsco", "2026-03-27", acknowledged="2026-04-09").steps]

    assert waiting[1].startswith("It must be acknowledged by Tue 7 April 2026, within 5 working days")
    assert done[1] == (
        "It was acknowledged on Thu 9 April 2026, after its last day, Tue 7 April 2026: "
        "the 10 working days run from that day"
    )


# --- what is true of every complaint ----------------------------------------------------------


@given(regimes, received_on, st.integers(0, 400))
def test_a_later_complaint_is_never_due_earlier(at: tuple[str, int], earlier: date, gap: int) -> None:
    key, later = at_stage(*at), earlier + timedelta(days=gap)
    assume(rule(key, earlier) is rule(key, later))

    first, second = asked(*at, earlier).due, asked(*at, later).due

    assert first is not None
    assert second is not None
    assert first <= second


@given(regimes, received_on)
def test_an_extension_never_shortens(at: tuple[str, int], received: date) -> None:
    assume(rule(at_stage(*at), received).extension)
    plain = asked(*at, received)
    extended = asked(*at, received, ClockEvent("extended", received))

    assert plain.due is not None
    assert extended.due is not None
    assert plain.due < extended.due
    assert plain.limit in (None, extended.due)


@given(regimes, received_on, st.integers(0, 60), st.integers(0, 60))
def test_acknowledging_later_never_brings_the_answer_forward(
    at: tuple[str, int], received: date, first: int, more: int
) -> None:
    assume(rule(at_stage(*at), received).acknowledgement)
    sooner = asked(*at, received, ClockEvent("acknowledged", received + timedelta(days=first)))
    later = asked(*at, received, ClockEvent("acknowledged", received + timedelta(days=first + more)))

    assert sooner.due is not None
    assert later.due is not None
    assert sooner.due <= later.due


@given(st.sampled_from(STAGES[:7]), received_on)
def test_a_complaint_is_due_on_a_day_the_council_works(at: tuple[str, int], received: date) -> None:
    result = asked(*at, received)

    assert result.due is not None
    assert CALENDAR.is_working(result.due, ENGLAND_AND_WALES)
    assert result.acknowledge_by is None or result.acknowledge_by <= result.due


@given(regimes, received_on, st.integers(0, 5))
def test_acknowledged_in_time_it_is_answered_no_later_than_was_reckoned(
    at: tuple[str, int], received: date, days: int
) -> None:
    before = asked(*at, received)
    assume(before.acknowledge_by)
    on = received + timedelta(days=days)
    assume(before.acknowledge_by is not None and on <= before.acknowledge_by)

    after = asked(*at, received, ClockEvent("acknowledged", on))

    assert after.due is not None
    assert before.due is not None
    assert after.due <= before.due
