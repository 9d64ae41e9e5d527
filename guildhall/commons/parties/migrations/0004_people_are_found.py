"""People are found by an index of words of each database's own, and by words that names may be mistyped as."""

import django.db.models.deletion
from django.db import migrations, models

from guildhall.commons.parties.spelling import slips
from guildhall.commons.parties.wording import spoken, text_of

AT_ONCE = 1000
SQLITE = (
    """CREATE VIRTUAL TABLE parties_words USING fts5(
        text, content='parties_partytext', content_rowid='id', tokenize='unicode61', prefix='2 3'
    )""",
    """CREATE TRIGGER parties_words_insert AFTER INSERT ON parties_partytext BEGIN
        INSERT INTO parties_words(rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER parties_words_delete AFTER DELETE ON parties_partytext BEGIN
        INSERT INTO parties_words(parties_words, rowid, text) VALUES ('delete', old.id, old.text);
    END""",
    """CREATE TRIGGER parties_words_update AFTER UPDATE OF text ON parties_partytext
    WHEN old.text IS NOT new.text BEGIN
        INSERT INTO parties_words(parties_words, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO parties_words(rowid, text) VALUES (new.id, new.text);
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER parties_words_insert",
    "DROP TRIGGER parties_words_delete",
    "DROP TRIGGER parties_words_update",
    "DROP TABLE parties_words",
)
# Every word is kept as it is: "Will" is a name, and no stop word.
POSTGRESQL = (
    """ALTER TABLE parties_partytext ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED""",
    "CREATE INDEX parties_partytext_vector ON parties_partytext USING gin (vector)",
    "CREATE VIEW parties_words AS SELECT id AS rowid, vector AS parties_words FROM parties_partytext",
)
POSTGRESQL_BACK = (
    "DROP VIEW parties_words",
    "ALTER TABLE parties_partytext DROP COLUMN vector",
)


def build(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


def write_those_there(apps, schema_editor):
    """Whoever was here before can be found too."""
    Party, PartyText, NameSlip = (
        apps.get_model("parties", name) for name in ("Party", "PartyText", "NameSlip")
    )
    found = Party.objects.prefetch_related("names", "contact_points").order_by("pk")
    texts, words = [], set()
    for party in found.iterator(chunk_size=AT_ONCE):
        names, points = party.names.all(), party.contact_points.all()
        texts.append(PartyText(party=party, text=text_of(party, names, points)))
        words |= spoken(party, names)
        if len(texts) >= AT_ONCE:
            PartyText.objects.bulk_create(texts)
            texts = []
    PartyText.objects.bulk_create(texts)
    fresh = [NameSlip(slip=slip, word=word) for word in sorted(words) for slip in sorted(slips(word))]
    NameSlip.objects.bulk_create(fresh, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0003_points_are_compared_anew"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="party",
            name="sensitivity",
            field=models.PositiveSmallIntegerField(
                choices=[(10, "Ordinary"), (20, "Personal"), (30, "Restricted")],
                default=10,
                help_text="How close what this source knows is held; a children's system's leaves are restricted.",
            ),
        ),
        migrations.AddField(
            model_name="partyevent",
            name="sensitivity",
            field=models.PositiveSmallIntegerField(
                choices=[(10, "Ordinary"), (20, "Personal"), (30, "Restricted")],
                default=10,
                help_text="Of the marker it tells of.",
            ),
        ),
        migrations.CreateModel(
            name="PartyWords",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="parties.partytext",
                    ),
                ),
                ("index", models.TextField(db_column="parties_words")),
            ],
            options={
                "db_table": "parties_words",
                "managed": False,
            },
        ),
        migrations.AddField(
            model_name="partytext",
            name="party",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="text", to="parties.party"
            ),
        ),
        migrations.CreateModel(
            name="NameSlip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slip", models.CharField(max_length=60)),
                ("word", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["word"], name="slip_of_word")],
                "constraints": [models.UniqueConstraint(fields=("slip", "word"), name="slip_once")],
            },
        ),
        migrations.RunPython(build, take_down),
        migrations.RunPython(write_those_there, migrations.RunPython.noop),
    ]
