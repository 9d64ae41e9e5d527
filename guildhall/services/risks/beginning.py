"""The bands and categories a council begins with, there whenever it has none of its own."""

from __future__ import annotations

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


def begin() -> None:
    """Puts them where there are none, as after a flush; what a council has of its own stays as it is."""
    if not Band.objects.exists():
        Band.objects.bulk_create(
            Band(name=name, lowest=lowest, colour=colour) for name, lowest, colour in BANDS
        )
    if not Category.objects.exists():
        Category.objects.bulk_create(Category(name=name, appetite=appetite) for name, appetite in CATEGORIES)
