"""What a person needs, allows and is protected by: needs, consents, relationships and markers."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from guildhall.commons.parties.people import Party
from guildhall.kernel import time
from guildhall.kernel.records import Sensitivity


class DatedQuerySet(models.QuerySet[Any]):
    """Questions about what holds from a day to a day, both included."""

    def on(self, day: date) -> Self:
        """What holds on that day."""
        starts = Q(starts_on=None) | Q(starts_on__lte=day)
        return self.filter(starts, Q(ends_on=None) | Q(ends_on__gte=day))

    def now(self) -> Self:
        return self.on(time.today())


class Need(models.Model):
    """How a person can be written or spoken to (Equality Act 2010 s.20: adjustments, asked for once)."""

    class Kind(models.TextChoices):
        LANGUAGE = "language", "Another language"
        INTERPRETER = "interpreter", "Interpreter"
        BSL = "bsl", "British Sign Language"
        LARGE_PRINT = "large_print", "Large print"
        BRAILLE = "braille", "Braille"
        AUDIO = "audio", "Audio"
        EASY_READ = "easy_read", "Easy read"
        TEXT_RELAY = "text_relay", "Relay UK or text only"
        HEARING_LOOP = "hearing_loop", "Hearing loop"
        STEP_FREE = "step_free", "Step-free access"
        HOME_VISIT = "home_visit", "Visit at home"
        MORE_TIME = "more_time", "More time"
        OTHER = "other", "Something else"

    party = models.ForeignKey(Party, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    detail = models.CharField(max_length=200, blank=True, help_text="Which language, what size, what else.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "kind", "detail"], name="need_once"),)

    def __str__(self) -> str:
        label = str(self.Kind(self.kind).label)
        return f"{label}: {self.detail}" if self.detail else label


class Consent(models.Model):
    """What a person said to one purpose, on a day; the latest answer counts (UK GDPR Art. 7)."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40, help_text="A purpose declared in consents.py.")
    given = models.BooleanField(help_text="Yes, or no: withdrawn, or refused.")
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, help_text="How we know: the call, the form, the letter.")
    entered_at = models.DateTimeField(default=time.now, editable=False)

    class Meta:
        indexes = (models.Index(fields=["party", "purpose", "on"], name="consent_latest"),)

    def __str__(self) -> str:
        return f"{'Yes' if self.given else 'No'} to {self.purpose} on {self.on}"


class Relationship(models.Model):
    """What one party is to another; where `scope` names services, they may act there in the other's name."""

    class Kind(models.TextChoices):
        CARER = "carer", "Carer"
        PARENT = "parent", "Parent or guardian"
        CHILD = "child", "Child"
        PARTNER = "partner", "Husband, wife or partner"
        RELATIVE = "relative", "Other relative"
        ATTORNEY = "attorney", "Attorney or deputy"
        APPOINTEE = "appointee", "Appointee"
        ADVOCATE = "advocate", "Advocate"
        SOLICITOR = "solicitor", "Solicitor"
        SUPPORT = "support", "Support worker"
        EMPLOYEE = "employee", "Works for them"
        HOUSEHOLD = "household", "Lives with them"

    party = models.ForeignKey(Party, models.CASCADE, related_name="relationships")
    other = models.ForeignKey(Party, models.CASCADE, related_name="related_from")
    kind = models.CharField(max_length=12, choices=Kind.choices, help_text="What the other is to the party.")
    scope = models.JSONField(
        default=list, blank=True, help_text="Services where the other acts for them; * for every one."
    )
    evidence = models.CharField(max_length=300, blank=True, help_text="How we know that they may.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(party=F("other")), name="nobody_is_related_to_themselves"),
        )
        indexes = (models.Index(fields=["other", "ends_on"], name="relationship_of_other"),)

    def __str__(self) -> str:
        return f"{self.other} is {self.Kind(self.kind).label.lower()} of {self.party}"

    @property
    def where(self) -> str:
        """Where the other acts for the party, in words."""
        from guildhall.kernel.services import service

        return "everywhere" if "*" in self.scope else ", ".join(service(key).name for key in self.scope)


class Marker(models.Model):
    """What whoever deals with this person must know: why, what to do, and until when it stands."""

    class Kind(models.TextChoices):
        VULNERABLE = "vulnerable", "Vulnerable"
        CONTACT_PLAN = "contact_plan", "Contact plan"
        SAFETY = "safety", "Do not visit alone"
        SAFE_CONTACT = "safe_contact", "Contact only in a safe way"
        BEREAVED = "bereaved", "Bereaved"

    party = models.ForeignKey(Party, models.CASCADE, related_name="markers")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    why = models.TextField(help_text="What happened, in words the person may read.")
    what_to_do = models.TextField(help_text="What to do, and what not.")
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.PERSONAL)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Nothing is marked for ever: on this day it ends or is renewed.")
    reviewed_on = models.DateField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="marker_ends_after_it_starts"
            ),
        )
        indexes = (models.Index(fields=["ends_on", "lifted_on"], name="marker_ends"),)

    def __str__(self) -> str:
        return str(self.Kind(self.kind).label)
