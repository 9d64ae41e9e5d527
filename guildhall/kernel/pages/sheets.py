"""A list as a file for a spreadsheet, row by row as it is read."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from django.http import StreamingHttpResponse

from guildhall.kernel.spreadsheets import inert


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(name: str, rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """The answer that downloads it, headings first; nothing that somebody typed runs as a formula."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow(["" if cell is None else inert(str(cell)) for cell in row]) for row in rows)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
