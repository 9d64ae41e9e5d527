"""Writing rows in bulk: whole tables at a time, by each database's quickest way in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


class Table:
    """The table of one model, and rows on their way into it; what a row leaves out takes the field's default.

    A typed record's own table is filled apart from the spine's: only the fields it declares itself are its.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.fields = (
            model,
            [field for field in model._meta.local_concrete_fields if not field.generated],
        )
        self.rows: list[list[Any]] = []
        self._key = model._meta.pk.attname
        self._blank = {
            field.attname: None if field.primary_key else field.get_default() for field in self.fields
        }
        self._prepare = [
            (index, prepare) for index, field in enumerate(self.fields) if (prepare := _prepared(field))
        ]
        self.next = 1  # the number of the row to come

    def add(self, **values: Any) -> Any:
        """Adds a row under the next number, unless it brings its own key; returns the key."""
        if self._key not in values:
            values[self._key] = self.next
            self.next += 1
        row = list({**self._blank, **values}.values())
        for index, prepare in self._prepare:
            row[index] = prepare(row[index])
        self.rows.append(row)
        return values[self._key]

    def flush(self) -> None:
        """Writes the rows that wait."""
        columns = ", ".join(connection.ops.quote_name(field.column) for field in self.fields)
        into = f"{connection.ops.quote_name(self.model._meta.db_table)} ({columns})"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self.fields))
                cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", self.rows)  # noqa: S608  our own names
        self.rows.clear()


def _prepared(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What is done to a field's value before it goes into a row; text, numbers and days go as they are."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, models.DateTimeField | models.DecimalField) and connection.vendor == "sqlite":
        return cache(lambda value: field.get_db_prep_save(value, connection))
    return None


def renumber(filled: Iterable[Table]) -> None:
    """Tells PostgreSQL's sequences how far the numbers went."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in filled]):
            cursor.execute(statement)
