"""The council's bodies and its members, each dated: who sits where, in which group, from when until when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.records import Record, RecordManager


def on(day: date, *, starts: str = "from_on", ends: str = "until_on") -> Q:
    """What held on a day: from one day until another, both included, or until further notice."""
    return Q(**{f"{starts}__lte": day}) & (Q(**{ends: None}) | Q(**{f"{ends}__gte": day}))


def in_order(starts: str, ends: str, name: str) -> models.CheckConstraint:
    """Nothing ends before it begins."""
    return models.CheckConstraint(
        condition=Q(**{ends: None}) | Q(**{f"{ends}__gte": F(starts)}),
        name=name,
        violation_error_message="It cannot end before it begins.",
    )


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


class Group(models.Model):
    """A political group of the council (SI 1990/1553 reg.8)."""

    name = models.CharField(max_length=80, unique=True)
    short = models.CharField(max_length=16, unique=True)

    def __str__(self) -> str:
        return self.name


class Member(Record):
    """One term of one member: a councillor, elected for a ward and in office from the fourth day after the
    poll; or somebody co-opted, who has no ward. `before` is the same person's term before this one.
    """

    class Stage(models.TextChoices):
        ELECTED = "elected", "Elected, not yet signed in"
        IN_OFFICE = "in_office", "In office"
        LEFT = "left", "Left office"

    class Kind(models.TextChoices):
        COUNCILLOR = "councillor", "Councillor"
        CO_OPTED = "co_opted", "Co-opted member"

    service_key = "members"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COUNCILLOR)
    before = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="after", verbose_name="the term before"
    )
    name = models.CharField(max_length=160)
    ward = models.CharField(max_length=80, blank=True, db_index=True)
    represents = models.CharField(
        max_length=200, blank=True, help_text="Whom a co-opted member speaks for, such as “Parent governors”."
    )
    elected_on = models.DateField(verbose_name="elected")
    office_from = models.DateField(verbose_name="in office from")
    term_ends_on = models.DateField(verbose_name="term ends")
    accepted_on = models.DateField(null=True, blank=True, verbose_name="accepted office")
    interests_on = models.DateField(
        null=True, blank=True, verbose_name="interests notified", help_text="The day all were notified."
    )
    attended_on = models.DateField(null=True, blank=True, verbose_name="last attended")
    absent_until = models.DateField(
        null=True, blank=True, verbose_name="absence approved until", help_text="LGA 1972 s.85(1)."
    )
    left_on = models.DateField(null=True, blank=True, verbose_name="left office")
    left_because = models.CharField(max_length=300, blank=True, verbose_name="why")
    public_email = models.EmailField(blank=True, verbose_name="email")
    public_phone = models.CharField(max_length=40, blank=True, verbose_name="telephone")
    surgeries = models.TextField(blank=True)
    home_address = models.TextField(blank=True, help_text="For officers only: it is never published.")

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(office_from__gte=F("elected_on")) & Q(term_ends_on__gte=F("office_from")),
                name="member_term_in_order",
                violation_error_message="A term runs from after the election to a later day.",
            ),
        )

    def group_on(self, day: date) -> Group | None:
        """The political group on a day; `allegiances` is best fetched with it."""
        held = [each for each in self.allegiances.all() if each.holds(day)]
        return held[-1].group if held else None


class Allegiance(models.Model):
    """A member's place in a political group, for a time."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="allegiances")
    group = models.ForeignKey(Group, models.PROTECT, related_name="allegiances")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_on", "pk")
        constraints = (
            in_order("from_on", "until_on", "allegiance_in_order"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(until_on=None), name="one_group_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or self.until_on >= day)


class Leadership(models.Model):
    """Who leads a group, for a time: the notice to the proper officer names them (SI 1990/1553 reg.8)."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="leaderships")
    member = models.ForeignKey(Member, models.CASCADE, related_name="leaderships")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("from_on", "until_on", "leadership_in_order"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(until_on=None), name="one_leader_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} leads {self.group_id}"


class Appointment(models.Model):
    """A member's seat on a body, for a time."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice_chair", "Vice-chair"
        MEMBER = "member", "Member"
        DEPUTY = "deputy", "Deputy"
        CO_OPTED = "co_opted", "Co-opted"
        OBSERVER = "observer", "Observer"

    body = models.ForeignKey(Body, models.CASCADE, related_name="appointments")
    member = models.ForeignKey(Member, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("from_on", "until_on", "appointment_in_order"),
            models.UniqueConstraint(
                fields=["body", "member"], condition=Q(until_on=None), name="one_seat_on_a_body"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.member_id} on {self.body_id}"


# Those who make up the body: a deputy stands in, an observer listens.
SITTING = (
    Appointment.Role.CHAIR,
    Appointment.Role.VICE_CHAIR,
    Appointment.Role.MEMBER,
    Appointment.Role.CO_OPTED,
)


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
