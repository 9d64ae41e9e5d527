"""What heads of service answer to the yearly questions, and what is done where an answer is not “fully”."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.commons.forms.questionnaires import Questionnaire, versions
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordManager
from guildhall.services.assurance.places import QUESTIONNAIRES


class ControlReturn(Record):
    """One service area's answers for one financial year, named by the year in which it begins."""

    class Stage(models.TextChoices):
        ASKED = "asked", "To be answered"
        HANDED_IN = "handed_in", "Handed in, improvements under way"
        SETTLED = "settled", "Settled"
        WITHDRAWN = "withdrawn", "Not needed"

    service_key = "returns"

    area = models.CharField("service area", max_length=200)
    year = models.PositiveSmallIntegerField()
    asked_of = models.CharField(max_length=200)
    questionnaire = models.CharField("version of the questions", max_length=10)
    handed_in_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        indexes = (models.Index(fields=["year", "area"], name="return_year"),)

    @property
    def asks(self) -> Questionnaire:
        """The version of the questionnaire this return answers."""
        return versions(QUESTIONNAIRES)[self.questionnaire]

    @property
    def period(self) -> Period:
        return Period.year(self.year)


class Answer(models.Model):
    """The answer to one question, and what it rests on."""

    class Says(models.TextChoices):
        FULLY = "fully", "Fully"
        PARTLY = "partly", "Partly"
        NOT = "not", "Not"
        NOT_APPLICABLE = "na", "Does not apply"

    of = models.ForeignKey(ControlReturn, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    says = models.CharField(max_length=6, choices=Says.choices)
    evidence = models.TextField(blank=True)
    record = models.ForeignKey(Record, models.SET_NULL, null=True, blank=True, related_name="answers_shown")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "question"], name="answer_once"),)

    def __str__(self) -> str:
        return f"{self.question}: {self.get_says_display()}"


class Improvement(models.Model):
    """What is done where an answer is not “fully”: by whom and by when; followed until done or dropped."""

    of = models.ForeignKey(ControlReturn, models.CASCADE, related_name="improvements")
    question = models.CharField(max_length=40)
    text = models.TextField()
    owner_role = models.CharField(max_length=160)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="improvement_is_done_or_dropped"
            ),
            models.CheckConstraint(condition=~Q(owner_role=""), name="improvement_has_an_owner"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None
