"""What the records say of promises: read over a period, met or not, and never typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guildhall.kernel.periods import Period
from guildhall.plan.models import Promise
from guildhall.plan.wording import in_words


@dataclass(frozen=True)
class PromiseReading:
    """One promise over one period: what the records say, and whether that meets it."""

    promise: Promise
    period: Period
    value: Decimal | None

    @property
    def met(self) -> bool | None:
        return self.promise.kept_by(self.value)

    @property
    def shown(self) -> str:
        return in_words(self.value, self.promise.unit) or "nothing yet"

    @property
    def target(self) -> str:
        """What was promised, in words; empty where the plan names no number."""
        target = in_words(self.promise.target, self.promise.unit)
        return f"{self.promise.get_direction_display()} {target}" if target else ""


def readings(promises: Iterable[Promise], period: Period) -> list[PromiseReading]:
    """Each promise read over the period; a measure that several promises share is asked once."""
    listed = list(promises)
    bound = {each.measure: each.asks for each in listed if each.measure}
    values = {key: asks.value(period) for key, asks in bound.items() if asks}
    return [PromiseReading(each, period, values.get(each.measure)) for each in listed]
