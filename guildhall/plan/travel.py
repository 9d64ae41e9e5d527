"""Direction of travel: whether a figure is better than a period before, and than the same time last year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guildhall.plan.rag import AT_LEAST, AT_MOST, EXACTLY
from guildhall.plan.wording import in_words

# What a measure calls better, as the direction of a promise.
DIRECTION = {"up": AT_LEAST, "down": AT_MOST}


class Way(StrEnum):
    """Which way a figure went, in the word that is printed beside the arrow."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"
    CHANGED = "changed"
    UNKNOWN = ""


@dataclass(frozen=True)
class Travel:
    """From one figure to a later one: which way, and the sentence for it."""

    way: Way
    told: str
    arrow: str = ""


def travel(
    actual: Decimal | None, before: Decimal | None, direction: str, since: str, *, unit: str = "",
    target: Decimal | None = None,
) -> Travel:  # fmt: skip
    """How a figure went since an earlier one, said of `since`, such as "the quarter before".

    `direction` says which way is better. With "exactly" nearer to the target is; without a target, or with
    no direction, a change is only a change.
    """
    if actual is None or before is None:
        return Travel(Way.UNKNOWN, f"Nothing is known of {since}." if actual is not None else "")
    if actual == before:
        return Travel(Way.SAME, f"The same as {since}.", "→")
    way = _way(actual, before, direction, target)
    than = f"{since} ({in_words(before, unit)})"
    told = f"Changed from {than}." if way == Way.CHANGED else f"{way.capitalize()} than {than}."
    return Travel(way, told, "↑" if actual > before else "↓")


def _way(actual: Decimal, before: Decimal, direction: str, target: Decimal | None) -> Way:
    if direction == EXACTLY and target is not None:
        now, then = abs(actual - target), abs(before - target)
        return Way.SAME if now == then else Way.BETTER if now < then else Way.WORSE
    if direction in (AT_LEAST, AT_MOST):
        return Way.BETTER if (actual > before) == (direction == AT_LEAST) else Way.WORSE
    return Way.CHANGED
