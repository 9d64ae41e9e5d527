"""The bands and categories a council begins with, there whenever it has none of its own."""

from __future__ import annotations

from typing import Any

from django.db import connections

from guildhall.services.risks.models import NOT_SORTED, Band, Category

BANDS = (("Low", 1, "green"), ("Moderate", 5, "yellow"), ("High", 10, "amber"), ("Severe", 15, "red"))
# The appetite: the highest score lived with untreated. Little for breaking the law, more for trials.
CATEGORIES = (
    (NOT_SORTED, 9),
    ("Service delivery", 9),
    ("Money", 9),
    ("Law and data protection", 4),
    ("People", 9),
    ("Technology", 9),
    ("Reputation", 9),
    ("Project", 12),
)


def begin(sender: Any, using: str = "default", **signal: Any) -> None:
    """After each migration, and after a database was flushed: what it has of its own stays as it is."""
    there = set(connections[using].introspection.table_names())
    if not {Band._meta.db_table, Category._meta.db_table} <= there:
        return
    if not Band.objects.using(using).exists():
        Band.objects.using(using).bulk_create(
            Band(name=name, lowest=lowest, colour=colour) for name, lowest, colour in BANDS
        )
    if not Category.objects.using(using).exists():
        Category.objects.using(using).bulk_create(
            Category(name=name, appetite=appetite) for name, appetite in CATEGORIES
        )
