"""The verbs of the local code and its evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from guildhall.kernel.gates import Actor
from guildhall.services.assurance.forms import codes as forms
from guildhall.services.assurance.framework import GOVERNANCE, LAW
from guildhall.services.assurance.models import Judgement, LocalCode, Piece
from guildhall.services.assurance.service import codes

Stage = LocalCode.Stage
STANDING = (Stage.DRAFT, Stage.ADOPTED)


def has_evidence(code: LocalCode, by: Any) -> str | None:
    """While evidence is given in it."""
    return None if code.pieces.filter(withdrawn_on=None).exists() else "No evidence is given in it."


def is_judged(code: LocalCode, by: Any) -> str | None:
    """Only what another body asks for is judged."""
    return None if code.is_judged else "Of the principles of governance nothing is judged: evidence is given."


def every_part_is_judged(code: LocalCode, by: Any) -> str | None:
    """Once it is said of every part of a self-assessment whether we keep to it."""
    if not code.is_judged:
        return None
    judged = set(code.judgements.values_list("part", flat=True))
    left = sum(1 for number in code.standard.parts if number not in judged)
    return f"{left} part{'s are' if left > 1 else ' is'} not judged yet." if left else None


def page_of(code: LocalCode) -> str:
    """Where its parts stand, each with its button."""
    name = "governance_code" if code.framework == GOVERNANCE else "governance_assessment"
    return reverse(name, args=[] if code.framework == GOVERNANCE else [code.framework])


@codes.opening(asks=forms.DrawUp, label="Draw up a code", says="{actor} drew it up.", law=LAW)
def draw_up(
    code: LocalCode, title: str, introduction: str, framework: str, begins_with: bool, on: date
) -> None:
    """Draw up a code on the seven principles of 2016, or a self-assessment on another body's standard."""
    code.title, code.introduction, code.opened_on = title, introduction, on
    code.framework = framework
    if begins_with:
        code.once_saved(lambda: _begin_with(code))


def _begin_with(code: LocalCode) -> None:
    """Takes over what stands in the one of the same standard that is adopted."""
    before = LocalCode.objects.filter(framework=code.framework, stage=Stage.ADOPTED).order_by("-pk").first()
    if before is None:
        return
    for rows in (before.pieces.filter(withdrawn_on=None), before.judgements.all()):
        copies = list(rows.order_by("pk"))
        for each in copies:
            each.pk, each.code_id = None, code.pk
        rows.model._default_manager.bulk_create(copies)


@codes.action(
    *STANDING, asks=forms.Revise, label="Change its words", says="{actor} changed its words.", law=LAW
)
def revise(code: LocalCode, title: str, introduction: str) -> None:
    """Change what the code is called and what it says first."""
    code.title, code.introduction = title, introduction


@codes.action(
    *STANDING,
    asks=forms.Judge,
    gates=(is_judged,),
    beside=page_of,
    label="Say whether we keep to it",
    says="{actor} said of {part} whether we keep to it: {record.told}.",
    law="Complaint Handling Codes 2024, 8.1",
)
def judge(code: LocalCode, part: str, says: str, text: str, due_on: date | None, by: Any, on: date) -> None:
    """Say of one part whether the council keeps to it, why, and from when it will where it does not."""
    who = Actor.of(by)
    told: dict[str, Any] = {"says": says, "text": text, "due_on": due_on, "on": on}
    told["by_id"] = who.id if who.kind == "staff" else None
    Judgement.objects.update_or_create(code_id=code.pk, part=part, defaults=told)
    code.told = Judgement.Says(says).label.lower()


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
    gates=(has_evidence, every_part_is_judged),
    label="Adopt it",
    says="{actor} adopted it by {decision}.",
    law=LAW,
)
def adopt(code: LocalCode, by: Any, decision: str, on: date) -> None:
    """Adopt the code: the public reads it from now on, and it takes the place of the one before."""
    code.decision, code.published_on = decision, on
    code.reviewed_on = on
    same = LocalCode.objects.filter(stage=Stage.ADOPTED, framework=code.framework)
    for before in same.exclude(pk=code.pk):
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
