"""What is published already and may answer a question before it is asked: offered, and never in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from guildhall.kernel.search import find_public
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.service import requests

MOST = 3
# Long words say most of what a question is about; the search wants every one of them.
LONG_WORD = re.compile(r"[^\W\d_]{5,}")
MOST_WORDS, FEWEST_WORDS = 4, 2
SAID_BY_ALL = {"about", "council", "could", "information", "please", "provide", "records", "which", "would"}


@dataclass(frozen=True)
class Answered:
    """One entry of the disclosure log."""

    title: str
    url: str
    on: date


def already_answered(wanted: str) -> list[Answered]:
    """Up to three published answers that have the longest words of the question, or at least two of them."""
    words = telling_words(wanted)
    for number in range(min(len(words), MOST_WORDS), FEWEST_WORDS - 1, -1):
        found = find_public(" ".join(words[:number]), requests)
        if found.count:
            return _answered([record.pk for record in found.page(1, MOST)])
    return []


def telling_words(wanted: str) -> list[str]:
    """The words that tell most about a question, the longest first."""
    words = dict.fromkeys(LONG_WORD.findall(wanted.lower()))
    dull = {*SAID_BY_ALL, settings.COUNCIL["place"].lower()}
    return sorted((word for word in words if word not in dull), key=len, reverse=True)


def _answered(ids: list[int]) -> list[Answered]:
    path = requests.publishes.path if requests.publishes else ""
    typed = InformationRequest.objects.in_bulk(ids)
    return [_entry(typed[pk], path) for pk in ids]


def _entry(request: InformationRequest, path: str) -> Answered:
    assert request.published_on is not None, "only what is published is found"  # noqa: S101
    return Answered(request.public_title, f"{path}{request.reference}/", request.published_on)
