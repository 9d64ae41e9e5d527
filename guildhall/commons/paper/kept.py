"""Documents set once and kept: made again only when what they say, or how they look, has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from functools import cache
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import Any

from django.conf import settings

from guildhall.commons.paper.setting import dress, pdf, templates
from guildhall.kernel import time


def kept(shelf: str, template: str, data: Mapping[str, Any]) -> bytes:
    """This document; made now unless it lies there. `shelf` names the thing it is of.

    A file is named by the digest of all that it depends on, so it is never out of date. Only the newest of a
    shelf is kept, and only one is made at a time. Raises SettingFailed.
    """
    place = folder(shelf) / f"{digest(template, data)}.pdf"
    with suppress(FileNotFoundError):
        return place.read_bytes()
    with _alone():
        with suppress(FileNotFoundError):  # somebody else has made it meanwhile
            return place.read_bytes()
        made = pdf(template, data, made_at=time.now())
        _keep(place, made)
        return made


def digest(template: str, data: Mapping[str, Any]) -> str:
    """Of the words, the templates, the type, the colours and the program that sets them."""
    told = json.dumps([template, data, dress(), _look()], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def forget(shelf: str) -> None:
    """Removes what was kept of something, with the shelves within its own."""
    rmtree(folder(shelf), ignore_errors=True)


def folder(shelf: str) -> Path:
    return Path(settings.DATA) / "paper" / shelf


def _keep(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_suffix(".new")
    new.write_bytes(content)
    new.replace(place)  # at once: nobody reads half a file
    for older in place.parent.glob("*.pdf"):
        if older != place:
            older.unlink(missing_ok=True)


@contextmanager
def _alone() -> Iterator[None]:
    path = Path(settings.DATA) / "paper" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        flock(lock, LOCK_EX)
        yield


@cache
def _look() -> str:
    files = [hashlib.sha256(path.read_bytes()).hexdigest() for path in templates()]
    return hashlib.sha256(json.dumps([version("typst"), files]).encode()).hexdigest()
