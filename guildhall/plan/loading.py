"""Published figures, from the editions committed beside the code into their table.

Run by a migration, so it is given the model of its day; loading twice changes nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from guildhall.kernel.periods import Period
from guildhall.plan.figures import number

EDITIONS = Path(__file__).parent / "editions"


def edition(name: str) -> dict[str, Any]:
    """The contents of one edition's file."""
    return tomllib.loads((EDITIONS / f"{name}.toml").read_text(encoding="utf-8"))


def load_figures(sample: Any, told: dict[str, Any]) -> None:
    """Keeps published figures as samples; `sample` is the model."""
    page = Period.parse(told["year"])
    for key, value in told["figures"].items():
        period = number(key).spans(page)
        sample.objects.update_or_create(
            measure=key,
            first=period.first,
            last=period.last,
            dimension="",
            defaults={"value": value, "source": told["source"]},
        )
