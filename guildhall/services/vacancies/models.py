"""A seat of the council that fell vacant before its term was over."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from guildhall.commons.chamber.models import Member
from guildhall.kernel.records import Record, RecordManager


class Vacancy(Record):
    """A casual vacancy (LGA 1972 s.87). `retires_on` is when the term would have run out."""

    class Stage(models.TextChoices):
        ARISEN = "arisen", "Arisen"
        CALLED_FOR = "called_for", "Declared, or two electors gave notice"
        ELECTION_SET = "election_set", "Election set"
        FILLED = "filled", "Filled"
        LEFT_OPEN = "left_open", "Left to the ordinary election"

    service_key = "vacancies"

    holder = models.OneToOneField(Member, models.PROTECT, related_name="vacancy", verbose_name="who left")
    ward = models.CharField(max_length=80)
    because = models.CharField(max_length=300, verbose_name="why")
    arose_on = models.DateField(verbose_name="arose")
    retires_on = models.DateField(verbose_name="term would have ended")
    noticed_on = models.DateField(null=True, blank=True, verbose_name="public notice given")
    called_for_on = models.DateField(
        null=True, blank=True, verbose_name="declared, or notice by two electors"
    )
    election_on = models.DateField(null=True, blank=True, verbose_name="election on")
    successor = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="filled by"
    )

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        verbose_name_plural = "vacancies"
