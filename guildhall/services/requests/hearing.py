"""What a request hears of others: its review is decided, a team has given its part."""

from __future__ import annotations

from guildhall.commons.documents.keeping import share
from guildhall.commons.documents.models import Document
from guildhall.kernel import events
from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests.service import requests


@requests.hears("reviews", "decide")
def review_decided(event: Event) -> None:
    """The review of its answer is decided."""
    _tell(event, kind="reviews", what="review_decided")


@requests.hears("parts", "answer_part")
def part_given(event: Event) -> None:
    """A team has given its part, and with it what documents it found."""
    _tell(event, kind="part_of", what="part_given")
    for link in event.record.links.filter(kind="part_of").select_related("target"):
        share(Document.objects.filter(record=event.record, forgotten_on=None), link.target)


@requests.hears("parts", "return_to_sender")
def part_returned(event: Event) -> None:
    """A team has returned its part: another team is to be asked."""
    _tell(event, kind="part_of", what="part_returned")


def _tell(event: Event, *, kind: str, what: str) -> None:
    """Puts it into the timeline of the request, as it was said, on the day it was done."""
    sentence = f"{event.record.reference}: {event.sentence}"
    for link in event.record.links.filter(kind=kind).select_related("target"):
        events.note(link.target, action=what, by=SYSTEM, sentence=sentence, on=event.effective_on)
