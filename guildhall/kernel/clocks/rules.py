"""A rule of time as data, dated like the law it states.

A service declares its own rules in the same words and adds them with `declare`; a record is
judged by the rule in force on the day it was received.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property

from guildhall.kernel.clocks.calendars import ANY_UK, Calendar
from guildhall.kernel.clocks.events import ClockError, equivalents
from guildhall.kernel.clocks.periods import Period
from guildhall.kernel.clocks.wording import listed, quoted, said

ACKNOWLEDGED = "acknowledged"
LastDayToPay = Callable[[Calendar, str, date], date]


class Effect(Enum):
    """What the answer to a question does to the clock."""

    RESTARTS = "restarts"  # the day of the answer becomes the day of receipt
    STARTS = "starts"  # time had not begun to run without it
    PAUSES = "pauses"  # the days of waiting do not count


@dataclass(frozen=True)
class Wait:
    """The council asked for something, and what happens to its time until that arrives.

    `waits_for` is a noun phrase ("the requester's clarification"), and `from_you` the same as it is said
    to whoever was asked ("your clarification"), where that is another phrase. `through_answer` says whether
    the day of the answer itself is among the days that do not count. `last_day_to_pay` gives, for
    a fee, the day after which nothing more is owed.
    """

    asked: str
    received: str
    effect: Effect
    waits_for: str
    law: str
    from_you: str = ""
    through_answer: bool = True
    last_day_to_pay: LastDayToPay | None = None


@dataclass(frozen=True)
class Extension:
    """More time in all, if the requester is told before the first time is out."""

    period: Period
    law: str
    because: str


@dataclass(frozen=True)
class Acknowledgement:
    """It is acknowledged within `period` of receipt; `starts`: the time to answer runs from then."""

    period: Period
    law: str
    starts: bool = True


@dataclass(frozen=True)
class Rule:
    """How long the council has, under the law in force from a day.

    `happens` is what happens to what it `receives` on the first day ("was received on").
    `period` is None where the law set no time; `statement` then says so. `limit` is the longest
    a thing may take where good practice knows an earlier date. `stage` numbers the rules of a procedure that
    has several. `revision` rises when the same law comes to be computed differently, so that stored results
    can be told apart.
    """

    key: str
    title: str
    receives: str
    in_force: date
    period: Period | None
    law: str
    days_law: str = ""
    region: str = ANY_UK
    waits: tuple[Wait, ...] = ()
    extension: Extension | None = None
    limit: Period | None = None
    limit_law: str = ""
    owes: str = "The answer"
    happens: str = "was received on"
    statement: str = ""
    acknowledgement: Acknowledgement | None = None
    stage: int = 0
    revision: int = 1

    @property
    def regime(self) -> str:
        """The regime as people ask for it: that of the first stage, whichever stage this is."""
        return self.key.removesuffix(f"-{self.stage}") if self.stage > 1 else self.key

    @cached_property
    def version(self) -> str:
        """What was applied: foi@2005-01-01/1."""
        return f"{self.key}@{self.in_force.isoformat()}/{self.revision}"

    @cached_property
    def event_names(self) -> frozenset[str]:
        """Every event that can move this clock."""
        names = {name for wait in self.waits for name in (wait.asked, wait.received)}
        also = {"extended": self.extension, ACKNOWLEDGED: self.acknowledgement}
        return frozenset(names | {name for name, known in also.items() if known})

    @cached_property
    def to_you(self) -> Rule:
        """The same law in words for whoever was asked: "your clarification", not the requester's."""
        return replace(
            self, waits=tuple(replace(each, waits_for=each.from_you or each.waits_for) for each in self.waits)
        )

    def require_known(self, name: str) -> None:
        """Raise ClockError when the event means nothing here, saying what would."""
        if name in self.event_names:
            return
        for other in equivalents(name):
            if other in self.event_names:
                raise ClockError(f"{quoted(name)} is '{other}' in the words of {self.key}.")
        known = listed(sorted(self.event_names)) or "nothing that happens later"
        raise ClockError(f"{quoted(name)} does not move the clock of {self.key}: {known} can.")


REGIMES: dict[str, tuple[Rule, ...]] = {}
# The laws anybody may ask about. What services declare besides is promised on their own records only.
ASKED_FOR = (
    "foi", "foi-review", "eir", "eir-review", "sar", "dp-complaint",
    "agenda", "key-decision", "private-meeting", "private-meeting-again",
    "call-in", "interests", "vacancy", "six-month",
    "complaint-lgsco", "complaint-housing", "complaint-children", "complaint-adult",
)  # fmt: skip


def declare(*rules: Rule) -> None:
    """Add rules to the register, newest law first within each key; the same rule may come twice."""
    for rule in rules:
        others = [r for r in REGIMES.get(rule.key, ()) if r.in_force != rule.in_force]
        REGIMES[rule.key] = tuple(sorted([*others, rule], key=lambda r: r.in_force, reverse=True))


def no_regime(key: str) -> ClockError:
    """What is said of a regime nobody has heard of, with those that can be asked for."""
    return ClockError(f"{quoted(key)} is not a regime: use {', '.join(ASKED_FOR[:-1])} or {ASKED_FOR[-1]}.")


def at_stage(regime: str, stage: int | None) -> str:
    """The key of the regime's rule at a stage; its first stage when none is named.

    Raises ClockError for a regime that cannot be asked for, and for a stage it does not have.
    """
    if regime not in ASKED_FOR:
        raise no_regime(regime)
    known = stages_of(regime)
    if stage in (None, *known[:1]):
        return regime
    if stage in known:
        return f"{regime}-{stage}"
    raise ClockError(f"{regime} has no stage {stage}: {_stages_said(known)}.")


def stages_of(regime: str) -> tuple[int, ...]:
    """The stages a regime has, in order; none where its law knows no stages."""
    dated = (rule for key, rules in REGIMES.items() for rule in rules[:1] if rule.regime == regime)
    return tuple(sorted(rule.stage for rule in dated if rule.stage))


def _stages_said(known: tuple[int, ...]) -> str:
    if not known:
        return "its law knows no stages"
    return f"it has {listed([f'stage {each}' for each in known])}" if len(known) > 1 else "it has one stage"


def rule_in_force(key: str, received: date) -> Rule:
    """The law of the day of receipt. Raises ClockError for an unknown key or a day before it."""
    try:
        dated = REGIMES[key]
    except KeyError:
        raise no_regime(key) from None
    for rule in dated:
        if rule.in_force <= received:
            return rule
    first = dated[-1]
    raise ClockError(
        f"Received on {said(received)}, before the law began: "
        f"{first.law} applies from {said(first.in_force)}."
    )
