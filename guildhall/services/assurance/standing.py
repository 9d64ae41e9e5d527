"""What a piece of evidence leads to, as it stands now; and what makes it show nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.commons.documents.models import Document
from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.clocks.wording import counted, said
from guildhall.kernel.duties import Duty, all_duties
from guildhall.kernel.measures import Measure, all_measures
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record
from guildhall.services.assurance.forms.codes import is_a_page
from guildhall.services.assurance.models import Piece

NO_LONGER = "There is no {} called “{}” any more."


@dataclass(frozen=True)
class Shown:
    """One piece for one reader: what it leads to, how that reads, and why it is stale."""

    piece: Piece
    label: str
    url: str = ""
    reading: str = ""
    stale: tuple[str, ...] = ()

    @property
    def as_data(self) -> dict[str, Any]:
        """As the API sends it, and as a statement keeps it."""
        return {
            "part": self.piece.part,
            "text": self.piece.text,
            "about": self.piece.get_about_display() if self.piece.about else "",
            "shown_by": self.label,
            "address": self.url,
            "reading": self.reading,
            "read_on": self.piece.read_on.isoformat(),
            "stale": list(self.stale),
        }


def stale(piece: Piece, today: date) -> Iterator[str]:
    """Why a piece shows nothing any more, in sentences; its record and document must have been fetched."""
    if piece.until and piece.until < today:
        yield f"It held until {said(piece.until)}."
    if piece.record and piece.record.closed_on:
        yield f"{piece.record.reference} was closed on {said(piece.record.closed_on)}."
    if piece.document and piece.document.forgotten_on:
        yield f"The document was forgotten on {said(piece.document.forgotten_on)}."
    if piece.page and not is_a_page(piece.page):
        yield f"No page is at {piece.page} any more."
    if piece.measure and piece.measure not in _measures():
        yield NO_LONGER.format("measure", piece.measure)
    if piece.duty and piece.duty not in _duties():
        yield NO_LONGER.format("duty", piece.duty)
    if not any((piece.record_id, piece.document_id, piece.page, piece.measure, piece.duty)):
        yield "What it led to is gone."


def unread(piece: Piece, today: date) -> Iterator[str]:
    """That nobody has read it for a year."""
    if months_after(piece.read_on, 12) < today:
        yield f"Nobody has read it since {said(piece.read_on)}."


def shown(pieces: Iterable[Piece], user: Any, today: date) -> list[Shown]:
    """Each piece as this reader finds it; None is the public, and so is who does not work here."""
    given = list(pieces)
    reader = user if getattr(user, "is_staff", False) else None
    records = _seen(Record, {each.record_id for each in given}, reader, today)
    documents = _seen(Document, {each.document_id for each in given}, reader, today)
    return [_shown(each, records, documents, reader, today) for each in given]


def _shown(
    piece: Piece, records: dict[int, Record], documents: dict[int, Document], reader: Any, today: date
) -> Shown:
    why = (*stale(piece, today), *unread(piece, today))
    if piece.record_id:
        return Shown(piece, *_record(piece, records.get(piece.record_id), reader), stale=why)
    if piece.document_id:
        found = documents.get(piece.document_id)
        url = found.get_absolute_url() if found and reader else ""
        return Shown(piece, str(found) if found else "A document", url, stale=why)
    if piece.measure:
        return Shown(piece, *_measure(_measures().get(piece.measure), reader, today), stale=why)
    if piece.duty:
        return Shown(piece, *_duty(_duties().get(piece.duty), reader, today), stale=why)
    return Shown(piece, piece.page or "Nothing any more", piece.page, stale=why)


def _seen(model: Any, ids: set[int | None], reader: Any, today: date) -> dict[int, Any]:
    wanted = [each for each in ids if each]
    if not wanted:
        return {}
    if reader:
        found = model.objects.visible_to(reader)
    elif model is Document:
        found = Document.objects.public(today)
    else:
        found = Record.objects.published(today)
    known: dict[int, Any] = found.in_bulk(wanted)
    return known


def _record(piece: Piece, found: Record | None, reader: Any) -> tuple[str, str, str]:
    if found is None:
        return "A record of the council", "", ""
    if reader:
        return str(found), found.get_absolute_url(), found.stage_label
    return found.declaration.name, "", found.stage_label


def _measure(found: Measure | None, reader: Any, today: date) -> tuple[str, str, str]:
    """Its figure over the twelve months to the last month that is over."""
    if found is None:
        return "A measure that is gone", "", ""
    if reader is None and not found.public:
        return found.name, "", ""
    month = Period.month(months_after(today.replace(day=1), -1))
    period = Period.year_to(month.last)
    value = found.value(period)
    figure = "No figure" if value is None else _figure(value, found.unit)
    return found.name, "", f"{figure}, {period}"


def _figure(value: Decimal, unit: str) -> str:
    number = f"{value:,.1f}".removesuffix(".0")
    return f"{number}%" if unit == "%" else f"£{number}" if unit == "£" else f"{number} {unit}"


def _duty(found: Duty | None, reader: Any, today: date) -> tuple[str, str, str]:
    """How many findings it has now, of the records this reader may see."""
    if found is None:
        return "A duty that is gone", "", ""
    if reader is None:
        return found.title, "", ""
    number = found.broken(reader, today).count()
    url = f"/duties/{found.service.key}/{found.name}/"
    return found.title, url, counted(number, "finding") + " now" if number else "No finding now"


def _measures() -> dict[str, Measure]:
    return {each.key: each for each in all_measures()}


def _duties() -> dict[str, Duty]:
    return {each.key: each for each in all_duties()}
