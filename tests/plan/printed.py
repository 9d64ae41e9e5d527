"""An edition as its file has it, and the parts of it that tests ask for."""

import tomllib
from decimal import Decimal

from guildhall.plan.loading import EDITIONS


def read(name):
    return tomllib.loads((EDITIONS / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def rows(told, name):
    """Every row of that name of every deliverable."""
    return [row for each in told["deliverables"] for row in each.get(name, [])]


def words(told):
    """Every text of an edition, whatever it belongs to."""
    if isinstance(told, str):
        return [told]
    if isinstance(told, dict):
        told = told.values()
    return [text for each in told for text in words(each)] if hasattr(told, "__iter__") else []
