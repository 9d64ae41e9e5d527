"""What an Ombudsman, or the Commissioner, asks, decides and recommends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.records import Record, RecordManager
from guildhall.kernel.retention import FORGOTTEN
from guildhall.services.complaints.models.complaint import Complaint
from guildhall.services.complaints.models.handlers import handler
from guildhall.services.complaints.models.remedy import Remedy
from guildhall.services.complaints.models.words import within
from guildhall.services.complaints.procedures import AREAS, COMMISSIONER, HOUSING, LGSCO, Ombudsman


@dataclass(frozen=True)
class Decided:
    """One way such a case can end: who decides so, and whether that is looked into and upheld.

    `upheld` is None where nothing was decided of what the council did.
    """

    key: str
    label: str
    of: str
    upheld: bool | None = None


SCHEMES: dict[str, Ombudsman] = {"lgsco": LGSCO, "housing": HOUSING, "ico": COMMISSIONER}
# The words of each: LGSCO's annual letters, the Housing Ombudsman's determinations, the ICO's decisions.
DECISIONS = (
    Decided("invalid", "Incomplete or invalid", "lgsco"),
    Decided("advice", "Advice given", "lgsco"),
    Decided("referred", "Referred back for local resolution", "lgsco"),
    Decided("closed", "Closed after initial enquiries", "lgsco"),
    Decided("not_upheld", "Not upheld", "lgsco", False),
    Decided("upheld", "Upheld", "lgsco", True),
    Decided("outside", "Outside jurisdiction", "housing"),
    Decided("withdrawn", "Withdrawn", "housing"),
    Decided("none", "No maladministration", "housing", False),
    Decided("redress", "Reasonable redress", "housing", False),
    Decided("failure", "Service failure", "housing", True),
    Decided("fault", "Maladministration", "housing", True),
    Decided("severe", "Severe maladministration", "housing", True),
    Decided("no_action", "No action taken", "ico"),
    Decided("complied", "No infringement", "ico", False),
    Decided("infringed", "Infringement likely", "ico", True),
)
DECISIONS_BY_KEY = {each.key: each for each in DECISIONS}
UPHELD = tuple(each.key for each in DECISIONS if each.upheld)
INVESTIGATED = tuple(each.key for each in DECISIONS if each.upheld is not None)


class OmbudsmanCase(Record):
    """One complaint as an Ombudsman looks at it, from the first enquiry to the decision.

    It names nobody: who complained is known by the complaint it is about. `due_back_on` is the day an
    enquiry is to be answered by; empty while none is open.
    """

    class Stage(models.TextChoices):
        OPEN = "open", "With the Ombudsman"
        DECIDED = "decided", "Decided"

    class Scheme(models.TextChoices):
        LGSCO = "lgsco", "Local Government and Social Care Ombudsman"
        HOUSING = "housing", "Housing Ombudsman"
        ICO = "ico", "Information Commissioner"

    service_key = "ombudsman"
    # What the last verb did to its enquiries, for the sentence of that verb's event.
    told: str = ""

    of = models.ForeignKey(
        Complaint, models.SET_NULL, null=True, blank=True, related_name="taken_on", verbose_name="complaint"
    )
    scheme = models.CharField("who looks at it", max_length=7, choices=Scheme.choices)
    their_reference = models.CharField(max_length=40)
    area = models.CharField(
        "what it is about", max_length=8, choices=[(each.key, each.label) for each in AREAS], default="other"
    )
    subject = models.TextField("what they look at", blank=True)
    due_back_on = models.DateField("answer due back", null=True, blank=True)
    decision = models.CharField(
        max_length=10, choices=[(each.key, each.label) for each in DECISIONS], blank=True
    )
    decided_on = models.DateField(null=True, blank=True)
    found = models.TextField("what they found", blank=True)
    remedied_before = models.BooleanField("put right before they were asked", default=False)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "their_reference"],
                condition=~Q(their_reference=FORGOTTEN),
                name="ombudsman_reference_once",
                violation_error_message="A case with this reference is logged already.",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="ombudsman_decision_has_its_day",
                violation_error_message="A decision has a day.",
            ),
        )

    @property
    def decided(self) -> Decided | None:
        return DECISIONS_BY_KEY.get(self.decision)

    @property
    def decision_in_words(self) -> str:
        """What was decided, inside a sentence."""
        return within(self.decided.label) if self.decided else ""

    @property
    def is_upheld(self) -> bool:
        return self.decision in UPHELD


class Enquiry(models.Model):
    """What they asked the council at one time, the day it was due back, and what was answered."""

    class Kind(models.TextChoices):
        FIRST = "first", "First enquiries"
        INVESTIGATION = "detailed", "Detailed enquiries"
        DRAFT = "draft", "A draft decision to comment on"

    case = models.ForeignKey(OmbudsmanCase, models.CASCADE, related_name="enquiries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    asked = models.TextField()
    received_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = handler("enquiries_answered")

    class Meta:
        verbose_name_plural = "enquiries"
        constraints = (
            models.CheckConstraint(
                condition=Q(due_on__gte=F("received_on")), name="enquiry_due_after_it_came"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_on=None), name="enquiry_one_open_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.asked}"

    @property
    def in_time(self) -> bool:
        return self.answered_on is not None and self.answered_on <= self.due_on


class Recommendation(Record):
    """One thing an Ombudsman recommends: by which day, and how it is known that the council complied."""

    class Stage(models.TextChoices):
        DUE = "due", "To be complied with"
        COMPLIED = "complied", "Complied with"
        DROPPED = "dropped", "No longer asked for"

    service_key = "recommendations"

    of = models.ForeignKey(
        OmbudsmanCase, models.CASCADE, related_name="recommendations", verbose_name="Ombudsman case"
    )
    kind = models.CharField(max_length=11, choices=Remedy.Kind.choices)
    what = models.TextField()
    cost = models.DecimalField("cost in pounds", max_digits=10, decimal_places=2, null=True, blank=True)
    asked_for = models.DateField("to be done by")
    complied_on = models.DateField("complied with on", null=True, blank=True)
    evidence = models.TextField("how we know that it was done", blank=True)
    dropped_because = models.TextField("why it is no longer asked for", blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(complied_on=None) | ~Q(evidence=""),
                name="compliance_is_evidenced",
                violation_error_message="Say how we know that it was done.",
            ),
        )

    def get_cost_display(self) -> str:
        """The cost in pounds, as a page shows it."""
        return f"£{self.cost:,.2f}" if self.cost is not None else ""
