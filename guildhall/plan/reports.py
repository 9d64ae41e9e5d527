"""The quarterly performance report: it writes its figures, colours and exceptions itself.

People add comments, and the director signs. What a sign-off keeps is every figure, target and colour as they
stood, so that a later difference is a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from guildhall.kernel import deadlines, time
from guildhall.kernel.periods import Period
from guildhall.plan import outlines
from guildhall.plan.milestones import rate_milestone
from guildhall.plan.models import Commentary, Deliverable, Milestone, Plan, Promise, SignOff
from guildhall.plan.rag import MEANS, WORST_FIRST, Colour, Rating, worst
from guildhall.plan.readings import PromiseReading, readings
from guildhall.plan.wording import in_words

Stood = dict[str, Any]
EXCEPTIONS = (Colour.RED, Colour.AMBER, Colour.GREY)


@dataclass(frozen=True)
class Step:
    """A milestone that falls within the report, and how it stands."""

    milestone: Milestone
    rating: Rating


@dataclass(frozen=True)
class Line:
    """One deliverable in a report: its promises, its milestones, and what people said of it."""

    deliverable: Deliverable
    readings: list[PromiseReading]
    steps: list[Step]
    comment: Commentary | None = None

    @cached_property
    def rating(self) -> Rating:
        """The worst of its promises and of its critical milestones."""
        critical = [each.rating for each in self.steps if each.milestone.critical]
        return worst([*(each.rating for each in self.readings), *critical])

    @property
    def is_exception(self) -> bool:
        return self.rating.colour in EXCEPTIONS


@dataclass(frozen=True)
class Report:
    """One quarter of one plan: its lines, the worst first, each sign-off, and what changed since the last."""

    plan: Plan
    quarter: Period
    lines: list[Line]
    versions: list[SignOff] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    @property
    def signed(self) -> SignOff | None:
        """Its last sign-off."""
        return self.versions[-1] if self.versions else None

    @property
    def counts(self) -> list[tuple[Colour, str, int]]:
        """How many deliverables stand how, the worst first."""
        number = Counter(each.rating.colour for each in self.lines)
        return [(colour, MEANS[colour], number[colour]) for colour in WORST_FIRST if number[colour]]

    @property
    def exceptions(self) -> list[Line]:
        return [each for each in self.lines if each.is_exception]

    @property
    def restated(self) -> list[PromiseReading]:
        """The figures that are others today than when their period ended."""
        return [reading for line in self.lines for reading in line.readings if reading.restated]


def report(plan: Plan, quarter: Period, user: Any) -> Report:
    """The report of a quarter, as far as this person may read it."""
    shown = outlines.readable(Deliverable.objects.filter(plan=plan), user)
    lines = _lines(plan, shown, quarter, user)
    signed = SignOff.objects.filter(plan=plan, first=quarter.first, last=quarter.last)
    versions = list(signed.select_related("signed_by").order_by("version"))
    last = versions[-1] if versions else None
    changes = _changes(last.stood if user.is_staff else _only(last.stood, lines), lines) if last else []
    return Report(plan, quarter, sorted(lines, key=_worst_first), versions, changes)


def standing(plan: Plan, quarter: Period) -> Stood:
    """What a sign-off keeps of every line, by its deliverable's key."""
    return {
        each.deliverable.key: _stands(each) for each in _lines(plan, plan.deliverables.all(), quarter, None)
    }


def since(earlier: SignOff, report: Report) -> list[str]:
    """What is another now than when an earlier report was signed, in sentences."""
    return _changes(earlier.stood, report.lines)


def _lines(plan: Plan, deliverables: Any, quarter: Period, user: Any) -> list[Line]:
    listed = list(deliverables.only(*outlines.OWN).order_by("pk"))
    for each in listed:
        each.plan = plan
    by_pk = {each.pk: Line(each, [], []) for each in listed}
    for reading in readings(_promises(by_pk, user), quarter):
        by_pk[reading.promise.deliverable_id].readings.append(reading)
    for step in _steps(by_pk, quarter):
        by_pk[step.milestone.deliverable_id].steps.append(step)
    said = {each.deliverable_id: each for each in _comments(by_pk, quarter)}
    return [Line(each.deliverable, each.readings, each.steps, said.get(pk)) for pk, each in by_pk.items()]


def _promises(lines: dict[int, Line], user: Any) -> Iterator[Promise]:
    """Those this person may read; a sign-off, by nobody in particular, keeps all."""
    for promise in Promise.objects.filter(deliverable__in=lines).order_by("pk"):
        promise.deliverable = lines[promise.deliverable_id].deliverable
        if user is None or outlines.is_shown(promise, user):
            yield promise


def _steps(lines: dict[int, Line], quarter: Period) -> Iterator[Step]:
    """The milestones that were to come by the end of the quarter and had not come before it."""
    # A milestone due on the quarter's last day is overdue from the day after.
    at, calendar = min(time.today(), quarter.last + timedelta(days=1)), deadlines.calendar()
    due = Milestone.objects.filter(deliverable__in=lines, first__lte=quarter.last)
    for each in due.order_by("last", "pk"):
        if each.done_on and each.done_on < quarter.first:
            continue
        done_on = each.done_on if each.done_on and each.done_on <= quarter.last else None
        yield Step(
            each,
            rate_milestone(
                each.due_on or each.last, at, calendar, done_on=done_on, forecast_on=each.forecast_on
            ),
        )


def _comments(lines: dict[int, Line], quarter: Period) -> Iterable[Commentary]:
    """Every comment on the quarter, the latest version last."""
    within = Commentary.objects.filter(deliverable__in=lines, first=quarter.first, last=quarter.last)
    return within.select_related("author").order_by("version")


def _worst_first(line: Line) -> tuple[int, int]:
    return WORST_FIRST.index(line.rating.colour), line.deliverable.pk


def _stands(line: Line) -> Stood:
    return {
        "title": line.deliverable.title,
        "colour": line.rating.colour.value,
        "comment": line.comment.version if line.comment else 0,
        "promises": {
            each.promise.key: {
                "text": each.promise.text,
                "unit": each.promise.unit,
                "value": _written(each.value),
                "target": _written(each.promise.target),
                "colour": each.rating.colour.value,
            }
            for each in line.readings
        },
        "milestones": {str(each.milestone.pk): each.rating.colour.value for each in line.steps},
    }


def _written(value: Decimal | None) -> str | None:
    """A number as JSON keeps it; without the zeros a database puts at its end."""
    return None if value is None else f"{value.normalize():f}"


def _changes(stood: Stood, lines: Iterable[Line]) -> list[str]:
    """Each difference as a sentence, in the order of the lines."""
    now = {each.deliverable.key: _stands(each) for each in lines}
    told = [f"{each['title']} was not in it." for key, each in now.items() if key not in stood]
    for key, before in stood.items():
        if key in now:
            told += _moved(before, now[key])
    return told


def _only(stood: Stood, lines: Iterable[Line]) -> Stood:
    """Without the promises that are not among these lines: what the public may not read has not gone."""
    shown = {each.deliverable.key: {one.promise.key for one in each.readings} for each in lines}
    return {
        key: {**each, "promises": {name: one for name, one in each["promises"].items() if name in shown[key]}}
        for key, each in stood.items()
        if key in shown
    }


def _moved(before: Stood, now: Stood) -> Iterator[str]:
    title = now["title"]
    for key, promise in now["promises"].items():
        if was := before["promises"].get(key):
            yield from _promise_moved(was, promise)
        else:
            yield f"“{promise['text']}” was not promised then."
    yield from (
        f"“{each['text']}” is promised no more."
        for key, each in before["promises"].items()
        if key not in now["promises"]
    )
    if before["colour"] != now["colour"]:
        yield f"{title} was {_called(before)} and is {_called(now)}."
    if now["comment"] > before["comment"]:
        yield f"{title} has a new comment."


def _promise_moved(was: Stood, now: Stood) -> Iterator[str]:
    for name, called in (("value", "its figure"), ("target", "its target")):
        if was[name] != now[name]:
            before, after = _said(was[name], was["unit"]), _said(now[name], now["unit"])
            yield f"“{now['text']}”: {called} was {before} and is {after}."
    if was["colour"] != now["colour"]:
        yield f"“{now['text']}” was {_called(was)} and is {_called(now)}."


def _said(value: str | None, unit: str) -> str:
    return in_words(Decimal(value), unit) if value is not None else "not known"


def _called(stood: Stood) -> str:
    """Such as “on target” (green)."""
    return f"“{MEANS[Colour(stood['colour'])].lower()}” ({stood['colour']})"
