"""Workbooks (XLSX) as rows of words, sheet by sheet, with every line's own number."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from guildhall.kernel.spreadsheets import Unreadable

ZIPPED = b"PK\x03\x04"
# A workbook of a few kilobytes can say it is as large as the moon: what is larger than these is not opened.
MOST_BYTES = 60_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 500
CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')


def is_workbook(path: Path) -> bool:
    """Whether the file begins as a workbook does, whatever its name."""
    with path.open("rb") as file:
        return file.read(len(ZIPPED)) == ZIPPED


def lines(path: Path, name: str = "") -> Iterator[tuple[str, int, list[str]]]:
    """Each line that says something: its sheet, its number there and its cells. Raises Unreadable.

    `name` is what the file is called in the sentences, where it is not kept under its own name.
    """
    name = name or path.name
    from python_calamine import CalamineError, CalamineWorkbook  # loaded with the first workbook, not before

    _refuse_giants(path, name)
    try:
        with CalamineWorkbook.from_path(path) as book:
            for sheet in book.sheet_names:
                rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                for number, cells in enumerate(rows, 1):
                    told = [as_words(each) for each in cells]
                    if any(told):
                        yield sheet, number, told
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(f"{name} cannot be read as a workbook: {error}.") from error


def _refuse_giants(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            inside = packed.infolist()
            if sum(each.file_size for each in inside) > MOST_BYTES:
                raise Unreadable(f"{name} is too large once it is unpacked.")
            sheets = [each for each in inside if each.filename.startswith("xl/worksheets/")]
            if not sheets:
                raise Unreadable(f"{name} is no workbook: save the file as XLSX or as CSV.")
            for sheet in sheets:
                for column, row in CELL.findall(packed.read(sheet)):
                    if int(row) > MOST_ROWS or _number(column) > MOST_COLUMNS:
                        raise Unreadable(
                            f"{name} has a cell {column.decode()}{int(row)}: no table here is that large."
                        )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"{name} cannot be read as a workbook: {error}.") from error


def _number(column: bytes) -> int:
    """A column's letters as its number: A is 1, AA is 27."""
    found = 0
    for letter in column:
        found = found * 26 + letter - ord("A") + 1
    return found


def as_words(cell: Any) -> str:
    """A cell as somebody would type it: whole numbers whole, days as 2018-04-01."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
