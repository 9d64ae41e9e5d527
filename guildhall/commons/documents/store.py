"""The store: each content once, under its own digest, through Django's storage (a folder, or objects)."""

from __future__ import annotations

import hashlib
from typing import Any

import puremagic
from django.core.files.base import File
from django.core.files.storage import default_storage

BLOCK = 1 << 20
# Enough of a file to know its kind by.
BEGINNING = 1 << 16


def path_of(digest: str) -> str:
    """Where content lies: ab/cd/abcd…, so that no folder grows too large."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def digest_of(file: File[Any]) -> str:
    """The SHA-256 of the content; reads it once."""
    digest = hashlib.sha256()
    for block in file.chunks(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def put(digest: str, file: File[Any]) -> None:
    """Stores the content unless it is there. Call it again after commit: it may be gone meanwhile."""
    if not default_storage.exists(path_of(digest)):
        file.seek(0)
        default_storage.save(path_of(digest), file)


def open_content(digest: str) -> File[Any]:
    return default_storage.open(path_of(digest))


def flaw(digest: str) -> str | None:
    """What is wrong with kept content: nothing, or that it is gone, or that it is not what was kept."""
    try:
        with open_content(digest) as content:
            return None if digest_of(content) == digest else "is not what was kept"
    except FileNotFoundError:
        return "is gone from the store"


def remove(digest: str) -> None:
    default_storage.delete(path_of(digest))


def media_type(file: File[Any]) -> str:
    """What the bytes are. A text has no mark of its own: it reads as UTF-8 and holds no zero."""
    file.seek(0)
    beginning = file.read(BEGINNING)
    try:
        found = puremagic.from_string(beginning, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    return found or ("text/plain" if _is_text(beginning) else "application/octet-stream")


def _is_text(beginning: bytes) -> bool:
    if b"\x00" in beginning:
        return False
    try:
        beginning.decode()
    except UnicodeDecodeError as error:
        return error.start > len(beginning) - 4 > 0  # a letter cut in two at the end of what was read
    return True
