"""The shared vectors and gov.uk's own list, read from the folder beside the repository."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guildhall.kernel.clocks import ANY_UK, Calendar, ClockEvent, deadline, load_calendar

REPOSITORY = Path(__file__).resolve().parents[2]
# The repository's parent, or its grandparent when this is a worktree of it.
BESIDE = (REPOSITORY.parent / "shared", REPOSITORY.parent.parent / "shared")
SHARED = next((folder for folder in BESIDE if folder.is_dir()), BESIDE[0])
VECTORS = SHARED / "vectors" / "deadlines.json"
GOV_UK = SHARED / "data" / "01-bank-holidays" / "bank-holidays.json"

# The vectors' names, as our regimes: (regime, whether extended, which date is meant).
NAMES = {
    "FOI20": ("foi", False, "due"),
    "WD20_ANY_UK": ("foi", False, "due"),
    "FOI_PIT_MAX40": ("foi", True, "due"),
    "FOI_IR20": ("foi-review", False, "due"),
    "FOI_IR40": ("foi-review", False, "limit"),
    "EIR20": ("eir", False, "due"),
    "EIR40": ("eir", True, "due"),
    "EIR_REG11_40": ("eir-review", False, "due"),
    "SAR_1M": ("sar", False, "due"),
    "SAR_3M_EXT": ("sar", True, "due"),
    "DP_COMPLAINT_ACK": ("dp-complaint", False, "due"),
    "LGSCO_S1_ACK": ("complaint-lgsco", False, "acknowledge_by"),
    "LGSCO_S2_ACK": ("complaint-lgsco-2", False, "acknowledge_by"),
}
# These say what day it was acknowledged instead of received.
FROM_ACKNOWLEDGEMENT = {
    "LGSCO_S1_RESPONSE_FROM_ACK": "complaint-lgsco",
    "LGSCO_S2_RESPONSE_FROM_ACK": "complaint-lgsco-2",
}
WORKING_DAYS = {"WD10_ANY_UK": 10, "WD30_ANY_UK": 30}
NATIONS = {
    "england-and-wales": ("ENG", "WLS"),
    "scotland": ("SCT",),
    "northern-ireland": ("NIR",),
}


def _vectors(names: Any) -> list[Any]:
    if not VECTORS.exists():
        absent = pytest.mark.skip(reason="the shared vectors are not beside this repository")
        return [pytest.param({}, marks=absent, id="absent")]
    told = json.loads(VECTORS.read_text(encoding="utf-8"))
    return [
        pytest.param(vector, id=f"{vector['regime']}-{vector['received']}-{len(vector['events'])}")
        for vector in told
        if vector["regime"] in names
    ]


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendar()


@pytest.mark.parametrize("vector", _vectors(NAMES))
def test_every_shared_vector_of_the_laws_holds(vector: dict[str, Any], calendar: Calendar) -> None:
    regime, extended, meant = NAMES[vector["regime"]]
    received = date.fromisoformat(vector["received"])
    events = [ClockEvent(name, date.fromisoformat(day)) for name, day in vector["events"]]
    if extended:
        events.append(ClockEvent("extended", max([received, *(event.on for event in events)])))

    result = deadline(regime, received=received, events=events, calendar=calendar)

    assert getattr(result, meant) == date.fromisoformat(vector["expected_due"]), vector["note"]


@pytest.mark.parametrize("vector", _vectors(FROM_ACKNOWLEDGEMENT))
def test_every_shared_vector_of_complaints_holds(vector: dict[str, Any], calendar: Calendar) -> None:
    on = date.fromisoformat(vector["received"])
    told = [ClockEvent("acknowledged", on)]

    result = deadline(FROM_ACKNOWLEDGEMENT[vector["regime"]], received=on, events=told, calendar=calendar)

    assert result.due == date.fromisoformat(vector["expected_due"]), vector["note"]


@pytest.mark.parametrize("vector", _vectors(WORKING_DAYS))
def test_every_shared_vector_of_plain_working_days_holds(vector: dict[str, Any], calendar: Calendar) -> None:
    received = date.fromisoformat(vector["received"])

    due = calendar.add_working_days(received, WORKING_DAYS[vector["regime"]], ANY_UK)

    assert due == date.fromisoformat(vector["expected_due"])


@pytest.mark.skipif(not GOV_UK.exists(), reason="gov.uk's bank holidays are not beside us")
@pytest.mark.parametrize("division", NATIONS)
def test_the_library_knows_the_bank_holidays_gov_uk_lists(division: str, calendar: Calendar) -> None:
    told = json.loads(GOV_UK.read_text(encoding="utf-8"))[division]["events"]
    listed = {date.fromisoformat(event["date"]) for event in told}
    first, last = min(listed).replace(day=1, month=1), max(listed).replace(day=31, month=12)

    for nation in NATIONS[division]:
        # At a weekend the library also names the day itself, beside the Monday kept for it.
        ours = {d for d in calendar.holidays[nation] if first <= d <= last and d.weekday() < 5}
        later = {date(2026, 6, 15)} if nation == "SCT" else set()  # proclaimed after the snapshot
        assert ours - later == {day for day in listed if day.weekday() < 5} - later
    assert last == calendar.horizon
