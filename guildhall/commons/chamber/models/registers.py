"""What is registered of a member: interests, gifts, training, and what a new one is helped with."""

from __future__ import annotations

from django.db import models

from guildhall.commons.chamber.models.members import Member


class Interest(models.Model):
    """A registered interest; of a sensitive one the public reads only that it exists (Localism Act s.32)."""

    class Kind(models.TextChoices):
        """The disclosable ones of SI 2012/1464, and what the council's own code adds."""

        EMPLOYMENT = "employment", "Employment, office, trade, profession or vocation"
        SPONSORSHIP = "sponsorship", "Sponsorship"
        CONTRACTS = "contracts", "Contracts with the council"
        LAND = "land", "Land in the council’s area"
        LICENCES = "licences", "Licences to occupy land"
        TENANCIES = "tenancies", "Corporate tenancies"
        SECURITIES = "securities", "Securities above £25,000 or a hundredth of the shares"
        OTHER = "other", "Another interest under the council’s code"

    member = models.ForeignKey(Member, models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.TextField()
    partner = models.BooleanField(default=False, help_text="It is the spouse’s or partner’s.")
    sensitive = models.BooleanField(default=False)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Training(models.Model):
    """A course a member took, or was due to take by a day."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="training")
    course = models.CharField(max_length=160)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "training"

    def __str__(self) -> str:
        return self.course


class InductionStep(models.Model):
    """One thing a new member is helped with, by which day, and when it was done."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="induction")
    what = models.CharField(max_length=160)
    officer_role = models.CharField(max_length=160)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.what


class Gift(models.Model):
    """A gift or hospitality offered to a member, taken or not."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="gifts")
    what = models.CharField(max_length=300)
    giver = models.CharField(max_length=200)
    worth = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    offered_on = models.DateField()
    accepted = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.what
