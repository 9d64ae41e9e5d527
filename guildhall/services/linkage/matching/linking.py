"""Linking rows to people, whole: from what the sources wrote down to who is joined, who is asked about, and why.

Everything heavy happens in DuckDB, in this process and in memory; nothing of it is loaded before it is asked for,
so that a web worker never carries it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guildhall.services.linkage.matching import model
from guildhall.services.linkage.matching.joining import Apart, Joined, Known, join
from guildhall.services.linkage.matching.preparing import COLUMNS, prepare

MEMORY = "1200MB"
STEPS = ("Reading", "Preparing", "Comparing", "Joining", "Explaining")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Thresholds:
    """From how many bits a pair is joined without being asked, is asked about, and is asked about although the
    two contradict each other. One bit more doubles the odds; 3 bits are 8 to 1.
    """

    joins: float = 3.0
    asks: float = -3.0
    asks_despite: float = 20.0


@dataclass(frozen=True)
class Scored:
    """One pair with its weight in bits, what moved it (comparison → level, bits), and why it is asked about."""

    left: int
    right: int
    weight: float
    evidence: dict[str, tuple[str, float]]
    why: str = ""

    @property
    def probability(self) -> float:
        """The weight as odds turned into a share of 1."""
        return probability(self.weight)


@dataclass
class Linked:
    """What came of it: the pairs that hold people together, and those a person is asked about."""

    together: list[Scored] = field(default_factory=list)
    asked: list[Scored] = field(default_factory=list)
    compared: int = 0
    rows: int = 0


def probability(weight: float) -> float:
    """What a weight in bits comes to as a probability."""
    odds = 2.0 ** min(weight, 60)
    return float(odds / (1 + odds))


@contextmanager
def opened(folder: Path | None = None, *, memory: str = MEMORY, threads: int = 2) -> Iterator[Any]:
    """A DuckDB of our own, which never asks the network for anything, and whose overflow goes when it closes."""
    import duckdb

    given: dict[str, Any] = {
        "threads": threads,
        "memory_limit": memory,
        "autoinstall_known_extensions": False,
    }
    if folder:
        given["temp_directory"] = str(folder)
    connection = duckdb.connect(config=given)
    try:
        yield connection
    finally:
        connection.close()


def told_by_file(connection: Any, path: Path) -> None:
    """Rows as a CSV file has them, with the columns of `COLUMNS`."""
    connection.execute("CREATE TABLE told AS SELECT * FROM read_csv(?, all_varchar = true)", [str(path)])


def told_by_rows(connection: Any, batches: Iterable[list[tuple[str, ...]]]) -> None:
    """Rows as they come, in batches, in the order of `COLUMNS`."""
    import pyarrow as pa

    connection.execute(f"CREATE TABLE told ({', '.join(f'{name} TEXT' for name in COLUMNS)})")
    for batch in batches:
        given = pa.table(dict(zip(COLUMNS, map(list, zip(*batch, strict=True)), strict=True)))
        connection.register("batch", given)
        connection.execute("INSERT INTO told SELECT * FROM batch")
        connection.unregister("batch")


def link(
    connection: Any, thresholds: Thresholds, *, together: Iterable[tuple[int, int]] = (), apart: Apart | None = None,
    progress: Progress = lambda step: None,
) -> Linked:  # fmt: skip
    """Links the rows of the table `told`. `together` are one person already; `apart` never will be."""
    progress("Preparing")
    prepare(connection)
    progress("Comparing")
    pairs = _compared(connection, thresholds)
    progress("Joining")
    known = _known(connection)
    found = list(zip(pairs["l"].tolist(), pairs["r"].tolist(), pairs["match_weight"].tolist(), strict=True))
    joined = join(found, known, joins=thresholds.joins, together=together, apart=apart)
    progress("Explaining")
    result = _explained(pairs, joined, thresholds)
    result.compared, result.rows = len(found), len(known)
    return result


def _compared(connection: Any, thresholds: Thresholds) -> Any:
    """Every pair worth a thought with its weights, the heaviest first, as arrays."""
    from splink import DuckDBAPI, Linker

    quiet()
    linker = Linker(
        DuckDBAPI(connection=connection).register("people", table_name="everybody"),
        model.settings(model.trained()),
    )
    scored = linker.inference.predict(threshold_match_weight=thresholds.asks)
    weights = ", ".join(f"CAST({name} AS FLOAT) AS {name}" for name in _weights())
    sql = f"SELECT CAST(unique_id_l AS BIGINT) l, CAST(unique_id_r AS BIGINT) r, match_weight, {weights} FROM {scored.physical_name} ORDER BY match_weight DESC, l, r"  # noqa: S608
    return connection.execute(sql).fetchnumpy()


def quiet() -> None:
    """Splink tells how it is getting on; we have words of our own for that."""
    logging.getLogger("splink").setLevel(logging.ERROR)


def _weights() -> list[str]:
    """The columns that say what each comparison gave: the level's bits, and those for a rare or common value."""
    names = [f"mw_{model.column(name)}" for name in model.COMPARISONS]
    return names + [f"mw_tf_adj_{model.column(name)}" for name in model.weighed_by_frequency()]


def _known(connection: Any) -> dict[int, Known]:
    sql = "SELECT CAST(unique_id AS BIGINT), coalesce(forename, ''), coalesce(middle, ''), coalesce(dob_digits, ''), coalesce(born_by, ''), coalesce(sex, '') FROM people"
    return {row[0]: Known(*row[1:]) for row in connection.execute(sql).fetchall()}


def _explained(pairs: Any, joined: Joined, thresholds: Thresholds) -> Linked:
    columns = {name: pairs[name] for name in _weights()}
    tell = _Teller(pairs, columns)
    asked = [
        (at, why)
        for at, why in joined.asked
        if pairs["match_weight"][at] >= (thresholds.asks_despite if why.despite else thresholds.asks)
    ]
    return Linked([tell(at) for at in joined.together], [tell(at, why.sentence) for at, why in asked])


class _Teller:
    """Puts a pair's weights into words: which level each comparison came to, and how many bits that gave."""

    def __init__(self, pairs: Any, columns: dict[str, Any]) -> None:
        self.pairs, self.columns = pairs, columns
        self.levels = {name: model.bits(name) for name in model.COMPARISONS}
        self.frequent = set(model.weighed_by_frequency())

    def __call__(self, at: int, why: str = "") -> Scored:
        evidence = {name: told for name in model.COMPARISONS if (told := self._told(name, at))}
        left, right = int(self.pairs["l"][at]), int(self.pairs["r"][at])
        return Scored(left, right, round(float(self.pairs["match_weight"][at]), 2), evidence, why)

    def _told(self, name: str, at: int) -> tuple[str, float] | None:
        bits = float(self.columns[f"mw_{model.column(name)}"][at])
        level = self.levels[name].get(round(bits, 2))
        if level is None:
            return None
        more = float(self.columns[f"mw_tf_adj_{model.column(name)}"][at]) if name in self.frequent else 0.0
        return level, round(bits + more, 2)
