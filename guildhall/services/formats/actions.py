"""The verbs of a letter in another format."""

from __future__ import annotations

from typing import Any

from guildhall.commons.parties.models import involve
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Record, Sensitivity, link
from guildhall.services.formats import forms
from guildhall.services.formats.models import FormatRequest
from guildhall.services.formats.service import Stage, formats


@formats.opening(
    asks=forms.Ask,
    party=True,
    sends="format_asked",
    label="Ask for a letter in another format",
    tells="You asked for a letter in another format.",
    says="{actor} asked for a letter about {record.of} as {record.as_what}.",
    law="Equality Act 2010 s.20",
)
def ask(
    wanted: FormatRequest, about: Record, letter: str, wants: str, language: str, notes: str, by: Any
) -> None:
    """Ask for a letter in large print, Braille, audio, easy read or another language."""
    wanted.wants, wanted.language, wanted.notes, wanted.letter = wants, language, notes, letter
    wanted.of = about.reference  # type: ignore[attr-defined]
    wanted.title = f"{wanted.as_what.capitalize()} of a letter about {about.reference}"
    wanted.sensitivity = max(about.sensitivity, Sensitivity.PERSONAL)
    wanted.once_saved(lambda: link(wanted, about, "format_of"))
    for party in _recipients(about, by):
        wanted.recipient = party.name
        involve(wanted, party, "recipient")


def _recipients(about: Record, by: Any) -> list[Any]:
    """Who asked through their link; else everybody the record is written to."""
    who = Actor.of(by)
    involved = about.involvements.select_related("party")
    return [each.party for each in involved if who.kind != "party" or each.party_id == who.id]


@formats.action(
    to=Stage.SENT,
    asks=forms.Send,
    meets="format",
    label="Mark as sent",
    tells="We sent it.",
    says="{actor} sent it. {how}",
)
def send(wanted: FormatRequest) -> None:
    """Say that the letter went in the format it was wanted in."""


@formats.action(
    to=Stage.CANNOT,
    asks=forms.Cannot,
    meets="format",
    sends="format_cannot",
    label="Say that it cannot be done",
    tells="We told you that it cannot be done, and why.",
    says="{actor} said that it cannot be done: {reason}",
    law="Equality Act 2010 s.20",
)
def cannot(wanted: FormatRequest, reason: str) -> None:
    """Say why it cannot be done, and what is offered instead."""
    wanted.cannot_because = reason
