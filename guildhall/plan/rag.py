"""Red, amber and green by published rules: worked out from figures, never typed. Knows nothing of Django.

A rating always carries the rule that gave it, in words: a colour alone tells nobody anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guildhall.plan.wording import in_words, said_number

TENTH = Decimal("0.1")
PERCENT, IN_ITS_UNIT = "percent", "unit"
AT_LEAST, AT_MOST, EXACTLY = "at_least", "at_most", "exactly"


class Colour(StrEnum):
    """What a rating is called; the word stands beside the colour wherever it is shown."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"
    WHITE = "white"
    BLUE = "blue"
    NONE = ""


MEANS = {
    Colour.RED: "Off target",
    Colour.AMBER: "Nearly on target",
    Colour.GREEN: "On target",
    Colour.GREY: "No data",
    Colour.WHITE: "Trend only",
    Colour.BLUE: "Not yet due",
    Colour.NONE: "Not rated",
}


@dataclass(frozen=True)
class Rating:
    """A colour, what it means here, and the sentence that says which rule gave it."""

    colour: Colour
    because: str
    label: str = ""

    @property
    def means(self) -> str:
        return self.label or MEANS[self.colour]


@dataclass(frozen=True)
class Tolerance:
    """How far from its target a figure is still amber, and still green.

    Both are in the unit of the target, or in per cent of the target. A percentage of 0 says nothing, so a
    target of 0 needs a tolerance in its unit.
    """

    amber: Decimal = Decimal(0)
    green: Decimal = Decimal(0)
    counted: str = IN_ITS_UNIT

    def refusal(self, target: Decimal) -> str | None:
        """Why it cannot be used for this target; None when it can."""
        if self.amber < 0 or self.green < 0:
            return "A tolerance is not below 0."
        if self.green > self.amber:
            return "The tolerance for green is not wider than the one for amber."
        if self.counted == PERCENT and target == 0:
            return "A percentage of a target of 0 is always 0: give the tolerance in the target’s own unit."
        return None

    def of(self, target: Decimal) -> Tolerance:
        """The same in the unit of the target. Raises ValueError with a sentence when it cannot be used."""
        if refusal := self.refusal(target):
            raise ValueError(refusal)
        if self.counted == IN_ITS_UNIT:
            return self
        return Tolerance(self.amber * abs(target) / 100, self.green * abs(target) / 100)

    def in_words(self, unit: str) -> str:
        """The amber band: "within 5% of it", "within 3 percentage points"; empty without one."""
        if not self.amber:
            return ""
        if self.counted == PERCENT:
            return f"within {said_number(self.amber)}% of it"
        return f"within {distance(self.amber, unit)}"


def distance(amount: Decimal, unit: str) -> str:
    """How far two figures lie apart: of two percentages, in points."""
    if unit == "%":
        return "1 percentage point" if amount == 1 else f"{said_number(amount)} percentage points"
    return in_words(amount, unit)


def short_by(actual: Decimal, target: Decimal, direction: str) -> Decimal:
    """How far a figure is on the wrong side of its target; 0 or less when the target is met."""
    if direction == AT_LEAST:
        return target - actual
    if direction == AT_MOST:
        return actual - target
    if direction == EXACTLY:
        return abs(actual - target)
    raise ValueError(f"A target is {AT_LEAST}, {AT_MOST} or {EXACTLY}, not “{direction}”.")


def rag(
    actual: Decimal | None, target: Decimal | None, direction: str, tolerance: Tolerance, *,
    unit: str = "", due: bool = True,
) -> Rating:  # fmt: skip
    """How a figure stands against its target, by distance.

    Without a target it is a trend only (white); before its day not yet due (blue); with nothing known grey,
    never green. Raises ValueError with a sentence for a tolerance that cannot be used.
    """
    if actual is None or target is None or not due:
        return _unrated(target, due)
    short, allowed = short_by(actual, target, direction), tolerance.of(target)
    told = _told(actual, target, direction, unit, short)
    if short <= allowed.green:
        near = "" if short <= 0 else ", near enough to be green"
        return Rating(Colour.GREEN, f"{told}{near}.")
    if short <= allowed.amber:
        return Rating(Colour.AMBER, f"{told}: {tolerance.in_words(unit)} is amber.")
    band = tolerance.in_words(unit)
    return Rating(
        Colour.RED, f"{told}: only {band} is amber." if band else f"{told}, and no tolerance is set."
    )


def rag_by_last_year(
    actual: Decimal | None, target: Decimal | None, direction: str, tolerance: Tolerance, *,
    last_year: Decimal | None, unit: str = "", due: bool = True,
) -> Rating:  # fmt: skip
    """How a figure stands against its target and against the same time last year (Havering's rule).

    Within the tolerance it is green; beyond it amber where it is no worse than a year before, and red where
    it is, or where nothing is known of the year before.
    """
    if actual is None or target is None or not due:
        return _unrated(target, due)
    short, allowed = short_by(actual, target, direction), tolerance.of(target)
    told, band = _told(actual, target, direction, unit, short), tolerance.in_words(unit)
    if short <= allowed.amber:
        return Rating(Colour.GREEN, f"{told}: {band} is green." if short > 0 else f"{told}.")
    beyond = f"{told}: not {band}" if band else told
    if last_year is None:
        return Rating(Colour.RED, f"{beyond}, and nothing is known of the same time last year.")
    then = in_words(last_year, unit)
    if short <= short_by(last_year, target, direction):
        return Rating(Colour.AMBER, f"{beyond}, but no worse than the {then} of the same time last year.")
    return Rating(Colour.RED, f"{beyond}, and worse than the {then} of the same time last year.")


def _unrated(target: Decimal | None, due: bool) -> Rating:
    if target is None:
        return Rating(Colour.WHITE, "It has no target: only its direction is shown.")
    if not due:
        return Rating(Colour.BLUE, "It is not yet due.")
    return Rating(Colour.GREY, "Nothing is known for this period.")


def _told(actual: Decimal, target: Decimal, direction: str, unit: str, short: Decimal) -> str:
    """ "1,150 is 4.2% short of the target, at least 1,200"."""
    aim = f"the target, {direction.replace('_', ' ')} {in_words(target, unit)}"
    if short <= 0:
        return f"{in_words(actual, unit)} meets {aim}"
    far = distance(short, unit) if unit == "%" or not target else f"{_percent(short, target)}%"
    where = {AT_LEAST: "short of", AT_MOST: "over", EXACTLY: "off"}[direction]
    return f"{in_words(actual, unit)} is {far} {where} {aim}"


def _percent(short: Decimal, target: Decimal) -> str:
    return said_number((100 * short / abs(target)).quantize(TENTH))


# From worst to best. What is not known outranks green: silence is no assurance.
WORST_FIRST = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN, Colour.BLUE)


def worst(critical: Iterable[Rating]) -> Rating:
    """What the critical parts come to: the worst of them, never an average; grey where there is none.

    What is only a trend, or not rated yet, does not count.
    """
    found = [each for each in critical if each.colour in WORST_FIRST]
    if not found:
        return Rating(Colour.GREY, "Nothing critical of it can be rated yet.")
    colour = min((each.colour for each in found), key=WORST_FIRST.index)
    alike = [each for each in found if each.colour == colour]
    return Rating(colour, f"The worst of {len(found)}: {alike[0].because}", alike[0].label)
