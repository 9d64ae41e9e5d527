"""Which days are holidays in which nation: the published table, and the council's corrections.

The table is taken from the `holidays` library by `freeze` (ADR 20). A holiday may be proclaimed
weeks ahead (the Queen's funeral, a World Cup): the overrides file takes it at once, without
waiting for a new release of the library.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from guildhall.kernel.clocks.events import ClockError
from guildhall.kernel.clocks.reading import read_day
from guildhall.kernel.clocks.wording import listed, quoted

TABLE = Path(__file__).with_name("bank-holidays.csv")
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2095, 12, 31)  # five years past the last receipt date, room for any period

# gov.uk has published the proclaimed dates of each division to the end of this year; later
# dates are the library's reckoning. Move it when gov.uk publishes another year.
PROCLAIMED_TO = date(2028, 12, 31)

NATIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
_DIVISIONS = {
    **{code.lower(): (code,) for code in NATIONS},
    **{name.lower(): (code,) for code, name in NATIONS.items()},
    "england-and-wales": ("ENG", "WLS"),
    "england and wales": ("ENG", "WLS"),
    "northern-ireland": ("NIR",),
    "uk": tuple(NATIONS),
    "united kingdom": tuple(NATIONS),
}
COLUMNS = ("day", "nation", "title", "change", "source", "announced_on")

Holidays = dict[str, dict[date, str]]


@dataclass(frozen=True, slots=True)
class Override:
    """One line of the overrides file: a holiday added to a nation, or taken away from it."""

    day: date
    nation: str
    title: str
    change: str = "add"
    source: str = ""
    announced_on: date | None = None


@lru_cache(maxsize=1)
def published() -> tuple[str, Holidays]:
    """The release of the `holidays` library the table was taken from, and the table by nation."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        release = next(lines).split()[-1]
        found: Holidays = {nation: {} for nation in NATIONS}
        for day, nations, title in csv.reader(lines):
            for nation in nations.split():
                found[nation][date.fromisoformat(day)] = title
    return release, found


def nations_of(division: str) -> tuple[str, ...]:
    """ENG, england-and-wales, Scotland, UK … as the codes of the nations they cover."""
    try:
        return _DIVISIONS[division.strip().lower()]
    except KeyError:
        choices = listed([*NATIONS, "england-and-wales", "UK"])
        raise ClockError(f"{quoted(division)} is not a nation: use one of {choices}.") from None


def where_kept(nations: Iterable[str]) -> str:
    """in Scotland; in England and Wales; throughout the UK."""
    names = [name for code, name in NATIONS.items() if code in set(nations)]
    return "throughout the UK" if len(names) == len(NATIONS) else f"in {listed(names)}"


def read_overrides(path: Path) -> tuple[Override, ...]:
    """The overrides file's lines; a line that cannot be read is named with its number."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            _require_columns(path, rows.fieldnames)
            return tuple(
                override
                for number, row in enumerate(rows, start=2)
                for override in _overrides(path, number, row)
            )
    except (UnicodeDecodeError, csv.Error):
        raise ClockError(f"{path.name} is not UTF-8 text: save it as CSV UTF-8.") from None


def _require_columns(path: Path, found: Iterable[str] | None) -> None:
    missing = [name for name in COLUMNS[:4] if name not in (found or ())]
    if missing:
        raise ClockError(f"{path.name} has no column {listed(missing)}.")


def _overrides(path: Path, number: int, row: dict[str, str | None]) -> list[Override]:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        if told["change"] not in ("add", "remove"):
            raise ClockError(f"change is {quoted(told['change'])}, not add or remove.")
        announced = read_day(told["announced_on"]) if told["announced_on"] else None
        return [
            Override(
                _day_in_range(told["day"]), nation, told["title"] or "Bank holiday",
                told["change"], told["source"], announced,
            )
            for nation in nations_of(told["nation"])
        ]  # fmt: skip
    except ClockError as problem:
        raise ClockError(f"{path.name} line {number}: {problem}") from None


def _day_in_range(text: str) -> date:
    day = read_day(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ClockError(f"{day} is outside {FIRST_DAY.year} to {LAST_DAY.year}.")
    return day


def corrected(found: Holidays, overrides: Iterable[Override]) -> Holidays:
    """The holidays with the overrides applied in order, the last word winning."""
    holidays = {nation: dict(days) for nation, days in found.items()}
    for override in overrides:
        if override.change == "remove":
            holidays[override.nation].pop(override.day, None)
        else:
            holidays[override.nation][override.day] = override.title
    return holidays
