"""How good a linking is, where it is known who is who: by pairs, as the field counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """Of the pairs joined, the share that is right; of the pairs there are, the share that was joined."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.4f}, recall {self.recall:.4f}, F1 {self.f1:.4f}"


def score(truth: Mapping[int, int], links: Iterable[tuple[int, int]]) -> Score:
    """`truth` is row → person; `links` hold rows together, and what hangs together counts as one person."""
    leader: dict[int, int] = {}

    def led(row: int) -> int:
        while (above := leader.get(row, row)) != row:
            row = above
        return row

    for one, other in links:
        leader[led(other)] = led(one)
    group = {row: led(row) for row in truth}
    together = _pairs(Counter(group.values()))
    right = _pairs(Counter((group[row], person) for row, person in truth.items()))
    return Score(right / together if together else 1.0, right / (_pairs(Counter(truth.values())) or 1))


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
