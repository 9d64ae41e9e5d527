"""Questions that every page asks, put into SQL once: finding the words takes Django longer than the answer.

`letters = Prepared(lambda record: Letter.objects.filter(record=record).order_by("-pk"))` is asked as
`letters(record=42)`, and answers with the list that the queryset would have given.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

Row = TypeVar("Row")
Known = int | str | date
Ask = Callable[..., "QuerySet[Any, Row]"]

# A question for each officer's reach, and not many more than that are worth keeping.
MOST_KEPT = 500


class Said(NamedTuple):
    """A queryset in words: what reads its rows, its SQL, and each parameter; `names` of those left open."""

    rows: Any
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    names: dict[int, str]


class Prepared(Generic[Row]):
    """One question with open places; `ask` gets a value for each by name and returns a queryset.

    Its SQL must be the same whatever the values: they may be compared, and not branched on. None and lists
    would change the SQL and are refused, as is a value that `ask` makes into something else.
    """

    def __init__(self, ask: Ask[Row]) -> None:
        # Forgotten once it is said: whoever asked first, and the page they asked for, would stay with it.
        self._ask: Ask[Row] | None = ask
        self._said: Said | None = None

    def __call__(self, **known: Known) -> list[Row]:
        """The rows; raises TypeError for a value that has no fixed place in SQL."""
        ask = self._ask
        if self._said is None and ask is not None:
            try:
                self._said, self._ask = _say(ask, known), None
            except EmptyResultSet:  # Django knows without asking that nothing can be found
                return list(ask(**known))
        said = self._said
        assert said is not None  # noqa: S101
        params = tuple(
            known[said.names[n]] if n in said.names else each for n, each in enumerate(said.params)
        )
        return list(_rows(said, params))


def _say(ask: Ask[Any], known: dict[str, Known]) -> Said:
    stand_ins = {name: _stand_in(name, value, n) for n, (name, value) in enumerate(known.items())}
    rows = ask(**stand_ins)
    compiler = rows.query.get_compiler(rows.db)
    sql, params = compiler.as_sql()
    names = {n: name for n, each in enumerate(params) for name, one in stand_ins.items() if _is(each, one)}
    if missing := stand_ins.keys() - set(names.values()):
        raise TypeError(f"{', '.join(sorted(missing))}: not compared as it is, so it cannot be prepared.")
    return Said(rows, compiler, sql, params, names)


def _stand_in(name: str, value: Known, number: int) -> Known:
    """What no row has: it holds a value's place while the question is put into words."""
    match value:
        case bool():
            pass
        case int():
            return -(2**62) + number
        case str():
            return f"\ue000{name}"
        case date():
            return date(1, 1, 1 + number)
    raise TypeError(f"{name}={value!r} has no fixed place in SQL: give a number, a text or a day.")


def _is(param: Any, stand_in: Known) -> bool:
    """Whether a parameter is that stand-in; SQLite is told a day as text."""
    return param == (
        stand_in.isoformat() if isinstance(param, str) and isinstance(stand_in, date) else stand_in
    )


def _rows(said: Said, params: tuple[Any, ...]) -> Any:
    """Reads the answer as Django would have, but for putting it into words again."""
    compiler, query = copy(said.compiler), copy(said.rows.query)
    compiler.connection = connections[said.rows.db]
    compiler.as_sql = lambda *args, **kwargs: (said.sql, params)
    query.get_compiler = lambda *args, **kwargs: compiler
    asked = type(said.rows)(said.rows.model, query, said.rows.db)
    return said.rows._iterable_class(asked)


_kept: dict[Hashable, Prepared[Any]] = {}


def kept(key: Hashable, ask: Ask[Row]) -> Prepared[Row]:
    """A question whose words depend on who asks; the key holds everything they depend on."""
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = Prepared(ask)
    return _kept[key]
