"""Working days, counted in constant time.

There is no such thing as *the* working day: freedom of information stops for a bank holiday in
any part of the UK (FOIA s.10(6)), a council's complaints only for one in England and Wales. So
every question to a calendar names its region.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from itertools import accumulate, compress
from pathlib import Path

from guildhall.kernel.clocks.bank_holidays import (
    FIRST_DAY,
    LAST_DAY,
    NATIONS,
    PROCLAIMED_TO,
    Holidays,
    Override,
    corrected,
    nations_of,
    published,
    read_overrides,
    where_kept,
)
from guildhall.kernel.clocks.events import ClockError
from guildhall.kernel.clocks.wording import listed, quoted, said

ANY_UK = "any-uk"
ENGLAND_AND_WALES = "england-wales"
# Christmas Eve is no bank holiday, and yet no day of proceedings for elections and vacancies.
PROCEEDINGS = "proceedings"
CHRISTMAS_EVE = "christmas-eve"
REGIONS: dict[str, tuple[str, ...]] = {
    ANY_UK: tuple(NATIONS),
    ENGLAND_AND_WALES: ("ENG", "WLS"),
    "scotland": ("SCT",),
    "northern-ireland": ("NIR",),
    PROCEEDINGS: ("ENG", CHRISTMAS_EVE),
}

_BASE = FIRST_DAY.toordinal()
_EVERY_DAY = tuple(map(date.fromordinal, range(_BASE, LAST_DAY.toordinal() + 1)))
_WEEKDAYS = bytes(day.weekday() < 5 for day in _EVERY_DAY)
# Named beside bank holidays by FOIA s.10(6), because they are holidays by common law.
_NAMED_IN_LAW = ("Christmas Day", "Good Friday", "Christmas Eve")
_EVES = {date(year, 12, 24): "Christmas Eve" for year in range(FIRST_DAY.year, LAST_DAY.year + 1)}


class _WorkingDays:
    """One region's table: how many working days lie up to each day, and which they are."""

    __slots__ = ("dates", "upto")

    def __init__(self, holidays: set[date]) -> None:
        works = bytearray(_WEEKDAYS)
        for day in holidays:
            works[day.toordinal() - _BASE] = False
        self.upto = list(accumulate(works))
        self.dates = list(compress(_EVERY_DAY, works))


class Calendar:
    """The bank holidays of the four nations, as known on one day; never changed, only replaced."""

    def __init__(
        self,
        holidays: Holidays,
        version: str,
        overrides: tuple[Override, ...] = (),
        horizon: date = PROCLAIMED_TO,
    ) -> None:
        self._published = holidays
        self._release = version
        self.overrides = overrides
        self.horizon = horizon
        self.holidays = corrected(holidays, overrides)
        self._kept = {**self.holidays, CHRISTMAS_EVE: _EVES}
        self._tables: dict[str, _WorkingDays] = {}

    @cached_property
    def version(self) -> str:
        """Short and stable: the library's release, and a mark of the overrides if there are any."""
        if not self.overrides:
            return self._release
        told = "\n".join(f"{o.day} {o.nation} {o.change} {o.title}" for o in self.overrides)
        return f"{self._release}+{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    def is_working(self, day: date, region: str) -> bool:
        """Whether the day counts in the region."""
        upto = self._table(region).upto
        at = _position(day)
        return upto[at] > (upto[at - 1] if at else 0)

    def add_working_days(self, day: date, n: int, region: str) -> date:
        """The n-th working day strictly after the day; with n = 0 the first on or after it."""
        if n < 0:
            raise ValueError("working days are counted forwards")
        table = self._table(region)
        at = _position(day)
        before = table.upto[at] if n else table.upto[at - 1] if at else 0
        try:
            return table.dates[before + n - 1 if n else before]
        except IndexError:
            raise ClockError(f"The calendar ends on {said(LAST_DAY)}.") from None

    def subtract_working_days(self, day: date, n: int, region: str) -> date:
        """The n-th working day strictly before the day, n being 1 or more."""
        if n < 1:
            raise ValueError("working days are counted back from the first before the day")
        table = self._table(region)
        at = _position(day)
        before = (table.upto[at - 1] if at else 0) - n
        if before < 0:
            raise ClockError(f"The calendar begins on {said(FIRST_DAY)}.")
        return table.dates[before]

    def working_days_between(self, a: date, b: date, region: str) -> int:
        """Working days after a, up to and including b (negative when b is earlier)."""
        upto = self._table(region).upto
        return upto[_position(b)] - upto[_position(a)]

    def why_not(self, day: date, region: str) -> str | None:
        """Why the day does not count: "Saturday", "bank holiday in Scotland"; None when it does."""
        if day.weekday() >= 5:
            return "Saturday" if day.weekday() == 5 else "Sunday"
        nations = self._nations_on_holiday(day, region)
        if not nations:
            return None
        title = self._kept[nations[0]][day]
        if title in _NAMED_IN_LAW:
            return title
        return f"bank holiday {where_kept(nations)}"

    def holiday_title(self, day: date, region: str) -> str | None:
        """What the holiday is called where it is kept: "St Andrew's Day"; None on other days."""
        nations = self._nations_on_holiday(day, region)
        return self._kept[nations[0]][day] if nations else None

    def with_holiday(self, day: date, nation: str, title: str) -> Calendar:
        """A new calendar in which one more holiday is kept (nation as in the overrides file)."""
        _position(day)
        added = tuple(Override(day, code, title) for code in nations_of(nation))
        return Calendar(self._published, self._release, self.overrides + added, self.horizon)

    def _nations_on_holiday(self, day: date, region: str) -> list[str]:
        return [nation for nation in _region(region) if day in self._kept[nation]]

    def _table(self, region: str) -> _WorkingDays:
        table = self._tables.get(region)
        if table is None:
            kept = set[date]().union(*(self._kept[nation] for nation in _region(region)))
            table = self._tables[region] = _WorkingDays(kept)
        return table


_loaded: dict[Path | None, tuple[tuple[int, int] | None, Calendar]] = {}


def load_calendar(overrides: Path | None = None) -> Calendar:
    """The calendar in force: the published table, corrected by the overrides file if there is one.

    Kept until the file changes, so asking is cheap. Raises ClockError, naming the line, when the
    file cannot be read as overrides.
    """
    stamp = _stamp(overrides)
    kept = _loaded.get(overrides)
    if kept is None or kept[0] != stamp:
        version, holidays = published()
        lines = read_overrides(overrides) if overrides and stamp else ()
        kept = _loaded[overrides] = (stamp, Calendar(holidays, version, lines))
    return kept[1]


def _stamp(path: Path | None) -> tuple[int, int] | None:
    try:
        found = path.stat() if path else None
    except FileNotFoundError:
        return None
    return (found.st_mtime_ns, found.st_size) if found else None


def _region(region: str) -> tuple[str, ...]:
    try:
        return REGIONS[region]
    except KeyError:
        raise ClockError(f"{quoted(region)} is not a region: use {listed(list(REGIONS))}.") from None


def _position(day: date) -> int:
    at = day.toordinal() - _BASE
    if 0 <= at < len(_EVERY_DAY):
        return at
    raise ClockError(f"{said(day)} is outside the calendar, {FIRST_DAY.year} to {LAST_DAY.year}.")
