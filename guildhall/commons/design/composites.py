"""What the composite templates are given: plain data, so that no template asks the database anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString

from guildhall.commons.design.charts import sparkline

# Characters of a figure that fit a tile in its ordinary size.
LONGEST = 8


@dataclass(frozen=True)
class Chip:
    """A filter of a list; a capped number is text (“1,000+”), and `tone` is late, soon or nothing."""

    label: str
    url: str
    number: int | str
    active: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Verb:
    """Something that can be done now, or the sentence why it cannot."""

    label: str
    url: str = ""
    why_not: str = ""
    about: str = ""
    primary: bool = False


@dataclass(frozen=True)
class Moment:
    """One sentence of a timeline; `effective_on` only where the law's day is not the day of recording."""

    sentence: str
    at: datetime
    effective_on: date | None = None
    detail: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure as a printer would like it; it opens to its records, or names its source."""

    label: str
    figure: str
    unit: str = ""
    period: str = ""
    comparisons: Sequence[str] = ()
    verdict: str = ""  # well, poor or nothing: whether the target is met, said in words by a comparison too
    trend: Sequence[float | None] = ()
    trend_label: str = ""
    url: str = ""
    source: str = ""

    @property
    def long(self) -> bool:
        """Whether the figure would outgrow its tile in the size of ordinary ones, as £10,545,518 would."""
        return len(self.figure) + len(self.unit) > LONGEST

    @property
    def sparkline(self) -> SafeString:
        return sparkline(
            self.trend, self.trend_label or f"{self.label}, from the oldest period to the newest"
        )


@dataclass(frozen=True)
class Column:
    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of text or safe HTML. On a telephone each row becomes a card whose figures name their columns."""

    caption: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    caption_hidden: bool = False

    @property
    def labelled(self) -> list[list[tuple[Column, Any]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]
