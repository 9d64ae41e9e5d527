"""The verbs of a match."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.parties import merging
from guildhall.commons.parties.models import Merge, Party
from guildhall.kernel.actions import Refused
from guildhall.services.linkage import forms
from guildhall.services.linkage.models import Match
from guildhall.services.linkage.service import Stage, linkage
from guildhall.services.linkage.walls import sensitivity_of

RULE = "UK GDPR Art. 5(1)(d): what is held of people is accurate"


def are_both_here(match: Match, by: Any) -> str | None:
    """While neither has been forgotten."""
    return None if match.left_id and match.right_id else "One of the two has been forgotten."


def stands(match: Match, by: Any) -> str | None:
    """While the two are held together by this joining."""
    if match.merge is None:
        return "Nothing was joined here."
    return "It has been undone already." if match.merge.undone_at else None


def _both(match: Match) -> tuple[Party, Party]:
    if match.left is None or match.right is None:
        raise ValidationError("One of the two has been forgotten.")
    return match.left, match.right


def _decided(match: Match, ground: str, remark: str, on: date) -> None:
    match.ground, match.remark, match.decided_on = ground, remark, on


@linkage.action(
    Stage.ASKED,
    to=Stage.JOINED,
    asks=forms.Same,
    gates=(are_both_here,),
    label="They are one person",
    says="{actor} joined them: {ground}.",
    meets="decision",
    law=RULE,
)
def join(match: Match, by: Any, ground: str, remark: str, on: date) -> None:
    """Join two entries: from now on they are one person. Nothing is moved, and it can be undone."""
    _decided(match, ground, remark, on)
    explanation = {"model": match.model, "weight": match.weight, "evidence": match.evidence}
    try:
        match.merge = merging.merge(
            *_both(match), by=by, reason=ground, score=match.probability, explanation=explanation
        )
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal


@linkage.action(
    Stage.ASKED,
    to=Stage.APART,
    asks=forms.Other,
    label="They are two people",
    says="{actor} kept them apart: {ground}.",
    meets="decision",
    law=RULE,
)
def keep_apart(match: Match, ground: str, remark: str, on: date) -> None:
    """Keep two entries apart, for good: no run joins them, or asks about them, again."""
    _decided(match, ground, remark, on)


@linkage.action(
    Stage.CHECK,
    to=Stage.JOINED,
    asks=forms.Same,
    label="It is right: they are one person",
    says="{actor} checked it and found it right: {ground}.",
    meets="decision",
    law=RULE,
)
def confirm(match: Match, ground: str, remark: str, on: date) -> None:
    """Confirm that what was joined without being asked is one person."""
    _decided(match, ground, remark, on)


@linkage.action(
    Stage.CHECK,
    Stage.JOINED,
    to=Stage.UNDONE,
    asks=forms.Other,
    gates=(stands,),
    label="Part them again",
    says="{actor} parted them again: {ground}.",
    meets="decision",
    law=RULE,
)
def undo(match: Match, by: Any, ground: str, remark: str, on: date) -> None:
    """Part two entries that had been joined. What came since stays where it came to; their pages show it."""
    _decided(match, ground, remark, on)
    if match.merge is not None:
        match.merge = merging.unmerge(match.merge, by=by, reason=ground)


@linkage.action(
    Stage.APART,
    to=Stage.ASKED,
    gates=(are_both_here,),
    label="Ask again",
    says="{actor} wants it looked at again.",
    law=RULE,
)
def think_again(match: Match) -> None:
    """Put a pair that was kept apart back among the questions."""
    match.ground, match.remark, match.decided_on = "", "", None


@linkage.opening(
    to=Stage.CHECK,
    asks=forms.Question,
    label="Doubt a joining",
    says="{actor} doubts it: {reason}",
    law=RULE,
)
def question(match: Match, merge: Merge, by: Any) -> None:
    """Ask whether two entries that were joined are one person, so that they can be parted with a reason."""
    left, right = sorted((merge.one, merge.other), key=lambda each: each.pk)
    told = merge.explanation or {}
    match.left, match.right, match.merge = left, right, merge
    match.title = title_of(left.source, right.source)
    match.sensitivity = sensitivity_of({left.pk, right.pk})
    match.weight, match.model = told.get("weight", 0.0), told.get("model", "by hand")
    match.evidence = told.get("evidence", {})
    if Match.objects.filter(left=left, right=right).exists():
        raise ValidationError("There is a match about these two already.")


@linkage.action(
    Stage.ASKED,
    to=Stage.LAPSED,
    system=True,
    says="They became one person, or one of them was forgotten, before anybody decided.",
    meets="decision",
)
def lapse(match: Match) -> None:
    """Close a question that has answered itself."""


def title_of(*sources: str) -> str:
    """A match is called after its systems, so that it names nobody."""
    return " and ".join(each[:1].upper() + each[1:] if each else "An entry made here" for each in sources)
