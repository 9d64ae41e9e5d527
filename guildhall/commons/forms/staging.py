"""Files sent with a form not yet finished: kept for a day, under a name nobody can guess."""

import re
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from guildhall.kernel import time
from guildhall.kernel.schedule import every_tick

LASTS = timedelta(days=1)


class Staged(TypedDict):
    """What a session remembers of a file."""

    token: str
    name: str
    size: int
    type: str


def stage(file: "UploadedFile[Any]") -> Staged:
    """Keeps a file until its form is sent."""
    token = secrets.token_hex(16)
    path = folder() / token
    with path.open("xb") as kept:
        path.chmod(0o600)
        for chunk in file.chunks():
            kept.write(chunk)
    return {
        "token": token,
        "name": file.name or "file",
        "size": file.size or 0,
        "type": file.content_type or "application/octet-stream",
    }


def unstage(staged: Staged) -> "StagedFile | None":
    """The file, as Django gives a form one that has just been sent; None where its day is over."""
    path = place(staged["token"])
    return StagedFile(path, staged) if path and path.exists() else None


class StagedFile(UploadedFile):  # type: ignore[type-arg]
    """A staged file, opened when it is first read: most pages only ask for its name and size."""

    def __init__(self, path: Path, staged: Staged):
        self.path = path
        self.opened: Any = None
        super().__init__(None, staged["name"], staged["type"], staged["size"])

    @property
    def file(self) -> Any:
        self.opened = self.opened or self.path.open("rb")
        return self.opened

    @file.setter
    def file(self, value: Any) -> None:
        """Django's own files set this as they are made; ours is opened by its path."""

    def close(self) -> None:
        if self.opened:
            self.opened.close()
            self.opened = None


def discard(staged: Staged) -> None:
    if path := place(staged["token"]):
        path.unlink(missing_ok=True)


@every_tick
def discard_abandoned_files(day: date) -> None:
    """Removes the files of forms that nobody finished within a day."""
    for path in abandoned(time.real_now()):
        path.unlink(missing_ok=True)


def abandoned(now: datetime) -> Iterator[Path]:
    for path in folder().iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - LASTS:
            yield path


def folder() -> Path:
    made = Path(settings.DATA) / "staging"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def place(token: str) -> Path | None:
    """Where a token's file is; None for anything that is not one of our tokens."""
    return folder() / token if re.fullmatch(r"[0-9a-f]{32}", token) else None
