"""The plan's first tables go, with the edition that was loaded into them: plans are records from here on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plan", "0003_plan_of_2018_23")]
    operations = [
        migrations.DeleteModel("Promise"),
        migrations.DeleteModel("Deliverable"),
        migrations.DeleteModel("Objective"),
        migrations.DeleteModel("Plan"),
    ]
