"""Whether a text gives the requester away."""

from __future__ import annotations

import re

from guildhall.services.requests.models import InformationRequest

# Shorter parts of a name are too often ordinary words.
SHORTEST = 3


def named_in(request: InformationRequest, text: str) -> list[str]:
    """Those parts of the requester's name, addresses and numbers that stand in the text.

    A name is found however it is written; a part of it only as names are, so that “a church bell” is no Bell.
    """
    names = [part for part in re.findall(r"[^\W\d_][\w'’-]*", request.requester) if len(part) >= SHORTEST]
    found = [part for part in names if any(map(str.isupper, _as_written(part, text)))]
    whole = " ".join(request.requester.split())
    if not found and whole and re.search(rf"\b{re.escape(whole)}\b", " ".join(text.split()), re.IGNORECASE):
        found = [whole]
    return found + [point for point in _points(request) if point.lower() in text.lower()]


def _as_written(part: str, text: str) -> list[str]:
    """The first letter of the word wherever it stands in the text."""
    return [each[0] for each in re.findall(rf"\b{re.escape(part)}\b", text, re.IGNORECASE)]


def _points(request: InformationRequest) -> list[str]:
    if not request.pk:
        return []
    involved = request.involvements.filter(role="requester")
    return [point for point in involved.values_list("party__contact_points__value", flat=True) if point]
