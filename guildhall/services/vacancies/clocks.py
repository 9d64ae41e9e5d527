"""By when the election to a casual vacancy is held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guildhall.kernel.deadlines import Clock


def election(vacancy: Any) -> Iterator[Clock]:
    """Thirty-five days from the declaration, or from the notice of two electors (LGA 1972 s.89(1))."""
    if vacancy.called_for_on or vacancy.arose_on is None:  # a blank one is asked of by the handbook
        yield Clock("election", regime="vacancy", label="Election", starts=vacancy.called_for_on)
