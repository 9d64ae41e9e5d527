"""Remedies: promised in a letter, done by a day, shown to have been done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.commons.documents.keeping import keep
from guildhall.commons.documents.models import Document
from guildhall.kernel.records import link, title_from
from guildhall.services.complaints import forms
from guildhall.services.complaints.actions.arriving import CODE
from guildhall.services.complaints.actions.deciding import staff_id
from guildhall.services.complaints.gates import something_went_wrong
from guildhall.services.complaints.models import Complaint, Remedy
from guildhall.services.complaints.service import Stage, complaints, remedies

PROMISED = Remedy.Stage.PROMISED


@complaints.action(
    Stage.FIRST, Stage.ANSWERED, Stage.SECOND, Stage.ANSWERED_AGAIN, Stage.REPORTED, Stage.FINISHED,
    asks=forms.Promise,
    gates=(something_went_wrong,),
    label="Promise a remedy",
    says="{actor} promised: {what}",
    law=f"{CODE} 7",
)  # fmt: skip
def promise_remedy(
    complaint: Complaint, kind: str, what: str, promised_for: date, cost: Decimal | None, owner: Any, by: Any
) -> None:
    """Promise something that puts it right: what, by whom, by when, at what cost."""
    told: dict[str, Any] = {"kind": kind, "what": what, "promised_for": promised_for, "cost": cost}
    whose = owner.pk if owner else staff_id(by)
    complaint.once_saved(lambda: promise.follow(by=by, about=complaint.pk, owner=whose, **told))


@remedies.opening(
    asks=forms.Opened,
    system=True,
    label="Open a remedy",
    says="{actor} promised it for {about.reference}.",
    law=f"{CODE} 7",
)
def promise(
    remedy: Remedy,
    about: Complaint,
    kind: str,
    what: str,
    promised_for: date,
    cost: Decimal | None,
    owner: Any,
) -> None:
    """Open what was promised for a complaint: as few may read it as the complaint."""
    remedy.of, remedy.promised_at = about, about.round
    remedy.title, remedy.kind, remedy.what = title_from(what), kind, what
    remedy.promised_for, remedy.cost = promised_for, cost
    remedy.owner, remedy.team, remedy.sensitivity = owner, about.team, about.sensitivity
    remedy.once_saved(lambda: link(remedy, about, "remedies"))


@remedies.action(
    PROMISED,
    to=Remedy.Stage.DONE,
    asks=forms.Do,
    meets="remedy",
    label="Say that it is done",
    says="{actor}: it is done. {evidence}",
    law=f"{CODE} 6.6",
)
def do(remedy: Remedy, evidence: str, file: Any, on: date) -> None:
    """Say that it is done, and how that is known."""
    remedy.evidence, remedy.done_on = evidence, on
    if file:
        keep(remedy, file, Document.Kind.WORKING)


@remedies.action(
    PROMISED,
    to=Remedy.Stage.DROPPED,
    asks=forms.Drop,
    label="Say that it is no longer owed",
    says="{actor}: it is no longer owed. {reasons}",
)
def drop(remedy: Remedy, reasons: str) -> None:
    """Say why it is no longer owed, and whether they agreed."""
    remedy.dropped_because = reasons


@remedies.action(
    PROMISED,
    asks=forms.PromiseLater,
    label="Promise it for a later day",
    says="{actor} promised it for a later day: {reason}",
)
def promise_later(remedy: Remedy, promised_for: date) -> None:
    """Promise it for a later day, and say why: the day that passed stays in its history."""
    remedy.promised_for = promised_for
