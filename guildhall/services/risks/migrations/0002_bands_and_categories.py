"""The bands and categories a council begins with, each its own to change (RSK-1)."""

from typing import Any

from django.db import migrations

BANDS = (("Low", 1, "green"), ("Moderate", 5, "yellow"), ("High", 10, "amber"), ("Severe", 15, "red"))
# The appetite: the highest score lived with untreated. None for breaking the law, more for what is tried out.
CATEGORIES = (
    ("Not sorted yet", 9),
    ("Service delivery", 9),
    ("Money", 9),
    ("Law and data protection", 4),
    ("People", 9),
    ("Technology", 9),
    ("Reputation", 9),
    ("Project", 12),
)


def load(apps: Any, schema_editor: Any) -> None:
    band, category = apps.get_model("risks", "Band"), apps.get_model("risks", "Category")
    band.objects.bulk_create(band(name=name, lowest=lowest, colour=colour) for name, lowest, colour in BANDS)
    category.objects.bulk_create(category(name=name, appetite=appetite) for name, appetite in CATEGORIES)


def unload(apps: Any, schema_editor: Any) -> None:
    apps.get_model("risks", "Band").objects.all().delete()
    apps.get_model("risks", "Category").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("risks", "0001_risks")]
    operations = [migrations.RunPython(load, unload)]
