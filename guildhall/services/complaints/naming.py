"""Whether a text gives away somebody who complained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guildhall.commons.parties.models import Involvement
from guildhall.kernel.records import Record
from guildhall.services.complaints.models import Complaint

# Shorter parts of a name are too often ordinary words.
SHORTEST = 3


def named_in(record: Record, text: str) -> list[str]:
    """The names, addresses and numbers in the text of those whose complaints the record was learned from.

    A part of a name is found as names are written, so that “a church bell” is no Bell.
    """
    about = record.links.filter(kind="learned_from").values("target")
    names = Complaint.objects.filter(pk__in=about).values_list("complainant", flat=True)
    points = Involvement.objects.filter(record__in=about).values_list(
        "party__contact_points__value", flat=True
    )
    return [*_names(names, text), *(each for each in points if each and each.casefold() in text.casefold())]


def _names(names: Iterable[str], text: str) -> Iterator[str]:
    for name in names:
        parts = [part for part in re.findall(r"[^\W\d_][\w'’-]*", name) if len(part) >= SHORTEST]
        yield from (part for part in parts if any(map(str.isupper, _as_written(part, text))))


def _as_written(part: str, text: str) -> list[str]:
    """The first letter of the word wherever it stands in the text."""
    return [each[0] for each in re.findall(rf"\b{re.escape(part)}\b", text, re.IGNORECASE)]
