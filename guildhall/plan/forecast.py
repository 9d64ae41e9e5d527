"""Where a figure is heading by the end of its year, as an interval; or in a sentence why nobody can say.

By exponential smoothing (statsmodels), the plain one or the one with a trend or a season that fits best for
its size. The library takes 150 MB, so it is imported only here and only when it is needed; `outlooks` runs it
in a process of its own, which gives the memory back. Knows nothing of Django.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

# Fewer steps than this say nothing of where a figure is heading; a trend and a season need more.
FEWEST, FOR_A_TREND, CYCLES_FOR_A_SEASON = 6, 10, 3
PATHS, SEED = 2_000, 20_260_401
# Four times in five the figure ends within the interval, if things go on as they went.
LOWER, UPPER = 10, 90
# A share of nothing or of everything has no logit.
LEAST, MOST = 0.1, 99.9

FLOW, LEVEL, MEAN = "flow", "level", "mean"
TIMEOUT = 600


@dataclass(frozen=True)
class Course:
    """What is known of a figure, one value a step (a month or a quarter), oldest first; None is a gap.

    The last `so_far` steps lie in the year that is forecast, and `ahead` more are to come. A flow adds up
    over the year, a level is what it is at the end, and a mean or share is that of all steps: by their
    `weights` where these are known, such as how many each is a share of. `share` means per cent, 0 to 100.
    """

    values: tuple[float | None, ...]
    so_far: int
    ahead: int
    cycle: int = 12
    kind: str = FLOW
    share: bool = False
    weights: tuple[float, ...] = ()

    @property
    def step(self) -> str:
        return "month" if self.cycle == 12 else "quarter"


@dataclass(frozen=True)
class Outlook:
    """A forecast of the year: its figure and interval, or None for all three; and the sentence for it."""

    value: float | None
    low: float | None
    high: float | None
    told: str


def outlook(course: Course) -> Outlook:
    """The year-end forecast of one course. The same course has the same forecast."""
    known = _since_the_last_gap(course.values)
    if course.ahead < 1:
        return Outlook(None, None, None, "The year is over: there is nothing left to forecast.")
    if None in course.values[len(course.values) - course.so_far :]:
        return Outlook(None, None, None, f"A {course.step} of this year is not known, so its end is not.")
    if len(known) < FEWEST:
        found = f"{len(known)} {course.step}{'' if len(known) == 1 else 's'}"
        return Outlook(
            None, None, None, f"Too little is known: {found} in a row, and a forecast needs {FEWEST}."
        )
    if len(set(known)) == 1:
        return _certain(course, known[0])
    return _simulated(course, known)


def outlooks(courses: Iterable[Course]) -> list[Outlook]:
    """The forecasts of many courses, in their order, worked out in a process of its own."""
    asked = json.dumps([asdict(each) for each in courses])
    ran = subprocess.run(  # noqa: S603  our own interpreter and module; what it reads is our own JSON
        [sys.executable, "-m", __name__], input=asked, capture_output=True, text=True, timeout=TIMEOUT
    )
    if ran.returncode:
        raise RuntimeError(f"The forecasts failed: {ran.stderr.strip()[-500:]}")
    return [Outlook(**each) for each in json.loads(ran.stdout)]


def _since_the_last_gap(values: Sequence[float | None]) -> list[float]:
    known: list[float] = []
    for value in values:
        known = [] if value is None else [*known, value]
    return known


def _certain(course: Course, value: float) -> Outlook:
    """What has never changed: smoothing has no error to learn from, and the interval would pretend to one."""
    end = value * (course.so_far + course.ahead) if course.kind == FLOW else value
    told = f"Every {course.step} was the same so far, so there is no interval."
    return Outlook(end, end, end, told)


def _simulated(course: Course, known: list[float]) -> Outlook:
    import numpy

    fitted, how = _best([_logit(each) for each in known] if course.share else known, course.cycle)
    paths = fitted.simulate(
        course.ahead, anchor="end", repetitions=PATHS, rng=numpy.random.default_rng(SEED)
    ).reshape(course.ahead, PATHS)
    if course.share:
        paths = 100 / (1 + numpy.exp(-paths))
    elif min(known) >= 0:
        paths = paths.clip(min=0)
    ends = _year_ends(course, known, paths)
    low, value, high = (float(each) for each in numpy.percentile(ends, [LOWER, 50, UPPER]))
    told = (
        f"By exponential smoothing {how} over {len(known)} {course.step}s: four times in five it ends within "
        "the interval, if things go on as they went."
    )
    return Outlook(value, low, high, told)


def _year_ends(course: Course, known: list[float], paths: Any) -> Any:
    """The year's figure along each path."""
    past = known[len(known) - course.so_far :]
    if course.kind == LEVEL:
        return paths[-1]
    if course.kind == FLOW:
        return sum(past) + paths.sum(axis=0)
    weights = list(course.weights[-len(known) :]) or [1.0] * len(known)
    usual = sum(weights) / len(weights) or 1.0
    behind = weights[len(weights) - course.so_far :]
    weighted = sum(value * weight for value, weight in zip(past, behind, strict=True))
    return (weighted + usual * paths.sum(axis=0)) / (sum(behind) + usual * course.ahead)


def _best(known: list[float], cycle: int) -> tuple[Any, str]:
    """The fitted model with the lowest information criterion that corrects for few points, and its name."""
    import warnings

    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    shapes: list[tuple[str, dict[str, Any]]] = [("without a trend", {})]
    if len(known) >= FOR_A_TREND:
        shapes.append(("with a fading trend", {"trend": "add", "damped_trend": True}))
    if len(known) >= CYCLES_FOR_A_SEASON * cycle:
        shapes.append(("with the seasons of a year", {"seasonal": "add", "seasonal_periods": cycle}))
    fitted = []
    for how, shape in shapes:
        with warnings.catch_warnings():
            # A fit that stops early is judged by its criterion like any other.
            warnings.simplefilter("ignore")
            found = ETSModel(_as_array(known), error="add", **shape).fit(disp=False)
        fitted.append((found.aicc if math.isfinite(found.aicc) else math.inf, how, found))
    _, how, found = min(fitted, key=lambda each: each[0])
    return found, how


def _as_array(known: list[float]) -> Any:
    import numpy

    return numpy.array(known, dtype=float)


def _logit(percentage: float) -> float:
    share = min(max(percentage, LEAST), MOST) / 100
    return math.log(share / (1 - share))


def main() -> None:
    """Reads courses as JSON, and writes their outlooks."""
    courses = [
        Course(**{**each, "values": tuple(each["values"]), "weights": tuple(each["weights"])})
        for each in json.load(sys.stdin)
    ]
    json.dump([asdict(outlook(each)) for each in courses], sys.stdout)


if __name__ == "__main__":
    main()
