"""The index of words beside the search entries: each database's own, kept by the database itself."""

from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE kernel_words USING fts5(
        title, text, content='kernel_searchentry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )""",
    # Rows that were there before this migration.
    "INSERT INTO kernel_words(kernel_words) VALUES ('rebuild')",
    """CREATE TRIGGER kernel_words_insert AFTER INSERT ON kernel_searchentry BEGIN
        INSERT INTO kernel_words(rowid, title, text) VALUES (new.id, new.title, new.text);
    END""",
    """CREATE TRIGGER kernel_words_delete AFTER DELETE ON kernel_searchentry BEGIN
        INSERT INTO kernel_words(kernel_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    END""",
    # Most actions move a record without changing a word of it: those leave the index alone.
    """CREATE TRIGGER kernel_words_update AFTER UPDATE OF title, text ON kernel_searchentry
    WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
        INSERT INTO kernel_words(kernel_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO kernel_words(rowid, title, text) VALUES (new.id, new.title, new.text);
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER kernel_words_insert",
    "DROP TRIGGER kernel_words_delete",
    "DROP TRIGGER kernel_words_update",
    "DROP TABLE kernel_words",
)
# Words are cut at everything that is no letter or digit, as FTS5 does; a vector holds at most a megabyte.
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH DICTIONARY guildhall_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION guildhall (COPY = english)",
    """ALTER TEXT SEARCH CONFIGURATION guildhall ALTER MAPPING FOR
        asciiword, asciihword, hword_asciipart, word, hword, hword_part, numword, hword_numpart
        WITH unaccent, guildhall_stem""",
    r"""ALTER TABLE kernel_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('guildhall', regexp_replace(left(title, 10000), '[\W_]+', ' ', 'g')), 'A') ||
        setweight(to_tsvector('guildhall', regexp_replace(left(text, 200000), '[\W_]+', ' ', 'g')), 'B')
    ) STORED""",
    "CREATE INDEX kernel_searchentry_vector ON kernel_searchentry USING gin (vector)",
    "CREATE VIEW kernel_words AS SELECT id AS rowid, vector AS kernel_words FROM kernel_searchentry",
)
POSTGRESQL_BACK = (
    "DROP VIEW kernel_words",
    "ALTER TABLE kernel_searchentry DROP COLUMN vector",
    "DROP TEXT SEARCH CONFIGURATION guildhall",
    "DROP TEXT SEARCH DICTIONARY guildhall_stem",
)


def build(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_inputs_know_their_law")]

    operations = [
        migrations.RunPython(build, take_down),
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=models.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="kernel.searchentry",
                    ),
                ),
                ("index", models.TextField(db_column="kernel_words")),
            ],
            options={"db_table": "kernel_words", "managed": False},
        ),
    ]
