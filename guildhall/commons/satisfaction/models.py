"""Whom we asked how they were served, whom not and why, and what they answered: bulk facts, no records."""

from __future__ import annotations

from datetime import time as time_of_day
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.commons.parties.models import Party, own_parties
from guildhall.kernel.gates import Actor, is_resident
from guildhall.kernel.records import Record

# What an asking names to mean every service, or every channel.
ANY = "*"
# The channel of a record that has closed: nobody called, a piece of work was finished.
CASEWORK = "casework"


class Asking(models.Model):
    """How the customers of one service and channel are asked, from one moment to another.

    Rows are ended and never changed, so that every draw can be done again as it was done. `survey` is the
    record of whoever decided it. `percent` of all are drawn; `seed` makes the draw one that nobody can
    foresee; nobody is asked twice within `cap_days`, at any place; an answer may be changed for `open_days`.
    """

    survey = models.ForeignKey(Record, models.CASCADE, related_name="askings")
    service = models.CharField(max_length=32)
    channel = models.CharField(max_length=24)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    seed = models.CharField(max_length=32)
    cap_days = models.PositiveSmallIntegerField(default=90)
    open_days = models.PositiveSmallIntegerField(default=28)
    quiet_from = models.TimeField(default=time_of_day(20))
    quiet_until = models.TimeField(default=time_of_day(8))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["service", "channel"],
                condition=Q(until=None),
                name="asking_one_at_a_time",
                violation_error_message="Customers of this service and channel are asked already.",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="asking_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="asking_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.percent}% of {self.service}, {self.channel}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def sent(self) -> InvitationQuerySet:
        """Those that went out: what a response rate is a share of."""
        return self.filter(state=Invitation.State.SENT)

    def visible_to(self, user: Any) -> InvitationQuerySet:
        return self.filter(theirs(user))


class Invitation(models.Model):
    """One customer who was drawn: asked, or not asked and why.

    `about` names what they are asked about: a record's reference, or a fact such as "contacts.contact 42".
    `person` is a keyed digest of their address: it tells a cap from a first time, and nobody who it was.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to go"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        UNCERTAIN = "uncertain", "Nobody knows whether it went"
        NOT_ASKED = "not_asked", "Not asked"

    class WhyNot(models.TextChoices):
        CAPPED = "capped", "Asked about something else not long ago"
        OPTED_OUT = "opted_out", "Said that we are not to ask"
        OBJECTED = "objected", "Something we know of them says no"
        UNREACHABLE = "unreachable", "No e-mail address or mobile number"
        RESTRICTED = "restricted", "What it is about was restricted meanwhile"

    class By(models.TextChoices):
        EMAIL = "email", "By e-mail"
        SMS = "sms", "By text message"

    class Customers(models.TextChoices):
        EXTERNAL = "external", "Residents and others outside"
        INTERNAL = "internal", "Colleagues in the council"

    asking = models.ForeignKey(Asking, models.PROTECT, related_name="invitations")
    record = models.ForeignKey(Record, models.SET_NULL, null=True, related_name="invitations")
    about = models.CharField(max_length=80, blank=True)
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="invitations")
    person = models.CharField(max_length=64, blank=True)
    service = models.CharField(max_length=32)
    channel = models.CharField(max_length=24)
    topic = models.CharField(max_length=160, blank=True)
    customers = models.CharField(max_length=8, choices=Customers.choices, default=Customers.EXTERNAL)
    happened_on = models.DateField()
    draw = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=5, choices=By.choices, blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State.choices)
    why_not = models.CharField(max_length=11, choices=WhyNot.choices, blank=True)
    decided_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    closes_on = models.DateField(null=True)
    parted_on = models.DateField(null=True, help_text="The day from which nobody can say who it was.")

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["about"], condition=~Q(about=""), name="invited_once_about_it"),
        )
        indexes = (
            models.Index(fields=["person", "decided_at"], name="invitation_person"),
            models.Index(fields=["happened_on", "state"], name="invitation_happened"),
            models.Index(fields=["closes_on"], condition=Q(parted_on=None), name="invitation_to_part"),
        )

    def __str__(self) -> str:
        return f"Invitation {self.pk}: {self.get_state_display().lower()}"

    @property
    def key(self) -> str:
        """By which the outbox, a mail server and Notify know it."""
        return f"invitation:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether an answer may be given or changed, as far as the invitation itself says."""
        return self.state != self.State.NOT_ASKED and self.parted_on is None


class Score(models.IntegerChoices):
    """The five answers to the first question, and the one that expresses no view."""

    VERY_SATISFIED = 5, "Very satisfied"
    SATISFIED = 4, "Fairly satisfied"
    NEITHER = 3, "Neither satisfied nor dissatisfied"
    DISSATISFIED = 2, "Fairly dissatisfied"
    VERY_DISSATISFIED = 1, "Very dissatisfied"
    NO_VIEW = 0, "I cannot say"


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions about answers."""

    def visible_to(self, user: Any) -> AnswerQuerySet:
        seen = Invitation.objects.visible_to(user)
        return self.filter(invitation__in=seen.values("pk"))

    def within(self, period: Any) -> AnswerQuerySet:
        """To what happened in the period."""
        return self.filter(happened_on__range=(period.first, period.last))

    def with_a_view(self) -> AnswerQuerySet:
        """Who expressed a view: all but those who cannot say."""
        return self.exclude(score=Score.NO_VIEW)

    def satisfied(self) -> AnswerQuerySet:
        return self.filter(score__gte=Score.SATISFIED)


class Answer(models.Model):
    """What one customer answered. What it is about stands here too: it outlives knowing who it was.

    The day alone is kept of when: a moment would tell who.
    """

    class Got(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="answer")
    service = models.CharField(max_length=32)
    channel = models.CharField(max_length=24)
    topic = models.CharField(max_length=160, blank=True)
    customers = models.CharField(max_length=8, choices=Invitation.Customers.choices)
    happened_on = models.DateField()
    score = models.PositiveSmallIntegerField(choices=Score.choices)
    got = models.CharField(max_length=6, choices=Got.choices, blank=True)
    comment = models.TextField(blank=True)
    answered_on = models.DateField()
    changed_on = models.DateField(null=True)
    sounds_like = models.CharField(
        max_length=24, blank=True, help_text="What it was offered as, if anything."
    )

    objects: ClassVar[Any] = AnswerQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["happened_on", "service", "channel", "customers", "score"], name="answer_happened"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_score_display()}, {self.answered_on}"


class OptOut(models.Model):
    """Somebody we are not to ask, known by a keyed digest of their address: it outlives forgetting them."""

    person = models.CharField(max_length=64, unique=True)
    said_on = models.DateField()

    def __str__(self) -> str:
        return f"Not to be asked since {self.said_on}"


def theirs(user: Any) -> Q:
    """The invitations this person may read: a customer's own, or those of the work a colleague does.

    Of a record they must be able to read the record; of a fact, or of what has been parted from, the survey.
    """
    if isinstance(user, Actor) and user.kind != "party":
        return Q(pk__in=())
    if isinstance(user, Actor) or is_resident(user):
        return Q(party__in=own_parties(user).values("pk"), parted_on=None)
    if user is None or not user.is_authenticated:
        return Q(pk__in=())
    seen = Record.objects.visible_to(user).values("pk")
    return Q(record__in=seen) | Q(record=None, asking__survey__in=seen)
