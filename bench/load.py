"""A small load generator: so many people at once, each asking again as soon as they are answered."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from statistics import quantiles

TIMEOUT = 30.0
# A person who has been turned away this often goes home.
PATIENCE = 5


@dataclass(frozen=True)
class Ask:
    """One request over HTTP, from which address of loopback, and what the answer's status must be."""

    path: str
    method: str = "GET"
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    expect: int = 200
    source: str = "127.0.0.1"


@dataclass
class Load:
    """What came of it: seconds each answer took, how long it went on, and what went wrong."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.took) / self.seconds if self.seconds else 0.0

    def percentile(self, percent: int) -> float:
        """Milliseconds within which that many percent of the good answers came."""
        if len(self.took) < 2:
            return 0.0
        return quantiles(self.took, n=100)[percent - 1] * 1000


def press(
    port: int, asks: Callable[[], Iterator[Ask]], *, people: int, seconds: float, most: int = 100_000
) -> Load:
    """Has that many people ask for that long, or until `most` answers; each has a stream of asks."""
    load, lock, start = Load(), threading.Lock(), threading.Barrier(people + 1)
    until = [0.0]

    def person(stream: Iterator[Ask]) -> None:
        took, wrong = [], []
        connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        start.wait()
        for ask in itertools.islice(stream, most // people):
            if time.perf_counter() > until[0] or len(wrong) >= PATIENCE:
                break
            took_one, problem = _answered(connection, ask)
            (wrong.append(problem) if problem else took.append(took_one))
        connection.close()
        with lock:
            load.took += took
            load.wrong += wrong

    threads = [threading.Thread(target=person, args=(asks(),)) for _ in range(people)]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    until[0] = began + seconds
    start.wait()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - began
    return load


def _answered(connection: HTTPConnection, ask: Ask) -> tuple[float, str]:
    """How long one answer took, and what was wrong with it."""
    began = time.perf_counter()
    if connection.source_address != (ask.source, 0):
        connection.close()
        connection.source_address = (ask.source, 0)
    try:
        connection.request(ask.method, ask.path, ask.body, ask.headers)
        response = connection.getresponse()
        said = response.read()
    except (OSError, HTTPException) as error:
        connection.close()
        return 0.0, f"{ask.method} {ask.path}: {type(error).__name__}: {error}"
    if response.status != ask.expect:
        return 0.0, f"{ask.method} {ask.path}: {response.status} {said[:200]!r}"
    return time.perf_counter() - began, ""
