"""What happened in a meeting: who was there, what was moved, how each voted, and what is to follow."""

from __future__ import annotations

from datetime import time as time_of_day

from django.db import models
from django.db.models import F, Q

from guildhall.commons.chamber.models import Member
from guildhall.services.meetings.models.meeting import Item, Meeting


class Attendance(models.Model):
    """One stretch of a member's presence, or that they sent apologies or did not come.

    Without `arrived_at` they were there from the beginning, without `left_at` until the end. Whoever leaves
    and comes back has two rows. `stands_for` is the member for whom a substitute came.
    """

    class How(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    how = models.CharField(max_length=9, choices=How.choices, default=How.PRESENT)
    arrived_at = models.TimeField(null=True, blank=True)
    left_at = models.TimeField(null=True, blank=True)
    stands_for = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(arrived_at=None) | Q(left_at__gte=F("arrived_at")),
                name="nobody_leaves_before_they_come",
                violation_error_message="Nobody leaves before they come.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "member"], condition=Q(left_at=None), name="in_the_room_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.how}"

    def there(self, at: time_of_day) -> bool:
        """Whether they were in the room at that time."""
        came = self.arrived_at is None or self.arrived_at <= at
        return self.how == self.How.PRESENT and came and (self.left_at is None or at < self.left_at)


class Declaration(models.Model):
    """An interest a member declared in an item (Localism Act 2011 s.31)."""

    class Kind(models.TextChoices):
        DISCLOSABLE = "disclosable", "Disclosable pecuniary interest"
        OTHER = "other", "Another interest"

    item = models.ForeignKey(Item, models.CASCADE, related_name="declarations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    what = models.CharField(max_length=500)
    dispensation = models.BooleanField(default=False, help_text="They may stay and vote (s.33).")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "member"], name="declared_once"),)

    def __str__(self) -> str:
        return self.what


class Motion(models.Model):
    """A motion, or an amendment of the one it hangs on; `outcome` is empty until it is put to the vote."""

    class Outcome(models.TextChoices):
        CARRIED = "carried", "Carried"
        LOST = "lost", "Lost"
        WITHDRAWN = "withdrawn", "Withdrawn"

    item = models.ForeignKey(Item, models.CASCADE, related_name="motions")
    amends = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="amendments")
    text = models.TextField()
    mover = models.ForeignKey(Member, models.PROTECT, related_name="moved")
    seconder = models.ForeignKey(Member, models.PROTECT, related_name="seconded")
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """How one member voted on one motion; `casting` is the chair's second vote, where votes are equal."""

    class Way(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, models.PROTECT, related_name="votes")
    way = models.CharField(max_length=9, choices=Way.choices)
    casting = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["motion", "member", "casting"], name="one_vote_each"),)

    def __str__(self) -> str:
        return f"{self.member_id} {self.way}"


class FollowUp(models.Model):
    """An action somebody is to do, or a recommendation the executive answers within two months."""

    class Kind(models.TextChoices):
        ACTION = "action", "Action"
        RECOMMENDATION = "recommendation", "Recommendation of scrutiny"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="follow_ups")
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="follow_ups")
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.ACTION)
    what = models.TextField()
    owner_role = models.CharField(max_length=160)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["due_on"], condition=Q(done_on=None), name="follow_up_open"),)

    def __str__(self) -> str:
        return self.what
