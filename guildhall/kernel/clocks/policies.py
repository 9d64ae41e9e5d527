"""What the council itself promised, by day: its own policies, read from a file it may edit, as rules."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from guildhall.kernel.clocks.calendars import ENGLAND_AND_WALES
from guildhall.kernel.clocks.events import ClockError
from guildhall.kernel.clocks.periods import WorkingDays
from guildhall.kernel.clocks.rules import Acknowledgement, Extension, Rule
from guildhall.kernel.clocks.wording import said

NAME = "complaints-policy.toml"
EXAMPLE = Path(__file__).with_name(NAME)
BASE = Path(__file__).resolve().parents[3]
TITLES = {"complaint-lgsco": "Complaint to the council", "complaint-housing": "Complaint of a council tenant"}
COUNTS_FROM = ("receipt", "acknowledgement")


def policies_of_the_council(*, before: date) -> Iterator[tuple[Rule, ...]]:
    """The rules of each policy: the council's own file in the data folder, or the example we bring.

    Raises ClockError, naming the file, for one that cannot be read, and for a policy that begins on the day
    the Codes apply (`before`) or later: a council cannot promise itself out of them.
    """
    own = Path(os.environ.get("GUILDHALL_DATA", BASE / "var")) / NAME
    yield from read_policies(own if own.exists() else EXAMPLE, before=before)


def read_policies(file: Path, *, before: date) -> Iterator[tuple[Rule, ...]]:
    """The rules of each policy in a file."""
    try:
        for told in tomllib.loads(file.read_text(encoding="utf-8"))["policy"]:
            yield tuple(_rules(told, before))
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ClockError(f"{file}: {_what(problem)}") from None


def _what(problem: Exception) -> str:
    return f"{problem} is missing." if isinstance(problem, KeyError) else str(problem)


def _rules(told: dict[str, Any], before: date) -> Iterator[Rule]:
    if told["in_force"] >= before:
        raise ClockError(
            f"{told['name']} begins on {said(told['in_force'])}: from {said(before)} the Codes apply."
        )
    if told["counts_from"] not in COUNTS_FROM:
        raise ClockError(f"{told['name']}: counts_from is one of {' and '.join(COUNTS_FROM)}.")
    for regime in told["regimes"]:
        for stage, times in enumerate(told["stages"], start=1):
            yield _rule(told, regime, stage, times)


def _rule(told: dict[str, Any], regime: str, stage: int, times: dict[str, int]) -> Rule:
    policy = told["name"]
    starts = told["counts_from"] == "acknowledgement"
    return Rule(
        key=regime if stage == 1 else f"{regime}-{stage}",
        title=f"{TITLES[regime]}: stage {stage}",
        receives="The complaint" if stage == 1 else f"The request for stage {stage}",
        owes=f"The stage {stage} answer",
        in_force=told["in_force"],
        period=WorkingDays(times["days"]),
        law=policy,
        days_law="bank holidays in England and Wales",
        region=ENGLAND_AND_WALES,
        acknowledgement=Acknowledgement(WorkingDays(told["acknowledged_in"]), policy, starts),
        extension=Extension(WorkingDays(times["at_most"]), policy, "there is a good reason"),
        stage=stage,
    )
