"""The verbs of the local code and its evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.services.assurance.forms import codes as forms
from guildhall.services.assurance.framework import LAW
from guildhall.services.assurance.models import LocalCode, Piece
from guildhall.services.assurance.service import codes

Stage = LocalCode.Stage
STANDING = (Stage.DRAFT, Stage.ADOPTED)


def has_evidence(code: LocalCode, by: Any) -> str | None:
    """While evidence is given in it."""
    return None if code.pieces.filter(withdrawn_on=None).exists() else "No evidence is given in it."


@codes.opening(asks=forms.DrawUp, label="Draw up a code", says="{actor} drew it up.", law=LAW)
def draw_up(code: LocalCode, title: str, introduction: str, on: date) -> None:
    """Draw up a local code of governance on the seven principles of 2016."""
    code.title, code.introduction, code.opened_on = title, introduction, on


@codes.action(
    *STANDING, asks=forms.DrawUp, label="Change its words", says="{actor} changed its words.", law=LAW
)
def revise(code: LocalCode, title: str, introduction: str) -> None:
    """Change what the code is called and what it says first."""
    code.title, code.introduction = title, introduction


@codes.action(
    *STANDING,
    asks=forms.GiveEvidence,
    label="Give evidence",
    says="{actor} gave evidence of {part}: {text}",
    law=LAW,
)
def give_evidence(
    code: LocalCode, part: str, text: str, about: str, shown_by: Any, document: Any, page: str, measure: str,
    duty: str, until: date | None, on: date,
) -> None:  # fmt: skip
    """Give evidence that a part of a principle is lived by, with the one thing that shows it."""
    Piece.objects.create(
        code_id=code.pk, part=part, text=text, about=about, record=shown_by, document=document, page=page,
        measure=measure, duty=duty, until=until, given_on=on, read_on=on,
    )  # fmt: skip


@codes.action(
    *STANDING,
    asks=forms.ReadEvidence,
    gates=(has_evidence,),
    label="Say what evidence you have read",
    says="{actor} read evidence again, and it still shows what it says: {record.told}.",
    law=LAW,
)
def read_evidence(code: LocalCode, pieces: Any, until: date | None, on: date) -> None:
    """Look at evidence again, as each piece must be once a year, and say that it still holds."""
    held = {"until": until} if until else {}
    Piece.objects.filter(pk__in=[each.pk for each in pieces]).update(read_on=on, **held)
    code.told = ", ".join(sorted({each.part for each in pieces}))


@codes.action(
    *STANDING,
    asks=forms.WithdrawEvidence,
    gates=(has_evidence,),
    label="Withdraw evidence",
    says="{actor} withdrew the evidence “{piece}”: {reason}",
    law=LAW,
)
def withdraw_evidence(code: LocalCode, piece: Piece, reason: str, on: date) -> None:
    """Give a piece of evidence no longer, and say why."""
    piece.withdrawn_on, piece.withdrawn_because = on, reason
    piece.save(update_fields=["withdrawn_on", "withdrawn_because"])


@codes.action(
    Stage.DRAFT,
    to=Stage.ADOPTED,
    asks=forms.Adopt,
    gates=(has_evidence,),
    label="Adopt it",
    says="{actor} adopted it by {decision}.",
    law=LAW,
)
def adopt(code: LocalCode, by: Any, decision: str, on: date) -> None:
    """Adopt the code: the public reads it from now on, and it takes the place of the one before."""
    code.decision, code.published_on = decision, on
    code.reviewed_on = on
    for before in LocalCode.objects.filter(stage=Stage.ADOPTED).exclude(pk=code.pk):
        supersede.follow(before, by=by, on=on)


@codes.action(
    Stage.ADOPTED, asks=forms.Review, label="Review it", says="{actor} reviewed it: {found}", law=LAW
)
def review(code: LocalCode, on: date) -> None:
    """Look at the whole code again, as the council does each year."""
    code.reviewed_on = on


@codes.action(
    *STANDING, to=Stage.SUPERSEDED, label="End it", says="{actor} ended it: another code stands.", law=LAW
)
def supersede(code: LocalCode) -> None:
    """End a code, because another has taken its place or it was never adopted."""
