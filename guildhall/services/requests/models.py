"""Requests for information: what was wanted, under which law, and what was said."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record, RecordManager, RecordQuerySet
from guildhall.services.requests import clocks
from guildhall.services.requests.exemptions import DPA_2018, Exemption, cited

# The GDPR became the United Kingdom's own law at the end of 2020.
UK_GDPR = date(2021, 1, 1)


class Regime(models.TextChoices):
    """The law a request is answered under; the keys are the clocks' own."""

    FOI = "foi", "Freedom of Information Act 2000"
    EIR = "eir", "Environmental Information Regulations 2004"
    SAR = "sar", "Subject access (UK GDPR)"

    @property
    def in_words(self) -> str:
        """The law as a sentence names it."""
        return {
            Regime.FOI: "the Freedom of Information Act",
            Regime.EIR: "the Environmental Information Regulations",
            Regime.SAR: "the right of access to one’s own data",
        }[self]


class Outcome(models.TextChoices):
    """What the requester got (Cabinet Office statistics, s.45 Code 8.5)."""

    GRANTED = "granted", "Granted in full"
    PART = "part", "Granted in part"
    REFUSED = "refused", "Refused in full"
    NOT_HELD = "not_held", "Information not held"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Lapsed: no answer from the requester"


# What counts as answered in every statistic: a request that went away was not.
ANSWERS = (Outcome.GRANTED, Outcome.PART, Outcome.REFUSED, Outcome.NOT_HELD)
WITHHOLDS = (Outcome.PART, Outcome.REFUSED)


class InformationRequestQuerySet(RecordQuerySet):
    """Questions about requests."""

    def under(self, *regimes: str) -> Self:
        return self.filter(regime__in=regimes)

    def with_outcome(self, *outcomes: str) -> Self:
        return self.filter(outcome__in=outcomes)

    def handled_here(self) -> Self:
        """Not imported: what another system did leaves no trace that could be checked."""
        return self.exclude(channel=InformationRequest.Channel.IMPORT)


class InformationRequestManager(RecordManager.from_queryset(InformationRequestQuerySet)):  # type: ignore[misc]
    """Requests, with the questions above."""


class InformationRequest(Record):
    """One request for recorded information (FOIA s.8), environmental information, or one's own data."""

    class Stage(models.TextChoices):
        RECEIVED = "received", "Received"
        SEARCHING = "searching", "Being answered"
        CLARIFYING = "clarifying", "Waiting for clarification"
        FEE = "fee", "Waiting for a fee"
        IDENTITY = "identity", "Waiting for proof of identity"
        ANSWERED = "answered", "Answered"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Lapsed"

    class Channel(models.TextChoices):
        WEB = "web", "Website"
        EMAIL = "email", "E-mail"
        POST = "post", "Post"
        PHONE = "phone", "Telephone"
        COUNTER = "counter", "In person"
        IMPORT = "import", "Imported"

    class Prefers(models.TextChoices):
        """How the requester would like to have the information (FOIA s.11, EIR reg.6)."""

        EMAIL = "email", "By email"
        DATA = "data", "As a spreadsheet or data file"
        PAPER = "paper", "On paper"
        INSPECT = "inspect", "By looking at the documents in person"

    service_key = "requests"
    # What an action tells its letter and its sentence; kept elsewhere, with the documents and the parts.
    encloses: tuple[str, ...] = ()
    teams_asked: str = ""

    regime = models.CharField("law", max_length=4, choices=Regime.choices, default=Regime.FOI)
    channel = models.CharField("how it came", max_length=8, choices=Channel.choices, default=Channel.WEB)
    requester = models.CharField("who asked", max_length=200, blank=True)
    wanted = models.TextField("what they want to know")
    prefers = models.CharField("how they would like it", max_length=8, choices=Prefers.choices, blank=True)
    question = models.TextField(
        "what we asked them", blank=True, help_text="What we asked them to make clear."
    )
    clarification = models.TextField("what they answered", blank=True, help_text="What they answered.")
    proof = models.TextField(
        "proof of identity we asked for", blank=True, help_text="What proof of identity we asked for."
    )
    fee = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    withheld_because = models.TextField(
        "why it is withheld", blank=True, help_text="Why each provision applies."
    )
    exemptions = models.CharField(
        "withheld under",
        max_length=500,
        blank=True,
        help_text="Sections or regulations relied on, as printed.",
    )
    public_interest = models.TextField(
        "what was weighed", blank=True, help_text="What was weighed for and against disclosure."
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="answered_requests"
    )
    working_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Working days the council took, those it waited left out."
    )
    public_title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    public_answer = models.TextField(blank=True)
    not_published_because = models.CharField("why it is not published", max_length=300, blank=True)

    objects: ClassVar[Any] = InformationRequestManager()

    class Meta:
        base_manager_name = "objects"
        indexes = (models.Index(fields=["regime", "outcome"], name="request_outcome"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(answer="", withheld_because=""),
                name="refusal_says_why",
                violation_error_message="A refusal says why (FOIA s.17).",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["part", "refused"]) | ~Q(exemptions="") | Q(channel="import"),
                name="withholding_cites_its_section",
                violation_error_message="Whatever is withheld is withheld under a section (FOIA s.17(1)(b)).",
            ),
            models.CheckConstraint(
                condition=Q(fee=None) | Q(fee__gt=0),
                name="fee_is_more_than_nothing",
                violation_error_message="A fee is more than nothing.",
            ),
        )

    def get_fee_display(self) -> str:
        """The fee in pounds, as a page shows it."""
        return f"£{self.fee:.2f}" if self.fee else ""

    @property
    def law(self) -> str:
        """The law it is answered under, as a sentence names it."""
        return Regime(self.regime).in_words

    @property
    def provisions(self) -> list[Exemption]:
        """The provisions it cites, with what they say."""
        return cited(self.exemptions)

    @property
    def gdpr(self) -> str:
        """What the data protection law of its day is called; empty before 25 May 2018 (the 1998 Act)."""
        if self.opened_on < DPA_2018:
            return ""
        return "GDPR" if self.opened_on < UK_GDPR else "UK GDPR"

    @property
    def while_waiting(self) -> str:
        """What the law of its day makes of the time while it waits, and which law; empty when it does not."""
        if not (asked := clocks.WAITS_FOR.get(self.stage)):
            return ""
        wait = clocks.wait_for(self, asked)
        return clocks.meanwhile(self, asked) + (f" ({wait.law})" if wait and not self.due_on else "")

    @property
    def is_personal(self) -> bool:
        """Whether it asks for the requester's own data, which nobody else may read."""
        return self.regime == Regime.SAR
