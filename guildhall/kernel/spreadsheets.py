"""Files of rows as other systems write them, read line by line, with a word on what is wrong and where."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guildhall.kernel.origins import Row

SEPARATORS = ",;\t"
# Longer than any cell we could keep; the csv module's own limit is shorter than a long letter.
LONGEST_CELL = 1_000_000
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028\u2029\ufeff\ufffe\ufffd]")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def inert(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula, and a stranger may have written it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


class Unreadable(Exception):
    """The file cannot be read; the message is a sentence that says where."""


@dataclass
class Sheet:
    """A file of rows with a heading line.

    `fields` says for each column which field it is for, or nothing; `left_out` names the columns not taken.
    """

    path: Path
    encoding: str
    separator: str
    headings: list[str]
    fields: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, path: Path) -> Sheet:
        """Finds out how a file is written. Raises Unreadable."""
        try:
            encoding = _encoding(path)
            with path.open(encoding=encoding, newline="") as file:
                first = file.readline(LONGEST_CELL)
        except OSError as error:
            raise Unreadable(f"{path.name} cannot be opened: {error.strerror}.") from error
        separator = max(SEPARATORS, key=first.count)
        headings = next(csv.reader([first], delimiter=separator), [])
        if not any(heading.strip() for heading in headings):
            raise Unreadable(f"{path.name} is empty: its first line must name the columns.")
        return cls(path, encoding, separator, [HIDDEN.sub("", each).strip() for each in headings])

    def name_columns(self, aliases: Mapping[str, str], wanted: Mapping[str, str]) -> None:
        """Says which column is for which field, by its heading; `wanted` overrides. Raises Unreadable."""
        known = {heading.lower() for heading in self.headings}
        missing = sorted(heading for heading in wanted if heading.lower() not in known)
        if missing:
            raise Unreadable(
                f"There is no column “{missing[0]}”. The columns are: {', '.join(self.headings)}."
            )
        named = {**aliases, **{heading.lower(): name for heading, name in wanted.items()}}
        self.fields = [named.get(heading.lower(), "") for heading in self.headings]
        twice = sorted({each for each in self.fields if each and self.fields.count(each) > 1})
        if twice:
            columns = [h for h, name in zip(self.headings, self.fields, strict=True) if name == twice[0]]
            raise Unreadable(
                f"The columns {' and '.join(columns)} would both be “{twice[0]}”: "
                f"choose one with --map “{columns[0]}”={twice[0]}."
            )

    @property
    def left_out(self) -> list[str]:
        return [heading for heading, name in zip(self.headings, self.fields, strict=True) if not name]

    def rows(self) -> Iterator[Row]:
        """Every row by the line it begins on. Raises Unreadable where the file breaks off."""
        csv.field_size_limit(LONGEST_CELL)
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.separator)
            next(reader)
            line = reader.line_num + 1
            try:
                for cells in reader:
                    if any(cell.strip() for cell in cells):
                        yield self._row(line, cells)
                    line = reader.line_num + 1
            except (csv.Error, UnicodeError) as error:
                raise Unreadable(f"{self.path.name} cannot be read on from line {line}: {error}.") from error

    def _row(self, line: int, cells: list[str]) -> Row:
        told: dict[str, str] = {}
        notes = []
        for heading, name, cell in zip(
            self.headings, self.fields, _as_many(cells, len(self.headings)), strict=True
        ):
            if name:
                told[name] = HIDDEN.sub("", cell).strip()
                if hidden := HIDDEN.search(cell):
                    notes.append(f"A hidden character (U+{ord(hidden[0]):04X}) in “{heading}” was left out.")
        if len(cells) != len(self.headings):
            notes.append(f"It has {len(cells)} cells; the heading has {len(self.headings)}.")
        return Row(line, told, tuple(notes))


def _as_many(cells: Iterable[str], number: int) -> list[str]:
    given = list(cells)[:number]
    return given + [""] * (number - len(given))


def _encoding(path: Path) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else what Windows writes in Britain (cp1252)."""
    with path.open("rb") as file:
        start = file.read(3)
    for mark, name in BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            return name
    if _decodes(path, "utf-8"):
        return "utf-8"
    if position := _undecodable(path):
        line, column, byte = position
        raise Unreadable(
            f"Line {line}, character {column} of {path.name} has the byte {byte:#04x}, "
            "which is neither UTF-8 nor Windows-1252: save the file as “CSV UTF-8”."
        )
    return "cp1252"


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(path: Path) -> tuple[int, int, int] | None:
    """Line, character and value of the first byte that cp1252 has no letter for."""
    with path.open("rb") as file:
        for line, text in enumerate(file, 1):
            try:
                text.decode("cp1252")
            except UnicodeDecodeError as error:
                return line, error.start + 1, text[error.start]
    return None
