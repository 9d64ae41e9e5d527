"""Take the bank holidays of the four nations from the `holidays` library into our table.

Run `python -m guildhall.kernel.clocks.freeze` after upgrading the library; the tests fail until
then, and compare the result with gov.uk.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date

from guildhall.kernel.clocks.bank_holidays import FIRST_DAY, LAST_DAY, NATIONS, TABLE, Holidays


def from_library() -> tuple[str, Holidays]:
    """The library's release and its holidays by nation."""
    from holidays import country_holidays
    from holidays.version import __version__

    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    return __version__, {
        nation: dict(country_holidays("GB", subdiv=nation, years=years)) for nation in NATIONS
    }


def freeze() -> None:
    """Rewrite the table, one line for each day and title with the nations that keep it."""
    release, found = from_library()
    keepers: dict[tuple[date, str], list[str]] = defaultdict(list)
    for nation, days in found.items():
        for day, title in days.items():
            keepers[day, title].append(nation)
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        lines.write(f"# day, nations, title: taken from the Python library holidays {release}\n")
        rows = ((day, " ".join(nations), title) for (day, title), nations in keepers.items())
        csv.writer(lines, lineterminator="\n").writerows(sorted(rows))


if __name__ == "__main__":
    freeze()
