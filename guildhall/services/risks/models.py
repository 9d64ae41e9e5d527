"""Risks and issues, what is done about each, and who lived with which for how long."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from guildhall.kernel.records import Record, RecordManager

HIGHEST = 25
SERVICE_LOG = "Service"
NOT_SORTED = "Not sorted yet"

_of_five = [MinValueValidator(1), MaxValueValidator(5)]


class Band(models.Model):
    """What a council calls a range of scores: from `lowest` up to the band above."""

    class Colour(models.TextChoices):
        GREEN = "green", "Green"
        YELLOW = "yellow", "Yellow"
        AMBER = "amber", "Amber"
        RED = "red", "Red"

    name = models.CharField(max_length=40, unique=True)
    lowest = models.PositiveSmallIntegerField(unique=True)
    colour = models.CharField(max_length=6, choices=Colour.choices)

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A kind of risk, and the council's appetite for it: the highest score it lives with untreated."""

    name = models.CharField(max_length=60, unique=True)
    appetite = models.PositiveSmallIntegerField(default=9)

    class Meta:
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name


class ScaleChange(models.Model):
    """What was changed of the bands and categories, when, why and by whom."""

    on = models.DateField()
    text = models.CharField(max_length=500)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="changed_risk_scales"
    )

    def __str__(self) -> str:
        return self.text


def _score(when: str) -> Any:
    return models.PositiveSmallIntegerField(null=True, blank=True, validators=_of_five, help_text=when)


def _scored(which: str) -> models.CheckConstraint:
    """Both numbers from 1 to 5, or neither: half a score is none."""
    likelihood, impact = f"{which}_likelihood", f"{which}_impact"
    both = Q(**{f"{likelihood}__range": (1, 5), f"{impact}__range": (1, 5)})
    neither = Q(**{likelihood: None, impact: None})
    return models.CheckConstraint(
        condition=both | neither,
        name=f"risk_{which}_score_is_whole",
        violation_error_message="Score both likelihood and impact, each from 1 to 5.",
    )


class Risk(Record):
    """What may happen, or as an issue has happened: cause, event and effect, scored 5 × 5 three times.

    `log` is the scope it is managed in: the service's own log, or one of a project.
    """

    class Stage(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted for a time"
        CLOSED = "closed", "Closed"

    class Kind(models.TextChoices):
        RISK = "risk", "Risk: it may happen"
        ISSUE = "issue", "Issue: it has happened"

    service_key = "risks"

    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.RISK)
    log = models.CharField(max_length=160, default=SERVICE_LOG, db_index=True)
    cause = models.TextField(blank=True)
    event = models.TextField(blank=True, verbose_name="what may happen")
    effect = models.TextField(blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="risks")
    owner_role = models.CharField(max_length=160, blank=True, verbose_name="owner")
    inherent_likelihood = _score("Before anything is done about it.")
    inherent_impact = _score("Before anything is done about it.")
    current_likelihood = _score("As it stands.")
    current_impact = _score("As it stands.")
    target_likelihood = _score("What is aimed for.")
    target_impact = _score("What is aimed for.")
    reviewed_on = models.DateField(null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(
        default=3, help_text="Months until it is looked at again: a quarter at most."
    )
    happened_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            _scored("inherent"),
            _scored("current"),
            _scored("target"),
            models.CheckConstraint(
                condition=Q(review_months__range=(1, 3)),
                name="risk_is_reviewed_each_quarter",
                violation_error_message="A risk is reviewed every one, two or three months.",
            ),
        )

    @property
    def score(self) -> int | None:
        """Likelihood × impact as it stands, 1 to 25; None while nobody has scored it."""
        return _product(self.current_likelihood, self.current_impact)

    @property
    def inherent_score(self) -> int | None:
        return _product(self.inherent_likelihood, self.inherent_impact)

    @property
    def target_score(self) -> int | None:
        return _product(self.target_likelihood, self.target_impact)

    @property
    def scores(self) -> tuple[int | None, ...]:
        """What an acceptance was given for: any change of these voids it."""
        return self.current_likelihood, self.current_impact, self.target_likelihood, self.target_impact


# The score as it stands, in a query.
SCORE = F("current_likelihood") * F("current_impact")


def _product(likelihood: int | None, impact: int | None) -> int | None:
    return likelihood * impact if likelihood and impact else None


class Mitigation(models.Model):
    """One thing that is done about a risk. It is under way until it is done or dropped."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="mitigations")
    text = models.TextField()
    owner_role = models.CharField(max_length=160, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="mitigation_is_done_or_dropped"
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None


class Acceptance(models.Model):
    """Somebody lives with a risk as it was scored, with a reason, until a day; a new score voids it."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="acceptances")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="accepted_risks"
    )
    role = models.CharField(max_length=160, help_text="In what role they accepted it.")
    because = models.TextField()
    on = models.DateField()
    until = models.DateField()
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("on")), name="acceptance_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.role} until {self.until}"
