"""The figures published on the plan's numbers page for 2017-18."""

from typing import Any

from django.db import migrations

from guildhall.plan.loading import edition, load_figures


def load(apps: Any, schema_editor: Any) -> None:
    load_figures(apps.get_model("kernel", "Sample"), edition("figures-2017-18"))


def unload(apps: Any, schema_editor: Any) -> None:
    source = edition("figures-2017-18")["source"]
    apps.get_model("kernel", "Sample").objects.filter(source=source).delete()


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_plan"), ("kernel", "0001_spine")]
    operations = [migrations.RunPython(load, unload)]
