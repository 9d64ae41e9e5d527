"""The tables: what was aimed at and what was found, on the terminal and in RESULTS.md."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import TARGETS, Figure, Figures

FILE = Path(__file__).with_name("RESULTS.md")
NAMES = {
    "floor one": "*bare Django: one indexed query*",
    "record": "Record page",
    "floor list": "*bare Django: a list of 50 rows*",
    "queue": "Queue page, 50 rows",
    "search page rare": "Search page, a rare word",
    "search page tenth": "Search page, a word in a tenth",
    "create": "Create a request",
}
FLOORS = {"queue": "floor list"}
INSIDE = {
    "search rare": "Search for a rare word",
    "search tenth": "Search for a word in a tenth",
    "measure": "A percentage over a year",
}
ALONE = {"redating": ("Re-dating the open records", "s"), "memory": ("Two workers together", "MB")}


def show(figures: Figures, left_out: list[str]) -> None:
    """The tables on the terminal."""
    print("\n" + "\n".join(body(figures, left_out)))


def write(figures: Figures, left_out: list[str], busy: float) -> None:
    """The tables in RESULTS.md, with the machine, the day and the commit they belong to."""
    FILE.write_text("\n".join([*head(busy), *body(figures, left_out)]) + "\n", encoding="utf-8")


def head(busy: float) -> list[str]:
    """`busy` is the load average before anything was measured: what others were doing on the machine."""
    today = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"  # noqa: TID251  when it was measured, and not in the council
    return [
        "# What was measured",
        "",
        f"{today}, commit {_commit()}, {_machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}.",
        "Load generator, both servers and the database share the machine. `make bench ARGS=--keep` measures",
        "again; [README.md](README.md) says how.",
        "",
        f"Before it began {busy:.1f} processes wanted the {os.cpu_count()} cores: {_quiet(busy)}",
        "",
    ]


def _quiet(busy: float) -> str:
    if busy < 0.5:
        return "the machine was quiet."
    return "**the machine was busy with other work**, so look at the ratio to the floor and not at the rates."


def body(figures: Figures, left_out: list[str]) -> list[str]:
    lines = ["## Aims", "", *aims(figures), ""]
    for database in figures.databases():
        lines += [f"## {database}", "", *pages(figures, database), "", *inside(figures, database), ""]
    return [*lines, *notes(figures), *left_out]


def aims(figures: Figures) -> Iterable[str]:
    databases = figures.databases()
    yield "| at the largest size, most at once | aim | " + " | ".join(databases) + " |"
    yield "| --- | --- |" + " --- |" * len(databases)
    for target in TARGETS:
        aim = f"≥ {target.least:.3g}" if target.least is not None else f"≤ {target.most:g}"
        found = []
        for database in databases:
            number = target.number(figures, database)
            wanted = not target.only or target.only == database
            met = "" if not wanted or number is None else ", met" if target.met(number) else ", **not met**"
            found.append("–" if number is None else f"{number:.3g} {target.unit}".rstrip() + met)
        yield f"| {target.wanted} | {aim} {target.unit} | " + " | ".join(found) + " |"


def pages(figures: Figures, database: str) -> Iterable[str]:
    sizes = figures.sizes(database)
    yield (
        "| over HTTP | at once | "
        + " | ".join(f"{size:,}: a second | p50 ms | p95 ms | CPU ms | of the floor" for size in sizes)
        + " |"
    )
    yield "| --- | ---: |" + " ---: | ---: | ---: | ---: | ---: |" * len(sizes)
    for people in figures.people():
        for what, name in NAMES.items():
            row = [figures.one(database, size, people, what) for size in sizes]
            if any(row):
                cells = [_cells(figures, each) for each in row]
                yield f"| {name} | {people} | " + " | ".join(cells) + " |"


def _cells(figures: Figures, figure: Figure | None) -> str:
    if figure is None:
        return "– | – | – | – | –"
    bare = figures.one(figure.database, figure.records, figure.people, FLOORS.get(figure.what, "floor one"))
    beside = f"{figure.rate / bare.rate:.2f}" if bare and bare.rate else "–"
    return f"{figure.rate:,.0f} | {figure.p50:.1f} | {figure.p95:.1f} | {figure.cpu:.1f} | {beside}"


def inside(figures: Figures, database: str) -> Iterable[str]:
    sizes = figures.sizes(database)
    yield "| without a page around it | " + " | ".join(f"{size:,}" for size in sizes) + " |"
    yield "| --- |" + " ---: |" * len(sizes)
    for what, name in INSIDE.items():
        row = [figures.one(database, size, 0, what) for size in sizes]
        cells = [f"{each.p50:.1f} ms (p95 {each.p95:.1f})" if each else "–" for each in row]
        yield f"| {name} | " + " | ".join(cells) + " |"
    for what, (name, unit) in ALONE.items():
        row = [figures.one(database, size, 0, what) for size in sizes]
        cells = [f"{each.value:.1f} {unit}" if each else "–" for each in row]
        yield f"| {name} | " + " | ".join(cells) + " |"


def notes(figures: Figures) -> Iterable[str]:
    for figure in figures.all:
        if figure.note:
            yield f"{figure.database}, {figure.records:,}, {figure.what}: {figure.note}."


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
        cwd=FILE.parent,
    )
    return said.stdout.strip() or "unknown"


def _machine() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
    return f"{os.cpu_count()} cores ({model})"
