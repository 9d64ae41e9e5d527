"""What must be true of every complaint and of every remedy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from guildhall.kernel.deadlines import Deadline
from guildhall.kernel.records import RecordQuerySet
from guildhall.services.complaints.casework import case_file
from guildhall.services.complaints.models import (
    FAULT,
    Complaint,
    ComplaintQuerySet,
    Decision,
    Point,
    Remedy,
)
from guildhall.services.complaints.procedures import PROCEDURES
from guildhall.services.complaints.service import Stage, complaints, remedies

Complaints = ComplaintQuerySet

TAUGHT_WITHIN = timedelta(days=28)


def _overdue(today: date, *kinds: str) -> Exists:
    return Exists(
        Deadline.objects.filter(record=OuterRef("pk"), kind__in=kinds, met_on=None, due_on__lt=today)
    )


@complaints.duty(
    "Every complaint is acknowledged in its time",
    law="Complaint Handling Codes 2024, 5.1; SI 2009/309 reg.13; the council’s own policy before them",
    settled_by="Accept and acknowledge it, do not accept it, or pass it on.",
    over=lambda records, today: records.filter(stage__in=[Stage.RECEIVED, Stage.ESCALATED]),
)
def acknowledged_in_time(records: Complaints, today: date) -> Complaints:
    return records.filter(_overdue(today, "acknowledgement", "acknowledgement_again"))


@complaints.duty(
    "Every complaint is answered in its time",
    law="Complaint Handling Codes 2024, 6; SI 2006/1738; SI 2009/309; the council’s own policy before them",
    settled_by="Decide its points and send the letter, or, before the time is out, take more.",
    over=lambda records, today: records.open().filter(stage__in=[Stage.FIRST, Stage.SECOND]),
)
def answered_in_time(records: Complaints, today: date) -> Complaints:
    return records.filter(_overdue(today, "answer", "answer_again", "agreed"))


@complaints.duty(
    "A panel meets, reports and is answered in its time",
    law="SI 2006/1738",
    settled_by="Log the meeting, log the report, or reply to it.",
    over=lambda records, today: records.filter(stage__in=[Stage.PANEL, Stage.MET, Stage.REPORTED]),
)
def panel_in_time(records: Complaints, today: date) -> Complaints:
    return records.filter(_overdue(today, "panel", "report", "reply"))


@complaints.duty(
    "Every point of a complaint is answered with its reason",
    law="Complaint Handling Codes 2024, 6.7",
    settled_by="Decide the point, and write to them again.",
    over=lambda records, today: records.answered().filter(disposed_on=None),
    detail=lambda record, today: _unanswered(record),
)
def every_point_answered(records: Complaints, today: date) -> Complaints:
    decided = Decision.objects.filter(point=OuterRef("pk"), stage=1)
    open_points = Point.objects.filter(~Exists(decided), complaint=OuterRef("pk"))
    return records.filter(Exists(open_points))


def _unanswered(complaint: Complaint) -> Iterator[str]:
    kept = case_file(complaint)
    yield from (
        f"Nothing was decided of “{each.text}”." for each in kept.points if not kept.decision(each, 1)
    )


@complaints.duty(
    "No complaint takes longer than its procedure allows at all",
    law="Complaint Handling Codes 2024, 6.4, 6.15; SI 2006/1738",
    settled_by="Answer it today, and tell them that they can go to the Ombudsman now.",
    over=lambda records, today: records.open().filter(stage__in=[Stage.FIRST, Stage.SECOND]),
)
def within_the_limit(records: Complaints, today: date) -> Complaints:
    extended = Exists(records.model.objects.filter(pk=OuterRef("pk"), clock_inputs__name="extended"))
    return records.filter(extended, _overdue(today, "answer", "answer_again"))


@complaints.duty(
    "Stage 2 is decided by somebody who did not answer at stage 1",
    law="Complaint Handling Codes 2024, 6.12",
    settled_by="Give it to somebody else.",
    over=lambda records, today: records.filter(stage=Stage.SECOND),
)
def by_somebody_else(records: Complaints, today: date) -> Complaints:
    return records.filter(owner=F("handled_by")).exclude(owner=None)


@complaints.duty(
    "Something that went wrong is put right, or it is said why not",
    law="Complaint Handling Codes 2024, 7",
    settled_by="Promise a remedy, or say why nothing is owed.",
    over=lambda records, today: records.answered().filter(
        Q(outcome__in=FAULT) | Q(outcome_again__in=FAULT), disposed_on=None
    ),
)
def put_right(records: Complaints, today: date) -> Complaints:
    promised = Exists(Remedy.objects.filter(of=OuterRef("pk")).exclude(stage=Remedy.Stage.DROPPED))
    return records.filter(~promised, no_remedy_because="")


@complaints.duty(
    "The council learns from every complaint",
    law="Complaint Handling Codes 2024, 9",
    settled_by="Say why it went wrong, and what is learned.",
    over=lambda records, today: records.answered().filter(disposed_on=None),
)
def learned_from(records: Complaints, today: date) -> Complaints:
    return records.filter(cause="", answered_on__lt=today - TAUGHT_WITHIN)


@complaints.duty(
    "Complaints about social care are seen by few",
    law="UK GDPR Art.5(1)(f); Children Act 1989",
    settled_by="Raise its sensitivity to restricted.",
)
def seen_by_few(records: Complaints, today: date) -> Complaints:
    too_open = Q()
    for each in PROCEDURES:
        too_open |= Q(regime=each.key, sensitivity__lt=each.sensitivity)
    return records.filter(too_open)


@remedies.duty(
    "What was promised is done by its day",
    law="Complaint Handling Codes 2024, 6.6",
    settled_by="Do it and say how that is known, or tell them why it takes longer.",
    over=lambda records, today: records.open(),
)
def done_in_time(records: RecordQuerySet, today: date) -> RecordQuerySet:
    return records.late(today)


@remedies.duty(
    "Whatever was promised has an owner",
    settled_by="Give it to somebody.",
    over=lambda records, today: records.open(),
)
def owned(records: RecordQuerySet, today: date) -> RecordQuerySet:
    return records.filter(owner=None, team=None)


@remedies.duty(
    "A payment says how much",
    settled_by="Promise it again with its sum, and drop this one.",
    over=lambda records, today: records.filter(kind=Remedy.Kind.PAYMENT),
)
def payments_are_costed(records: Any, today: date) -> Any:
    return records.filter(cost=None)
