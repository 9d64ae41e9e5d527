"""The council's bodies, the rules each goes by and what each may decide, all dated."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from guildhall.commons.chamber.models.dated import in_order
from guildhall.kernel.records import Record, RecordManager


class Body(Record):
    """Something that meets and decides, advises or represents: the council, a committee, a board, a forum.

    `seats` is how many members it has when it is full; None where nobody has said. `in_balance` says that its
    seats are shared among the political groups (LGHA 1989 s.15): ordinary committees, not the cabinet. What
    was dissolved for another names it in `succeeded_by`: there its powers and what was in flight have gone.
    """

    class Stage(models.TextChoices):
        STANDING = "standing", "Standing"
        DISSOLVED = "dissolved", "Dissolved"

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        CABINET = "cabinet", "Cabinet"
        COMMITTEE = "committee", "Committee"
        SUB_COMMITTEE = "sub_committee", "Sub-committee"
        PANEL = "panel", "Panel"
        BOARD = "board", "Board"
        JOINT = "joint", "Joint committee"
        FORUM = "forum", "Neighbourhood forum"
        OUTSIDE = "outside", "Outside body"

    service_key = "bodies"

    kind = models.CharField(max_length=13, choices=Kind.choices, default=Kind.COMMITTEE)
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True, verbose_name="what it is for")
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    in_balance = models.BooleanField(default=False, verbose_name="in political balance")
    scrutinises = models.BooleanField(default=False, verbose_name="overview and scrutiny")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="appointed by"
    )
    succeeded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="succeeded by",
    )
    established_on = models.DateField(verbose_name="established")
    dissolved_on = models.DateField(null=True, blank=True, verbose_name="dissolved")

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        verbose_name_plural = "bodies"
        constraints = (in_order("established_on", "dissolved_on", "body_ends_after_it_began"),)


class StandingOrder(models.Model):
    """A number or a sentence a body goes by, for as long as it holds."""

    class Rule(models.TextChoices):
        QUORUM = "quorum", "Quorum, in members"
        SPEAKING = "speaking", "Hour by which to ask to speak, the working day before"
        CALL_IN_DAYS = "call_in_days", "Call-in: working days from publication"
        CALL_IN_MEMBERS = "call_in_members", "Call-in: members who must sign"
        OTHER = "other", "Another rule"

    body = models.ForeignKey(Body, models.CASCADE, related_name="standing_orders")
    rule = models.CharField(max_length=16, choices=Rule.choices)
    value = models.CharField(max_length=500)
    source = models.CharField(max_length=200, help_text="Where it is written, such as “Standing order 31”.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (in_order("from_on", "until_on", "standing_order_in_order"),)

    def __str__(self) -> str:
        return f"{self.get_rule_display()}: {self.value}"


class Power(models.Model):
    """What a body, or an officer by role, may decide, and where that is written: the scheme of delegation."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="powers")
    officer_role = models.CharField(
        max_length=160, blank=True, help_text="The role to whom the body has delegated it."
    )
    what = models.CharField(max_length=500)
    source = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (in_order("from_on", "until_on", "power_in_order"),)

    def __str__(self) -> str:
        return self.what
