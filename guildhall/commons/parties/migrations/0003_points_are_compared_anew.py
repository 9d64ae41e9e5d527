"""Telephone numbers are compared as they are dialled, and addresses give up their postcode."""

from django.db import migrations

from guildhall.commons.parties.people import comparable, postcode_in

AT_ONCE = 2000


def compare_anew(apps, schema_editor):
    """Where two numbers of one party turn out to be the same, the later is left out."""
    points = apps.get_model("parties", "ContactPoint").objects
    seen = set()
    for point in points.filter(kind="phone").order_by("pk").iterator(chunk_size=AT_ONCE):
        key = comparable("phone", point.value)
        if (point.party_id, key) in seen:
            point.delete()
        elif key != point.key:
            points.filter(pk=point.pk).update(key=key)
        seen.add((point.party_id, key))
    for point in points.filter(kind="address").order_by("pk").iterator(chunk_size=AT_ONCE):
        if postcode := postcode_in(point.value):
            points.filter(pk=point.pk).update(postcode=postcode)


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_persons_have_leaves")]
    operations = [migrations.RunPython(compare_anew, migrations.RunPython.noop)]
