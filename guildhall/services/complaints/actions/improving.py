"""What becomes better because of complaints: planned, done and shown, and told to everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.commons.documents.keeping import keep
from guildhall.commons.documents.models import Document
from guildhall.kernel import time
from guildhall.kernel.records import Team, link, title_from
from guildhall.services.complaints.actions.arriving import CODE
from guildhall.services.complaints.actions.deciding import staff_id
from guildhall.services.complaints.afterwards import improvements
from guildhall.services.complaints.forms import improving as forms
from guildhall.services.complaints.gates import still_teaches
from guildhall.services.complaints.models import Complaint, Improvement
from guildhall.services.complaints.procedures import AREAS_BY_KEY
from guildhall.services.complaints.service import Stage, complaints

PLANNED, DONE = Improvement.Stage.PLANNED, Improvement.Stage.DONE


def is_published(improvement: Improvement, by: Any) -> str | None:
    return None if improvement.published_on else "It is not published."


def not_yet_published(improvement: Improvement, by: Any) -> str | None:
    return "It is published already." if improvement.published_on else None


@improvements.opening(
    asks=forms.PlanImprovement,
    label="Plan an improvement",
    says="{actor} planned it, to be done by {promised_for:%-d %B %Y}.",
    law=f"{CODE} 9",
)
def plan(
    improvement: Improvement, complaints: list[Complaint], area: str, cause: str, heard: str, what: str,
    promised_for: date, owner: Any, by: Any,
) -> None:  # fmt: skip
    """Plan what is changed for everybody because of complaints, with an owner and a day."""
    improvement.title, improvement.area, improvement.cause = title_from(what), area, cause
    improvement.heard, improvement.what, improvement.promised_for = heard, what, promised_for
    improvement.owner_id = owner.pk if owner else staff_id(by)
    team = next((each.team for each in complaints if each.team), None)
    improvement.team = team or Team.objects.filter(name=AREAS_BY_KEY[area].team).first()
    improvement.sensitivity = max([improvement.sensitivity, *(each.sensitivity for each in complaints)])
    improvement.once_saved(lambda: [link(improvement, each, "learned_from") for each in complaints])


@complaints.action(
    Stage.ANSWERED, Stage.ESCALATED, Stage.SECOND, Stage.ANSWERED_AGAIN, Stage.PANEL, Stage.MET,
    Stage.REPORTED, Stage.FINISHED,
    asks=forms.Improve,
    gates=(still_teaches,),
    label="Plan what becomes better",
    says="{actor} planned what becomes better: {what}",
    law=f"{CODE} 9",
)  # fmt: skip
def improve(
    complaint: Complaint, cause: str, heard: str, what: str, promised_for: date, owner: Any, by: Any
) -> None:
    """Plan what is changed for everybody because of this complaint, with an owner and a day."""
    told: dict[str, Any] = {"cause": cause, "heard": heard, "what": what, "promised_for": promised_for}
    told |= {"owner": owner.pk if owner else staff_id(by), "area": complaint.area}
    complaint.once_saved(lambda: plan.follow(by=by, complaints=[complaint], **told))


@improvements.action(
    PLANNED,
    to=DONE,
    asks=forms.DoImprovement,
    meets="improvement",
    label="Say that it is done",
    says="{actor}: it is done. {evidence}",
    law=f"{CODE} 9",
)
def do(improvement: Improvement, evidence: str, file: Any, on: date) -> None:
    """Say that it is done, and how that is known."""
    improvement.evidence, improvement.done_on = evidence, on
    if file:
        keep(improvement, file, Document.Kind.WORKING)


@improvements.action(
    PLANNED,
    to=Improvement.Stage.DROPPED,
    asks=forms.DropImprovement,
    label="Say that it is not done after all",
    says="{actor}: it is not done after all. {reasons}",
)
def drop(improvement: Improvement, reasons: str) -> None:
    """Say why it is not done after all."""
    improvement.dropped_because = reasons


@improvements.action(
    PLANNED,
    asks=forms.ImproveLater,
    label="Plan it for a later day",
    says="{actor} planned it for a later day: {reason}",
)
def promise_later(improvement: Improvement, promised_for: date) -> None:
    """Plan it for a later day, and say why: the day that passed stays in its history."""
    improvement.promised_for = promised_for


@improvements.action(
    DONE,
    asks=forms.PublishImprovement,
    gates=(not_yet_published,),
    label="Publish it: you said, we did",
    says="{actor} published it.",
    law=f"{CODE} 9",
)
def publish(improvement: Improvement, public_title: str, you_said: str, we_did: str) -> None:
    """Tell everybody what people said and what was done, and nobody who said it."""
    improvement.public_title, improvement.you_said, improvement.we_did = public_title, you_said, we_did
    improvement.published_on, improvement.not_published_because = time.today(), ""


@improvements.action(
    DONE,
    asks=forms.WhyNotPublished,
    gates=(is_published,),
    label="Take it out of public sight",
    says="{actor} took it out of public sight: {reason}",
)
def unpublish(improvement: Improvement, reason: str) -> None:
    """Take it out of public sight, with the reason."""
    improvement.published_on, improvement.not_published_because = None, reason


@improvements.action(
    DONE,
    asks=forms.WhyNotPublished,
    gates=(not_yet_published,),
    label="Decide not to publish it",
    says="{actor} decided not to publish it: {reason}",
)
def decide_not_to_publish(improvement: Improvement, reason: str) -> None:
    """Say why everybody does not read of it."""
    improvement.not_published_because = reason
