"""What is asked of the complaints: how many, how soon, how many were right, what became of promises."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef

from guildhall.kernel.deadlines import Deadline
from guildhall.kernel.measures import Answer, Count, Share, Total
from guildhall.kernel.periods import Period
from guildhall.services.complaints.models import FAULT, Complaint, ComplaintQuerySet, Outcome, Remedy
from guildhall.services.complaints.procedures import AREAS, Area
from guildhall.services.complaints.service import Stage, complaints, remedies

DECIDED = (*FAULT, Outcome.NOT_UPHELD)


def _complaints() -> ComplaintQuerySet:
    found: ComplaintQuerySet = Complaint.objects.all()
    return found


def _on(field: str, period: Period) -> ComplaintQuerySet:
    """The complaints of which something happened in the period."""
    return _complaints().filter(**{f"{field}__gte": period.first, f"{field}__lte": period.last})


def _kept(kind: str) -> Exists:
    """Whether that deadline was met by its day."""
    return Exists(Deadline.objects.filter(record=OuterRef("pk"), kind=kind, met_on__lte=F("due_on")))


@complaints.measure("Complaints received", unit="complaints", counted_on="opened_on")
def received(period: Period) -> Count:
    """Complaints that arrived in the period under every procedure; those passed on as none are left out."""
    return Count(complaints.spine.opened_in(period).exclude(stage=Stage.ROUTED))


@complaints.measure("Complaints not accepted", unit="complaints", counted_on="closed_on")
def refused(period: Period) -> Count:
    """Complaints closed in the period because they were not accepted, as the Code has us report (8.1)."""
    return Count(complaints.spine.closed_in(period).filter(stage=Stage.REFUSED))


@complaints.measure("Passed on: no complaint, or not ours", unit="messages", counted_on="closed_on")
def passed_on(period: Period) -> Count:
    """Requests for a service, and what other procedures decide, that arrived as complaints (Code 1.8)."""
    return Count(complaints.spine.closed_in(period).filter(stage=Stage.ROUTED))


@complaints.measure("Complaints acknowledged in time", unit="%", better="up", counted_on="acknowledged_on")
def acknowledged_in_time(period: Period) -> Share:
    """Of the complaints acknowledged in the period, those acknowledged within the time of their procedure."""
    known = _on("acknowledged_on", period)
    return Share(known.filter(_kept("acknowledgement")), of=known)


@complaints.measure("Complaints answered at stage 1", unit="complaints", counted_on="answered_on")
def answered(period: Period) -> Count:
    """Complaints whose stage 1 letter was sent in the period."""
    return Count(_on("answered_on", period))


@complaints.measure("Stage 1 answered in time", unit="%", better="up", counted_on="answered_on")
def answered_in_time(period: Period) -> Share:
    """Of the stage 1 letters sent in the period, those sent within the time of their procedure."""
    known = _on("answered_on", period)
    return Share(known.filter(_kept("answer")), of=known)


@complaints.measure("Complaints that went to stage 2", unit="complaints", counted_on="escalated_on")
def escalated(period: Period) -> Count:
    """Complaints of which stage 2 was asked for in the period."""
    return Count(_on("escalated_on", period))


@complaints.measure("Share that went to stage 2", unit="%", better="down", counted_on="answered_on")
def escalated_share(period: Period) -> Share:
    """Of the complaints answered at stage 1 in the period, those that have gone to stage 2 since."""
    known = _on("answered_on", period)
    return Share(known.exclude(escalated_on=None), of=known)


@complaints.measure("Stage 2 answered in time", unit="%", better="up", counted_on="answered_again_on")
def answered_again_in_time(period: Period) -> Share:
    """Of the stage 2 letters sent in the period, those sent within the time of their procedure."""
    known = _on("answered_again_on", period)
    return Share(known.filter(_kept("answer_again")), of=known)


@complaints.measure("Complaints upheld at stage 1", unit="%", counted_on="answered_on")
def upheld(period: Period) -> Share:
    """Of the complaints decided at stage 1 in the period with a finding, those upheld, wholly or partly."""
    known = _on("answered_on", period).filter(outcome__in=DECIDED)
    return Share(known.filter(outcome__in=FAULT), of=known)


@complaints.measure("Complaints upheld at stage 2", unit="%", counted_on="answered_again_on")
def upheld_again(period: Period) -> Share:
    """Of the complaints decided at stage 2 in the period with a finding, those upheld, wholly or partly."""
    known = _on("answered_again_on", period).filter(outcome_again__in=DECIDED)
    return Share(known.filter(outcome_again__in=FAULT), of=known)


@complaints.measure("Complaints open on the last day", unit="complaints")
def still_open(period: Period) -> Count:
    """Complaints received by the last day of the period and at work on it."""
    known = complaints.spine.filter(opened_on__lte=period.last)
    return Count(known.filter(closed_on=None) | known.filter(closed_on__gt=period.last))


def _by_area(area: Area) -> Any:
    def ask(period: Period) -> Answer:
        known: ComplaintQuerySet = Complaint.objects.opened_in(period)
        return Count(known.exclude(stage=Stage.ROUTED).filter(area=area.key))

    ask.__name__ = f"received_{area.key}"
    ask.__doc__ = f"Complaints received in the period about: {area.label.lower()}."
    return ask


for _area in AREAS:
    complaints.measure(f"Complaints: {_area.label[:1].lower()}{_area.label[1:]}", unit="complaints",
                       counted_on="opened_on")(_by_area(_area))  # fmt: skip


@remedies.measure("Remedies promised", unit="remedies", counted_on="opened_on", public=False)
def promised(period: Period) -> Count:
    """What was promised in the period to put complaints right."""
    return Count(remedies.spine.opened_in(period))


@remedies.measure("Remedies done in time", unit="%", better="up", counted_on="closed_on", public=False)
def done_in_time(period: Period) -> Share:
    """Of the remedies done in the period, those done by the day they were promised for."""
    done = remedies.spine.closed_in(period).filter(stage=Remedy.Stage.DONE)
    return Share(done.in_time(), of=done)


@remedies.measure("Paid to put complaints right", unit="£", counted_on="closed_on", public=False)
def paid(period: Period) -> Total:
    """What the payments done in the period came to."""
    return Total(
        Remedy.objects.closed_in(period).filter(stage=Remedy.Stage.DONE, kind=Remedy.Kind.PAYMENT), F("cost")
    )
