"""What the duties are about: what stands in plans that stand."""

from __future__ import annotations

from datetime import date
from typing import Any


def standing(records: Any, today: date) -> Any:
    """Open objectives or deliverables of plans that nothing has replaced yet."""
    return records.open().filter(plan__closed_on=None)


def open_plans(records: Any, today: date) -> Any:
    """Plans that nothing has replaced yet, drafts among them."""
    return records.open()
