"""Files of rows as Excel keeps them: the first sheet of an XLSX workbook, read as a CSV file would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guildhall.kernel.origins import Row
from guildhall.kernel.spreadsheets import HIDDEN, Sheet, Unreadable
from guildhall.kernel.workbooks import as_words

BOOKS = {".xlsx", ".xlsm"}


@dataclass
class Workbook(Sheet):
    """The first sheet of a workbook; its cells are read as somebody would have typed them."""

    cells: list[list[Any]] = field(default_factory=list, repr=False)

    @classmethod
    def open(cls, path: Path) -> Workbook:
        """Raises Unreadable."""
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            cells = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        except (CalamineError, OSError, IndexError) as error:
            raise Unreadable(f"{path.name} cannot be opened as a workbook: {error}.") from error
        headings = [HIDDEN.sub("", as_words(each)).strip() for each in (cells[0] if cells else [])]
        if not any(headings):
            raise Unreadable(
                f"{path.name} is empty: the first line of its first sheet must name the columns."
            )
        return cls(path, "", "", headings, cells=cells)

    def rows(self) -> Iterator[Row]:
        """Every row by its line in the sheet."""
        for line, cells in enumerate(self.cells[1:], 2):
            typed = [as_words(each) for each in cells]
            if any(each.strip() for each in typed):
                yield self._row(line, typed)


def opened(path: Path) -> Sheet:
    """The file of rows at this place, whichever way it is kept. Raises Unreadable."""
    return Workbook.open(path) if path.suffix.lower() in BOOKS else Sheet.open(path)
