"""Whether a text gives the requester away."""

from __future__ import annotations

import re

from guildhall.services.requests.models import InformationRequest

# Shorter parts of a name are too often ordinary words.
SHORTEST = 3


def named_in(request: InformationRequest, text: str) -> list[str]:
    """Those parts of the requester's name, addresses and numbers that stand in the text."""
    names = [part for part in re.findall(r"[^\W\d_][\w'’-]*", request.requester) if len(part) >= SHORTEST]
    found = [part for part in names if re.search(rf"\b{re.escape(part)}\b", text)]
    return found + [point for point in _points(request) if point.lower() in text.lower()]


def _points(request: InformationRequest) -> list[str]:
    if not request.pk:
        return []
    involved = request.involvements.filter(role="requester")
    return [point for point in involved.values_list("party__contact_points__value", flat=True) if point]
