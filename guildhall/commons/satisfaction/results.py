"""What the answers say: a figure with its formula, base and interval; groups that are safe to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from guildhall.commons.satisfaction.intervals import Interval, newcombe, wilson
from guildhall.commons.satisfaction.models import Invitation, Score

# Fewer answers than this are never shown as a group of their own (the Civil Service People Survey's floor).
FEWEST = 10
FORMULA = (
    "Satisfied means very or fairly satisfied, as a share of everybody who expressed a view: “neither” is a "
    "view, “I cannot say” is none. The interval is Wilson’s, at 95%."
)
BY = {
    "service": "Service",
    "channel": "Channel",
    "topic": "Topic",
    "customers": "Customers",
    "month": "Month",
}


@dataclass(frozen=True)
class Figure:
    """How many were asked and answered, how many of them expressed a view, and how many were satisfied."""

    asked: int
    answered: int
    views: int
    satisfied: int

    @property
    def percent(self) -> float | None:
        """Satisfied, of those with a view; None where nobody had one."""
        return 100 * self.satisfied / self.views if self.views else None

    @property
    def interval(self) -> Interval | None:
        """Of the share, 0 to 1."""
        return wilson(self.satisfied, self.views) if self.views else None

    @property
    def response(self) -> float | None:
        """The per cent of those asked who answered."""
        return 100 * self.answered / self.asked if self.asked else None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to be shown."""
        return self.views >= FEWEST

    def against(self, target: float) -> str:
        """A sentence on a target in per cent: met, not met, or that nobody can tell."""
        if not (held := self.interval) or not self.is_enough:
            return f"Too few answered to say whether {target:g}% is met."
        if held.low * 100 >= target:
            return f"Met: all of the interval lies at or above {target:g}%."
        if held.high * 100 < target:
            return f"Not met: all of the interval lies below {target:g}%."
        return f"Nobody can tell: {target:g}% lies within the interval."


@dataclass(frozen=True)
class Group:
    """One row of a breakdown. A withheld one keeps how many were asked, and nothing of what they said."""

    key: Any
    label: str
    figure: Figure
    withheld: bool = False


@dataclass(frozen=True)
class Breakdown:
    """The groups of one dimension and the whole; the whole is withheld where it would give groups away."""

    by: str
    groups: Sequence[Group]
    whole: Figure
    whole_withheld: bool

    @property
    def shown(self) -> list[Group]:
        return [each for each in self.groups if not each.withheld]

    @property
    def withheld(self) -> list[Group]:
        return [each for each in self.groups if each.withheld]


def figure(answers: Any, invitations: Any) -> Figure:
    """The figure over these answers, and the invitations they may have come from."""
    counts = answers.aggregate(**_counts())
    return Figure(invitations.sent().count(), counts["n"], counts["views"], counts["satisfied"])


def _counts() -> dict[str, Any]:
    return {
        "n": Count("pk"),
        "views": Count("pk", filter=~Q(score=Score.NO_VIEW)),
        "satisfied": Count("pk", filter=Q(score__gte=Score.SATISFIED)),
    }


def breakdown(answers: Any, invitations: Any, by: str) -> Breakdown:
    """The figure of each service, channel, topic, kind of customer or month, from two grouped queries."""
    if by not in BY:
        raise ValueError(f"Answers are not told apart by {by}.")
    asked = dict(_grouped(invitations.sent(), by).values_list("group", "n"))
    said = {row["group"]: row for row in _grouped(answers, by).annotate(**_counts())}
    groups = [
        (key, _figure(asked.get(key, 0), said.get(key)))
        for key in sorted({*asked, *said}, key=lambda key: str(key or "~"))
    ]
    whole = Figure(*(sum(getattr(each, name) for _, each in groups) for name in Figure.__annotations__))
    return withhold(by, [Group(key, label(by, key), each) for key, each in groups], whole)


def _grouped(rows: Any, by: str) -> Any:
    group = TruncMonth("happened_on") if by == "month" else F(by)
    return rows.order_by().annotate(group=group).values("group").annotate(n=Count("pk"))


def _figure(asked: int, said: dict[str, int] | None) -> Figure:
    return Figure(asked, said["n"], said["views"], said["satisfied"]) if said else Figure(asked, 0, 0, 0)


def label(by: str, key: Any) -> str:
    """What a group is called."""
    if by == "month" and isinstance(key, date):
        return f"{key:%B %Y}"
    if by == "customers":
        return str(Invitation.Customers(key).label)
    return str(key).replace("_", " ").capitalize() if key and by == "channel" else str(key or "Not said")


def withhold(by: str, groups: Sequence[Group], whole: Figure) -> Breakdown:
    """Withholds small groups, and as many more that what is left of the whole says nothing of any of them.

    One group missing from a whole can be subtracted: so at least two are missing, of ten answers at least;
    where that cannot be, the whole is withheld too.
    """
    answered = sorted((each for each in groups if each.figure.answered), key=lambda each: each.figure.views)
    small = [each for each in answered if not each.figure.is_enough]
    missing = len(small)
    while missing and missing < len(answered) and not _hides(answered[:missing]):
        missing += 1
    gone = {each.key for each in answered[:missing]}
    rows = [Group(each.key, each.label, each.figure, each.key in gone) for each in groups]
    return Breakdown(by, rows, whole, bool(gone) and not _hides(answered[:missing]))


def _hides(groups: Sequence[Group]) -> bool:
    """Whether these, taken together, are so many that their sum says nothing of one."""
    return len(groups) > 1 and sum(each.figure.views for each in groups) >= FEWEST


@dataclass(frozen=True)
class Formula:
    """The same answers by another formula, so that nobody compares what cannot be compared."""

    key: str
    name: str
    percent: float | None


def formulas(answers: Any) -> list[Formula]:
    """What the same answers would be by the formulas others use."""
    return by_formula(dict(answers.order_by().values_list("score").annotate(n=Count("pk"))))


def by_formula(said: dict[int, int]) -> list[Formula]:
    """The formulas over how often each score was given, 0 for no view."""
    satisfied, against = _sum(said, (5, 4)), _sum(said, (2, 1))
    views = satisfied + against + said.get(3, 0)
    points = sum((score - 1) * said.get(score, 0) for score in range(1, 6))
    told = (
        ("top-two", "Very or fairly satisfied, of all who expressed a view (ours)", satisfied, views),
        ("no-middle", "The same, leaving out “neither”", satisfied, satisfied + against),
        ("of-everybody", "The same, of everybody who answered", satisfied, views + said.get(0, 0)),
        ("mean", "The mean score, from 0 to 100", points, 4 * views),
        ("net", "Satisfied less dissatisfied", satisfied - against, views),
    )
    return [Formula(key, name, 100 * part / whole if whole else None) for key, name, part, whole in told]


def _sum(said: dict[int, int], scores: Iterable[int]) -> int:
    return sum(said.get(score, 0) for score in scores)


@dataclass(frozen=True)
class Difference:
    """Two figures, before and after a day: how many points lie between them, and what that says."""

    before: Figure
    after: Figure

    @property
    def points(self) -> float | None:
        """After less before, in percentage points."""
        before, after = self.before.percent, self.after.percent
        return None if before is None or after is None else after - before

    @property
    def interval(self) -> Interval | None:
        """Of the difference, -1 to 1."""
        if not (self.before.is_enough and self.after.is_enough):
            return None
        return newcombe(self.after.satisfied, self.after.views, self.before.satisfied, self.before.views)

    @property
    def told(self) -> str:
        """An honest sentence."""
        held, points = self.interval, self.points
        if held is None or points is None:
            return f"Too few answered before or after to say: it takes {FEWEST} with a view on each side."
        low, high = f"{held.low * 100:+.1f}", f"{held.high * 100:+.1f}"
        if held.holds(0):
            return (
                f"Nobody can tell whether satisfaction changed: the difference lies between {low} and {high} "
                "points, and none is among them."
            )
        way = "rose" if points > 0 else "fell"
        return (
            f"Satisfaction {way} by {abs(points):.1f} points (between {low} and {high}). That it came after "
            "the change does not say that it came of it: other things changed, and others may have answered."
        )


def around(answers: Any, invitations: Any, on: date, before: date, after: date) -> Difference:
    """The figures from `before` to the day before `on`, and from `on` to `after`, both included."""
    earlier = {"happened_on__gte": before, "happened_on__lt": on}
    later = {"happened_on__gte": on, "happened_on__lte": after}
    return Difference(
        *(figure(answers.filter(**each), invitations.filter(**each)) for each in (earlier, later))
    )
