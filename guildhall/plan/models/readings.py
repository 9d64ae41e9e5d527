"""What becomes of promises: figures that changed after they were frozen, forecasts, comments, sign-offs."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guildhall.plan.models.deliverables import Deliverable
from guildhall.plan.models.plans import Plan


class Restatement(models.Model):
    """A figure that is another today than when its period ended, and why, once somebody has said so."""

    measure = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    was = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    noticed_on = models.DateField()
    because = models.TextField(blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    explained_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "first", "last"], name="restated_once"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.first} to {self.last}: {self.was} is now {self.value}"

    @property
    def name(self) -> str:
        """As a form and a program name it: the figure and its first and last day."""
        return f"{self.measure} {self.first} {self.last}"


class Forecast(models.Model):
    """Where a figure is heading by the end of a year, with its interval; or only the sentence why not."""

    measure = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    low = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    told = models.TextField()
    made_on = models.DateField()
    made_from = models.CharField(max_length=64, help_text="The digest of what was known.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "first", "last"], name="forecast_once"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.first} to {self.last}: {self.value}"


class Commentary(models.Model):
    """What people say of a deliverable in one quarter's report. A new version leaves the old one standing."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="commentaries")
    first = models.DateField()
    last = models.DateField()
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_on = models.DateField()

    class Meta:
        verbose_name_plural = "commentaries"
        constraints = (
            models.UniqueConstraint(
                fields=["deliverable", "first", "last", "version"], name="commentary_version_once"
            ),
        )

    def __str__(self) -> str:
        return self.text


class SignOff(models.Model):
    """One quarter's report as the director signed it: every figure and colour in it, and the comments."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sign_offs")
    first = models.DateField()
    last = models.DateField()
    version = models.PositiveSmallIntegerField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed_on = models.DateField()
    stood = models.JSONField(
        help_text="Each promise’s figure, target and colour, and each comment’s version."
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "first", "last", "version"], name="sign_off_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} to {self.last}, version {self.version}"
