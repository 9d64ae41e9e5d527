"""One database of one size, measured: pages beside the floor in the same minute, then what has no page."""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench import databases
from bench.city import COMMON_WORD, RARE_WORD
from bench.figures import Figure, Figures
from bench.load import Ask, Load, press
from bench.serving import Server, serving

FLOOR = "bench.floor.wsgi:application"
# As many as one address may ask in an hour, and as many as one measurement could use up.
FROM_ONE, ASKED = 20, 4_000
CSRF = "bench" * 6 + "ab"


@dataclass
class Bench:
    """What is measured on one filled database, and for how long each time."""

    database: str
    records: int
    people: list[int]
    seconds: float
    figures: Figures
    url: str = ""

    def run(self) -> None:
        """Measures everything; a page that is not there yet is named and left out."""
        databases.forget_holidays()
        known = databases.ask(self.url, "prepare")
        with serving(self.url) as ours, serving(self.url, FLOOR) as floor:
            for people in self.people:
                self._pages(ours, floor, people, known)
                self._creating(ours, people)
            self._memory(ours)
        for what, figure in databases.ask(self.url, "ask").items():
            self._note(Figure(self.database, self.records, 0, what, **figure))
        self._redating()

    def _pages(self, ours: Server, floor: Server, people: int, known: dict[str, Any]) -> None:
        records, cookies = known["records"], known["cookies"]
        self._press(floor, people, "floor one", lambda: _asks(f"/one/{each}/" for each in _drawn(records)))
        self._press(
            ours, people, "record", lambda: _asks((f"/records/{each}/" for each in _drawn(records)), cookies)
        )
        self._press(floor, people, "floor list", lambda: _asks(itertools.repeat("/list/")))
        self._press(ours, people, "queue", lambda: _asks(itertools.repeat("/desk/requests/"), cookies))
        for what, word in (("search page rare", RARE_WORD), ("search page tenth", COMMON_WORD)):
            self._press(
                ours, people, what, lambda word=word: _asks(itertools.repeat(f"/search/?q={word}"), cookies)
            )

    def _creating(self, ours: Server, people: int) -> None:
        """Residents who send what they have filled in: record, party, event, clock, letter, search entry.

        The limit on asking stands, so twenty come from each address of loopback; only Linux has so many.
        """
        if sys.platform != "linux":
            print("  create: left out, for this system has one address of loopback only", flush=True)
            return
        asked = databases.ask(self.url, "questions", str(ASKED))
        blocks = iter([asked[start : start + FROM_ONE] for start in range(0, ASKED, FROM_ONE)])
        self._press(ours, people, "create", lambda: _posts(blocks))

    def _press(self, server: Server, people: int, what: str, asks: Callable[[], Iterator[Ask]]) -> None:
        warm = press(server.port, asks, people=people, seconds=1)
        if warm.wrong and len(warm.wrong) > len(warm.took):
            print(f"  {what}: left out, for {warm.wrong[0]}", flush=True)
            return
        before = server.cpu()
        load = press(server.port, asks, people=people, seconds=self.seconds)
        each = (server.cpu() - before) / max(len(load.took), 1) * 1000
        self._note(self._figure(what, people, load, each))

    def _figure(self, what: str, people: int, load: Load, cpu: float) -> Figure:
        note = f"{len(load.wrong)} went wrong, such as {load.wrong[0]}" if load.wrong else ""
        return Figure(
            self.database, self.records, people, what, load.rate, load.percentile(50), load.percentile(95),
            max(load.took, default=0.0) * 1000, cpu=cpu, note=note,
        )  # fmt: skip

    def _memory(self, ours: Server) -> None:
        if (held := ours.memory()) is not None:
            self._note(Figure(self.database, self.records, 0, "memory", value=held))
        else:
            print("  memory: left out, for this system does not say what processes share", flush=True)

    def _redating(self) -> None:
        said = databases.ask(self.url, "redate")
        note = f"{said['looked_at']:,} looked at, {said['moved']:,} moved"
        self._note(Figure(self.database, self.records, 0, "redating", value=said["value"], note=note))

    def _note(self, figure: Figure) -> None:
        self.figures.add(figure)
        took = f"p50 {figure.p50:7.1f} ms  p95 {figure.p95:7.1f} ms" if figure.p50 else f"{figure.value:8.1f}"
        told = f"{figure.rate:8.1f}/s  {took}  CPU {figure.cpu:6.1f} ms" if figure.rate else took
        people = f"{figure.people} at once" if figure.people else ""
        print(f"  {figure.what:<18} {people:<10} {told}  {figure.note}", flush=True)


_seed = itertools.count()


def _drawn(records: list[str]) -> Iterator[str]:
    """One person's records, in an order of their own."""
    draw = random.Random(next(_seed))
    while True:
        yield draw.choice(records)


def _asks(paths: Iterator[str], cookies: list[str] | None = None) -> Iterator[Ask]:
    cookie = {"Cookie": cookies[next(_seed) % len(cookies)]} if cookies else {}
    return (Ask(path, headers=cookie) for path in paths)


def _posts(blocks: Iterator[list[dict[str, str]]]) -> Iterator[Ask]:
    """One person after the other, each block of them from an address of its own."""
    while block := next(blocks, None):
        number = next(_seed)
        source = f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"
        for fields in block:
            body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
            yield Ask("/ask/check/", "POST", body, FORM, 303, source)


FORM = {"Cookie": f"csrftoken={CSRF}", "Content-Type": "application/x-www-form-urlencoded"}
