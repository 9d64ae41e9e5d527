"""The verbs of a part."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.commons.documents.keeping import keep
from guildhall.commons.documents.models import Document
from guildhall.kernel.records import Record, Team, link, title_from
from guildhall.services.parts import forms
from guildhall.services.parts.clocks import days_until
from guildhall.services.parts.models import Part
from guildhall.services.parts.service import Stage, parts


@parts.opening(
    asks=forms.Ask,
    system=True,
    sends="part_asked",
    label="Ask a team for its part",
    says="{actor} asked {record.team}.",
)
def ask(
    part: Part, about: Record, team: Team, question: str, sensitivity: int, answer_due: date | None, on: date
) -> None:
    """Ask a team what it holds. The question is all it gets: who asked makes no difference."""
    part.title, part.question = title_from(question), question
    part.team, part.sensitivity = team, sensitivity
    part.days = days_until(on, answer_due)
    part.once_saved(lambda: link(part, about, "part_of"))


@parts.action(
    asks=forms.AnswerPart,
    to=Stage.ANSWERED,
    meets="part",
    label="Give the team’s part",
    says="{actor} gave {record.team}’s part.",
)
def answer_part(part: Part, answer: str, file: Any) -> None:
    """Give what the team holds, and say what should be withheld and why."""
    part.answer = answer
    if file:
        keep(part, file, Document.Kind.WORKING)


@parts.action(
    asks=forms.ReturnToSender,
    to=Stage.RETURNED,
    meets="part",
    label="Return it: it is not ours",
    says="{actor} returned it: {reason}",
)
def return_to_sender(part: Part, reason: str) -> None:
    """Return it because another team holds it; the officer asks there."""
    part.returned_because = reason


@parts.action(sends="part_chased", label="Remind the team", says="{actor} reminded {record.team}.")
def chase(part: Part) -> None:
    """Remind the team."""
    part.chased += 1


@parts.action(to=Stage.CALLED_OFF, label="Call it off", says="It is no longer needed.")
def call_off(part: Part) -> None:
    """Call it off, because the answer no longer needs it."""


@parts.action(
    asks=forms.Redate,
    system=True,
    label="Give it a new date",
    says="{record.days_in_words}, because the answer’s own date moved.",
)
def redate(part: Part, answer_due: date | None) -> None:
    """Give the team the days that are left now that the answer itself is due on another day."""
    part.days = days_until(part.opened_on, answer_due)
