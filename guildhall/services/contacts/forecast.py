"""How many calls each half hour of a day will bring, and how far such a forecast was out before.

A Poisson regression (statsmodels) on the half hour and the day of the week, in which a call of four weeks ago
counts half as much as one of today. It is tried on days that are known, each from what was known the day
before, beside the plain guess that it will be as a week ago. The library takes 150 MB, so it is imported only
here; `ahead` runs it in a process of its own. Knows nothing of Django.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

# Days known before anything is said; days on which a forecast is tried; days it learns from.
FEWEST, TRIED, LEARNS = 15, 20, timedelta(weeks=16)
HALF_LIFE = 28
WEEK = timedelta(days=7)
# Four times in five a half hour's calls lie within the interval.
Z80 = 1.2816
TIMEOUT = 120

# The calls of a day by the minute at which each half hour begins.
Day = Mapping[int, float]


@dataclass(frozen=True)
class Half:
    """A half hour to come: the minute of the day it begins, the calls expected, and their interval."""

    minute: int
    calls: float
    low: float
    high: float


@dataclass(frozen=True)
class Ahead:
    """A day's forecast; no `halves` where nobody can say. Errors are mean absolute ones, calls a half hour.

    `naive_error` is that of the same half hour last week over the same `halves_tried`.
    """

    halves: tuple[Half, ...] = ()
    error: float | None = None
    naive_error: float | None = None
    days_tried: int = 0
    halves_tried: int = 0
    days_known: int = 0
    why_not: str = ""


def forecast(known: Mapping[date, Day], on: date, minutes: list[int]) -> Ahead:
    """The forecast of one day whose half hours begin at these minutes."""
    before = {day: calls for day, calls in known.items() if on - LEARNS <= day < on}
    if len(before) < FEWEST:
        return Ahead(
            days_known=len(before),
            why_not=f"Too little is known: {len(before)} days with calls, and a forecast needs {FEWEST}.",
        )
    if not any(day.weekday() == on.weekday() for day in before):
        return Ahead(days_known=len(before), why_not=f"No {on:%A} is known yet, so none can be forecast.")
    model = _fit(before, on)
    errors = list(_tried(known, on))
    return Ahead(
        halves=tuple(_half(model, on, minute) for minute in minutes if minute in model.minutes),
        error=_mean([ours for ours, _ in errors]),
        naive_error=_mean([naive for _, naive in errors]),
        days_tried=len(_triable(known, on)),
        halves_tried=len(errors),
        days_known=len(before),
    )


def ahead(known: Mapping[date, Day], on: date, minutes: list[int]) -> Ahead:
    """The same, worked out in a process of its own."""
    asked = {
        "on": on.isoformat(), "minutes": minutes,
        "known": {day.isoformat(): dict(calls) for day, calls in known.items()},
    }  # fmt: skip
    ran = subprocess.run(  # noqa: S603  our own interpreter and module; what it reads is our own JSON
        [sys.executable, "-m", __name__], input=json.dumps(asked), capture_output=True, text=True,
        timeout=TIMEOUT,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"The forecast failed: {ran.stderr.strip()[-500:]}")
    told = json.loads(ran.stdout)
    return Ahead(**{**told, "halves": tuple(Half(**each) for each in told["halves"])})


@dataclass(frozen=True)
class Model:
    """A fitted regression: the half hours and weekdays it has seen, and how much more it scatters."""

    fitted: Any
    minutes: list[int]
    weekdays: list[int]
    scatter: float

    def expects(self, day: date, minute: int) -> float:
        row = _row(day.weekday(), minute, self.weekdays, self.minutes)
        return float(self.fitted.predict([row])[0])


def _half(model: Model, on: date, minute: int) -> Half:
    calls = model.expects(on, minute)
    reach = Z80 * math.sqrt(max(model.scatter, 1.0) * calls)
    return Half(minute, round(calls, 2), round(max(0.0, calls - reach), 2), round(calls + reach, 2))


def _fit(before: Mapping[date, Day], on: date) -> Model:
    import numpy
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    minutes = sorted({minute for calls in before.values() for minute in calls})
    weekdays = sorted({day.weekday() for day in before})
    rows, calls, weights = [], [], []
    for day, halves in sorted(before.items()):
        for minute, number in halves.items():
            rows.append(_row(day.weekday(), minute, weekdays, minutes))
            calls.append(number)
            weights.append(0.5 ** ((on - day).days / HALF_LIFE))
    model = GLM(numpy.array(calls), numpy.array(rows), family=Poisson(), var_weights=numpy.array(weights))
    fitted = model.fit(scale="X2")
    # Of a weighted fit the dispersion is smaller than that of the calls, by the mean weight.
    return Model(fitted, minutes, weekdays, float(fitted.scale) / (sum(weights) / len(weights)))


def _row(weekday: int, minute: int, weekdays: list[int], minutes: list[int]) -> list[float]:
    """One line of the regression: a level, and a mark for each weekday and half hour but the first."""
    return [
        1.0,
        *(float(weekday == each) for each in weekdays[1:]),
        *(float(minute == each) for each in minutes[1:]),
    ]


def _triable(known: Mapping[date, Day], on: date) -> list[date]:
    """The last days that can be judged fairly: enough was known before, and the day a week ago is."""
    days = sorted(day for day in known if day < on)
    found = [
        day for place, day in enumerate(days) if place >= FEWEST and day - WEEK in known and _has(days, day)
    ]
    return found[-TRIED:]


def _has(days: list[date], day: date) -> bool:
    return sum(each.weekday() == day.weekday() and each < day for each in days) > 0


def _tried(known: Mapping[date, Day], on: date) -> Iterator[tuple[float, float]]:
    """How far each half hour was out: by us, from what was known the day before, and by last week's."""
    for day in _triable(known, on):
        before = {each: calls for each, calls in known.items() if day - LEARNS <= each < day}
        model = _fit(before, day)
        for minute, number in known[day].items():
            if minute in model.minutes:
                naive = known[day - WEEK].get(minute, 0)
                yield abs(model.expects(day, minute) - number), abs(naive - number)


def _mean(numbers: list[float]) -> float | None:
    return round(sum(numbers) / len(numbers), 3) if numbers else None


def main() -> None:
    """Reads what is known as JSON, and writes the forecast."""
    asked = json.load(sys.stdin)
    known = {
        date.fromisoformat(day): {int(minute): number for minute, number in calls.items()}
        for day, calls in asked["known"].items()
    }
    json.dump(asdict(forecast(known, date.fromisoformat(asked["on"]), asked["minutes"])), sys.stdout)


if __name__ == "__main__":
    main()
