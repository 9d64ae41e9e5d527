"""The verbs of what is registered of a member: interests, gifts, training and induction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.chamber.actions.members import SERVING
from guildhall.commons.chamber.forms import members as forms
from guildhall.commons.chamber.models import Gift, InductionStep, Interest, Member, Training
from guildhall.commons.chamber.service import members


@members.action(
    *SERVING,
    asks=forms.RegisterInterest,
    label="Register an interest",
    says="{actor} registered an interest.",
    law="Localism Act 2011 s.29, s.30; SI 2012/1464",
)
def register_interest(member: Member, kind: str, what: str, partner: bool, sensitive: bool, on: date) -> None:
    """Enter an interest. Its words stand in the register only, those of a sensitive one nowhere in public."""
    Interest.objects.create(
        member=member, kind=kind, what=what, partner=partner, sensitive=sensitive, registered_on=on
    )


@members.action(
    *SERVING,
    asks=forms.EndInterest,
    label="End an interest",
    says="{actor} entered that an interest ended.",
    law="Localism Act 2011 s.29",
)
def end_interest(member: Member, interest: Interest, on: date) -> None:
    """Enter that there is no such interest any more; it is shown no longer, and kept."""
    interest.ended_on = on
    interest.save(update_fields=["ended_on"])


@members.action(
    *SERVING,
    asks=forms.OnADay,
    meets="interests",
    label="Enter that all interests are notified",
    says="{record.name} notified every disclosable interest.",
    law="Localism Act 2011 s.30(1)",
)
def notify_interests(member: Member, on: date) -> None:
    """Enter the day on which the member had notified all interests, or that there are none."""
    member.interests_on = on


@members.action(
    *SERVING,
    asks=forms.DeclareGift,
    label="Enter a gift",
    says="{actor} entered a gift or hospitality: {what}.",
    law="The council’s code of conduct (Localism Act 2011 s.28)",
)
def declare_gift(
    member: Member, what: str, giver: str, worth: Decimal | None, accepted: bool, on: date
) -> None:
    """Enter a gift or hospitality that was offered, whether it was taken or not."""
    Gift.objects.create(member=member, what=what, giver=giver, worth=worth, accepted=accepted, offered_on=on)


@members.action(
    *SERVING,
    asks=forms.RequireTraining,
    label="Require training",
    says="{actor} asked for training: {course}.",
    law="The council’s constitution",
)
def require_training(member: Member, course: str, due_on: date) -> None:
    """Enter a course the member is to take by a day, as before sitting on planning or licensing."""
    if Training.objects.filter(member=member, course__iexact=course, done_on=None).exists():
        raise ValidationError(f"{course} is asked for already.")
    Training.objects.create(member=member, course=course, due_on=due_on)


@members.action(
    *SERVING,
    asks=forms.Train,
    label="Enter training",
    says="{record.name} took the course: {course}.",
    law="The council’s constitution",
)
def train(member: Member, course: str, on: date) -> None:
    """Enter a course the member took; where it was asked for, that is met."""
    asked = Training.objects.filter(member=member, course__iexact=course, done_on=None)
    if not asked.update(done_on=on):
        Training.objects.create(member=member, course=course, done_on=on)


@members.action(
    *SERVING,
    asks=forms.Induct,
    label="Enter steps of the induction",
    says="{record.name} was inducted.",
    law="The council’s own",
)
def induct(member: Member, steps: Any, on: date) -> None:
    """Enter what of the induction a new member has had."""
    InductionStep.objects.filter(pk__in=[each.pk for each in steps]).update(done_on=on)
