"""Keeping a document with its record, and forgetting it in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.files.base import File
from django.db import transaction

from guildhall.commons.documents import store
from guildhall.commons.documents.models import Document
from guildhall.kernel import time
from guildhall.kernel.events import Flaw
from guildhall.kernel.retention import forgets
from guildhall.kernel.verify import walks


def keep(record: Any, file: File[Any], kind: str) -> None:
    """Keeps the file with the record as soon as the record has its row, in the action's transaction."""
    record.once_saved(lambda: _keep(record.pk, file, kind))


def _keep(record_id: int, file: File[Any], kind: str) -> Document:
    digest, name = store.digest_of(file), str(file.name)
    store.put(digest, file)
    transaction.on_commit(lambda: store.put(digest, file))
    return Document.objects.create(
        record_id=record_id,
        name=name,
        kind=kind,
        sha256=digest,
        size=file.size,
        media_type=store.media_type(file),
        added_at=time.now(),
    )


def share(documents: Iterable[Document], record: Any) -> None:
    """Gives another record the same documents as working papers: the content lies in the store once."""
    Document.objects.bulk_create(
        Document(
            record_id=record.pk,
            name=each.name,
            kind=Document.Kind.WORKING,
            sha256=each.sha256,
            size=each.size,
            media_type=each.media_type,
            added_at=time.now(),
        )
        for each in documents
    )


@forgets("documents")
def forget_documents(ids: list[int], today: date) -> int:
    """Blanks the names, and once that has committed removes each content no other document refers to."""
    theirs = Document.objects.filter(record__in=ids, forgotten_on=None)
    digests = set(theirs.values_list("sha256", flat=True))
    count: int = theirs.update(name="", forgotten_on=today)
    transaction.on_commit(lambda: _remove_unused(digests))
    return count


def _remove_unused(digests: set[str]) -> None:
    used = Document.objects.filter(sha256__in=digests, forgotten_on=None).values_list("sha256", flat=True)
    for digest in digests - set(used):
        store.remove(digest)


@walks
def lost_documents() -> Iterator[Flaw]:
    """Documents whose content is gone, or has been changed since; each content is read once."""
    kept = Document.objects.filter(forgotten_on=None).order_by("sha256", "pk")
    rows = kept.values_list("sha256", "record__reference", "pk").iterator(chunk_size=2000)
    for digest, documents in groupby(rows, key=itemgetter(0)):
        if sentence := store.flaw(digest):
            for _, reference, number in documents:
                yield Flaw(reference, f"document {number} {sentence}")
