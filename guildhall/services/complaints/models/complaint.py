"""Complaints: what somebody says went wrong, through every stage of its procedure."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.records import Record, RecordManager, RecordQuerySet
from guildhall.services.complaints.models.handlers import handler
from guildhall.services.complaints.models.words import Cause, Ground, Outcome, within
from guildhall.services.complaints.procedures import (
    AREAS,
    AREAS_BY_KEY,
    BY_KEY,
    ELSEWHERE,
    ELSEWHERE_BY_KEY,
    PROCEDURES,
    Elsewhere,
    Procedure,
)


class ComplaintQuerySet(RecordQuerySet):
    """Questions about complaints."""

    def accepted(self) -> Self:
        """Those that were taken on; the refused and the passed on are counted apart."""
        return self.exclude(stage__in=[Complaint.Stage.REFUSED, Complaint.Stage.ROUTED])

    def answered(self) -> Self:
        return self.exclude(answered_on=None)


class ComplaintManager(RecordManager.from_queryset(ComplaintQuerySet)):  # type: ignore[misc]
    """Complaints, with the questions above."""


class Complaint(Record):
    """One complaint, through every stage of its procedure."""

    class Stage(models.TextChoices):
        RECEIVED = "received", "Received"
        FIRST = "first", "Stage 1: being looked into"
        ANSWERED = "answered", "Answered at stage 1"
        ESCALATED = "escalated", "Stage 2 asked for"
        SECOND = "second", "Stage 2: being looked into"
        ANSWERED_AGAIN = "answered_again", "Answered at stage 2"
        PANEL = "panel", "Stage 3: before the panel"
        MET = "met", "Stage 3: the panel has met"
        REPORTED = "reported", "Stage 3: the panel has reported"
        FINISHED = "finished", "Answered at stage 3"
        REFUSED = "refused", "Not accepted"
        ROUTED = "routed", "Passed on"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Channel(models.TextChoices):
        WEB = "web", "Website"
        EMAIL = "email", "E-mail"
        POST = "post", "Post"
        PHONE = "phone", "Telephone"
        COUNTER = "counter", "In person"
        SOCIAL = "social", "Social media"
        OTHER = "other", "Another way"

    class ForWhom(models.TextChoices):
        SELF = "self", "For myself"
        OTHER = "other", "For somebody else"

    service_key = "complaints"
    # What an action tells its letter: rows that are kept beside the complaint.
    told_points: Any = ()
    told_remedies: Any = ()
    told_last_day: Any = None
    decided: str = ""

    regime = models.CharField(
        "procedure",
        max_length=9,
        choices=[(each.key, each.label) for each in PROCEDURES],
        default="corporate",
    )
    area = models.CharField(
        "what it is about", max_length=8, choices=[(each.key, each.label) for each in AREAS], default="other"
    )
    ward = models.CharField(max_length=60, blank=True)
    channel = models.CharField("how it came", max_length=7, choices=Channel.choices, default=Channel.WEB)
    complainant = models.CharField("who complained", max_length=200, blank=True)
    for_whom = models.CharField("for whom", max_length=5, choices=ForWhom.choices, default=ForWhom.SELF)
    authority = models.TextField("by what right they speak for somebody else", blank=True)
    complained = models.TextField("what went wrong")
    wants = models.TextField("what would put it right", blank=True)
    since_on = models.DateField("when they came to know of it", null=True, blank=True)
    definition = models.TextField("how we understand it", blank=True)
    late_because = models.TextField("why we look at it although it is old", blank=True)
    refused_ground = models.CharField(
        "not accepted because", max_length=12, choices=Ground.choices, blank=True
    )
    refused_because = models.TextField("why we do not accept it", blank=True)
    elsewhere = models.CharField(
        "passed on as", max_length=9, choices=[(each.key, each.label) for each in ELSEWHERE], blank=True
    )
    elsewhere_because = models.TextField("why it was passed on", blank=True)

    handled_by = handler("complaints_handled")
    handled_again_by = handler("complaints_handled_again")
    investigator = models.CharField("investigating officer", max_length=200, blank=True)
    independent_person = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField("answer agreed for", null=True, blank=True)
    plan = models.TextField("what was agreed", blank=True)

    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField("answered at stage 1", null=True, blank=True)
    escalated_on = models.DateField("stage 2 asked for", null=True, blank=True)
    acknowledged_again_on = models.DateField(null=True, blank=True)
    answered_again_on = models.DateField("answered at stage 2", null=True, blank=True)
    panel_asked_on = models.DateField("stage 3 asked for", null=True, blank=True)
    panel_met_on = models.DateField(null=True, blank=True)
    panel_reported_on = models.DateField(null=True, blank=True)

    outcome = models.CharField("decided at stage 1", max_length=10, choices=Outcome.choices, blank=True)
    outcome_again = models.CharField("decided at stage 2", max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField("what we wrote at stage 1", blank=True)
    answer_again = models.TextField("what we wrote at stage 2", blank=True)
    still_wrong = models.TextField("why they are not content", blank=True)
    panel_said = models.TextField("what the panel found", blank=True)
    answer_finally = models.TextField("what we wrote to the panel’s report", blank=True)
    no_remedy_because = models.TextField("why nothing is owed", blank=True)
    cause = models.CharField("why it went wrong", max_length=12, choices=Cause.choices, blank=True)
    learned = models.TextField("what we learned", blank=True)

    objects: ClassVar[Any] = ComplaintManager()

    class Meta:
        base_manager_name = "objects"
        indexes = (models.Index(fields=["regime", "outcome"], name="complaint_outcome"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(refused_ground="") | ~Q(refused_because=""),
                name="complaint_refusal_says_why",
                violation_error_message="A complaint is refused with the reason (Code 2.4).",
            ),
            models.CheckConstraint(
                condition=Q(handled_by=None)
                | Q(handled_again_by=None)
                | ~Q(handled_by=F("handled_again_by")),
                name="stage_two_by_somebody_else",
                violation_error_message="Stage 2 is decided by somebody else than stage 1.",
            ),
        )

    @property
    def refused_ground_in_words(self) -> str:
        """Why it was not accepted, inside a sentence."""
        return within(Ground(self.refused_ground).label) if self.refused_ground else ""

    @property
    def elsewhere_in_words(self) -> str:
        """What it was passed on as, inside a sentence."""
        return within(self.destination.label)

    @property
    def decided_in_words(self) -> str:
        """What was just decided of a point."""
        return within(Outcome(self.decided).label) if self.decided else ""

    @property
    def outcome_in_words(self) -> str:
        """What was decided at stage 1."""
        return within(Outcome(self.outcome).label) if self.outcome else ""

    @property
    def outcome_again_in_words(self) -> str:
        """What was decided at stage 2."""
        return within(Outcome(self.outcome_again).label) if self.outcome_again else ""

    @property
    def cause_in_words(self) -> str:
        """Why it went wrong, inside a sentence."""
        return within(Cause(self.cause).label) if self.cause else ""

    @property
    def procedure(self) -> Procedure:
        return BY_KEY[self.regime]

    @property
    def round(self) -> int:
        """The stage of the procedure it is at: 1, 2 or 3."""
        if self.panel_asked_on:
            return 3
        return 2 if self.escalated_on else 1

    @property
    def destination(self) -> Elsewhere:
        return ELSEWHERE_BY_KEY[self.elsewhere]

    @property
    def area_team(self) -> str:
        """The team that runs the service it is about; empty where none is known."""
        return AREAS_BY_KEY[self.area].team
