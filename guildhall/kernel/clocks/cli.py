"""`guildhall deadline`: when an answer is due, and why, on the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TextIO

from guildhall.kernel.clocks import (
    ASKED_FOR,
    Calendar,
    ClockError,
    ClockEvent,
    Result,
    at_stage,
    deadline,
    load_calendar,
)
from guildhall.kernel.clocks.reading import read_day, read_event, read_question, read_stage
from guildhall.kernel.clocks.wording import plain, said

BASE = Path(__file__).resolve().parents[3]
OVERRIDES = "bank-holidays.csv"
CANNOT_BE = 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage text above it."""

    def error(self, message: str) -> NoReturn:
        raise ClockError(plain(message[:1].upper() + message[1:]))


def main(arguments: list[str] | None = None) -> int:
    """0 with an answer; 2, and one line on stderr, for a question that cannot be answered.

    In a batch every line is answered, some with an error, and the exit is 0.
    """
    try:
        asked = _parser().parse_args(arguments)
        calendar = load_calendar(asked.overrides)
        _answer(asked, calendar)
    except BrokenPipeError:
        raise  # whoever read us has left: no problem of the question, and nobody to tell
    except (ClockError, OSError) as problem:
        print(f"guildhall deadline: {_reason(problem)}", file=sys.stderr)
        return CANNOT_BE
    return 0


def overrides_path() -> Path:
    """Where the council keeps its corrections to the bank holidays: the folder the settings name."""
    return Path(os.environ.get("GUILDHALL_DATA", BASE / "var")) / OVERRIDES


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="guildhall deadline",
        allow_abbrev=False,
        description="Say when an answer is due, and why.",
        epilog="Example: guildhall deadline foi --received 2026-06-12 "
        "--event clarification_received=2026-06-20",
    )
    parser.add_argument("regime", nargs="?", help=f"one of: {', '.join(ASKED_FOR)}")
    parser.add_argument(
        "--received",
        "--on",
        metavar="DAY",
        help="the day of receipt, or the day of the meeting or decision, like 2026-06-12",
    )
    parser.add_argument("--stage", metavar="N", help="of a complaint: 1 unless said")
    parser.add_argument(
        "--event", action="append", default=[], metavar="NAME=DAY", help="may be given many times"
    )
    parser.add_argument("--reason", default="", help="why the time was extended")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--batch", metavar="FILE", help="read a JSON object a line (- for standard input)")
    parser.add_argument(
        "--overrides", type=Path, default=overrides_path(), help="corrections to bank holidays"
    )
    return parser


def _answer(asked: argparse.Namespace, calendar: Calendar) -> None:
    if asked.batch:
        for answer in _answers(_lines(asked.batch), calendar):
            print(json.dumps(answer), flush=sys.stdout.isatty())
        return
    if not asked.regime or not asked.received:
        raise ClockError("Say which law and when it came, like: foi --received 2026-06-12")
    result = _one(asked, calendar)
    print(json.dumps(result.as_json(), indent=2) if asked.json else _in_words(result))


def _one(asked: argparse.Namespace, calendar: Calendar) -> Result:
    events = [read_event(text) for text in asked.event]
    if asked.reason and not any(event.name == "extended" for event in events):
        raise ClockError("--reason says why the time was extended: add --event extended=DAY")
    return deadline(
        at_stage(asked.regime, read_stage(asked.stage)),
        received=read_day(asked.received),
        events=[_with_reason(event, asked.reason) for event in events],
        calendar=calendar,
    )


def _with_reason(event: ClockEvent, reason: str) -> ClockEvent:
    return ClockEvent(event.name, event.on, reason) if event.name == "extended" else event


def _in_words(result: Result) -> str:
    if result.due:
        headline = f"{result.rule.owes} is due by {said(result.due)}."
    elif result.waiting_for:
        headline = f"No day is due: waiting for {result.waiting_for}."
    else:
        headline = "No day is due."
    return "\n".join([headline, "", *(f"- {step.text}" for step in result.steps)])


# --- batches -------------------------------------------------------------------------------


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield from sys.stdin
        return
    with open(file, encoding="utf-8-sig", errors="replace") as lines:
        yield from lines


def _answers(lines: Iterable[str] | TextIO, calendar: Calendar) -> Iterator[dict[str, object]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            told = _object(line)
            regime, received, events = read_question(told)
            key = at_stage(regime, read_stage(told.get("stage")))
            yield _result(key, received, events, calendar)
        except ClockError as problem:
            yield {"error": str(problem), "line": number}


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ClockError("This line is not JSON.") from None


def _result(
    regime: str, received: date, events: tuple[ClockEvent, ...], calendar: Calendar
) -> dict[str, object]:
    return deadline(regime, received=received, events=events, calendar=calendar).as_json()


def _reason(problem: ClockError | OSError) -> str:
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {problem.strerror}"
    return str(problem)


if __name__ == "__main__":
    sys.exit(main())
