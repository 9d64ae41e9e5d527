"""Counts for people: up to a cap, because "999+" says as much as 48,213 and costs a thousandth."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

CAP = 1000
# What stands for a record while a question about any one record is put into words; no record has this number.
ANY_ONE = -(2**62)
# A question for each officer and day, and not one more than that is worth keeping.
MOST_KEPT = 500

Sets = Mapping[str, QuerySet[Any]]


@dataclass(frozen=True)
class Question:
    """How many are in each set, up to a cap, as one statement."""

    names: tuple[str, ...]
    asked: tuple[str, ...]
    sql: str
    params: tuple[Any, ...]

    @classmethod
    def of(cls, sets: Sets, cap: int = CAP) -> Question:
        asked: list[str] = []
        parts: list[str] = []
        params: list[Any] = []
        for name, records in sets.items():
            try:
                sql, its_params = records.order_by().values("pk")[:cap].query.sql_with_params()
            except EmptyResultSet:
                continue
            # The statement is Django's own, with its parameters apart.
            asked.append(name)
            parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS capped)")  # noqa: S608
            params.extend(its_params)
        return cls(tuple(sets), tuple(asked), "SELECT " + ", ".join(parts), tuple(params))

    def answer(self, record: int | None = None) -> dict[str, int]:
        """The counts; `record` is the one that was asked about as ANY_ONE."""
        counts = dict.fromkeys(self.names, 0)
        if not self.asked:
            return counts
        params = [record if each == ANY_ONE else each for each in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return {**counts, **dict(zip(self.asked, cursor.fetchone(), strict=True))}


_kept: dict[Hashable, Question] = {}


def kept(key: Hashable, sets: Callable[[], Sets]) -> Question:
    """A question asked again and again, put into words once: that takes ten times as long as its answer.

    The key holds everything the words depend on: who asks, what they may see, on what day.
    """
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = Question.of(sets())
    return _kept[key]


def capped(sets: Sets, cap: int = CAP) -> dict[str, int]:
    """How many are in each set, up to the cap, asked in one statement."""
    return Question.of(sets, cap).answer()


def shown(count: int, cap: int = CAP) -> str:
    """The count as it is read: "17", or "999+" once it reaches the cap."""
    return f"{cap - 1:,}+" if count >= cap else f"{count:,}"
