"""The 2018-19 to 2022-23 business plan, as far as a service here can be held to it."""

from typing import Any

from django.db import migrations

from guildhall.plan.loading import edition, load_plan


def load(apps: Any, schema_editor: Any) -> None:
    load_plan(apps, edition("plan-2018-23"))


def unload(apps: Any, schema_editor: Any) -> None:
    apps.get_model("plan", "Plan").objects.filter(key=edition("plan-2018-23")["key"]).delete()


class Migration(migrations.Migration):
    dependencies = [("plan", "0002_figures_of_2017_18")]
    operations = [migrations.RunPython(load, unload)]
