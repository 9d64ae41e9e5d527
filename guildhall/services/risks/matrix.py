"""The 5 × 5 matrix: every score with its band, and how many risks stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guildhall.kernel.clocks.wording import counted
from guildhall.services.risks.forms import IMPACT, LIKELIHOOD
from guildhall.services.risks.models import Band

FIVE = range(1, 6)
Place = tuple[int, int]


class Scale:
    """The bands, read once for a page."""

    def __init__(self, bands: Iterable[Band] | None = None) -> None:
        self.bands = sorted(Band.objects.all() if bands is None else bands, key=lambda band: band.lowest)

    def band(self, score: int | None) -> Band | None:
        """The band of a score; None for no score, or one below the lowest band."""
        reached = [band for band in self.bands if score is not None and band.lowest <= score]
        return reached[-1] if reached else None

    def key(self) -> Iterator[tuple[Band, str]]:
        """Each band with its scores: “5 to 9”."""
        tops = [*(band.lowest - 1 for band in self.bands[1:]), FIVE[-1] ** 2]
        for band, top in zip(self.bands, tops, strict=True):
            yield band, f"{band.lowest} to {top}" if top > band.lowest else str(top)


@dataclass(frozen=True)
class Cell:
    """One square: how many risks stand there, and the address that lists them."""

    likelihood: int
    impact: int
    number: int
    band: Band | None
    url: str
    active: bool

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def name(self) -> str:
        """What a screen reader says of it."""
        band = f", {self.band}" if self.band else ""
        where = f"likelihood {self.likelihood}, impact {self.impact}, score {self.score}{band}"
        return f"{counted(self.number, 'risk')}: {where}"


def rows(
    counts: Mapping[Place, int], scale: Scale, url: str, chosen: Place | None
) -> list[tuple[tuple[str, str], list[Cell]]]:
    """The matrix from the worst impact down, each row with what its impact is called.

    `url` is the page's address with every other filter, ready for more.
    """
    return [
        (label, [_cell((likelihood, impact), counts, scale, url, chosen) for likelihood in FIVE])
        for impact, label in zip(reversed(FIVE), reversed(named(IMPACT)), strict=True)
    ]


def _cell(place: Place, counts: Mapping[Place, int], scale: Scale, url: str, chosen: Place | None) -> Cell:
    likelihood, impact = place
    address = f"{url}likelihood={likelihood}&impact={impact}"
    return Cell(
        likelihood, impact, counts.get(place, 0), scale.band(likelihood * impact), address, place == chosen
    )


def likelihoods() -> list[tuple[str, str]]:
    """What each column is called."""
    return named(LIKELIHOOD)


def named(choices: Iterable[tuple[object, str]]) -> list[tuple[str, str]]:
    """The number and the word of each of a form's choices, without the one for no score."""
    parts = (label.partition(": ") for value, label in choices if value)
    return [(number, word) for number, _, word in parts]
