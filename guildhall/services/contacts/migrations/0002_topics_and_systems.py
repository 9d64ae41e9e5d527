"""The topics a new installation starts with, and the systems that answer about them."""

from django.db import migrations

from guildhall.services.contacts.topics import bring_in


def forwards(apps, schema_editor):
    bring_in(apps.get_model("contacts", "Topic"), apps.get_model("contacts", "System"))


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_contacts_articles_points_and_calls")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
