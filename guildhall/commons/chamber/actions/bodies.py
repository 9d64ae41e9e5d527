"""The verbs of a body."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.chamber.forms import bodies as forms
from guildhall.commons.chamber.models import Appointment, Body, Member, Power, StandingOrder
from guildhall.commons.chamber.models import on as held_on
from guildhall.commons.chamber.service import bodies
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.records import Record

CONSTITUTION = "The council’s constitution"
ONE_DAY = timedelta(days=1)


@bodies.opening(
    asks=forms.Establish,
    label="Establish a body",
    says="{actor} entered it.",
    law="LGA 1972 s.101, s.102; LGA 2000 s.9B",
)
def establish(body: Body, about: dict[str, Any], parent: Record | None, on: date) -> None:
    """Enter a body: it is public from the day it is entered."""
    body.opened_on = body.established_on = body.published_on = on
    body.parent_id = parent.pk if parent else None
    _say(body, about)


def _say(body: Body, about: dict[str, Any]) -> None:
    for name, value in about.items():
        setattr(body, name, value)
    body.title = body.name


@bodies.action(asks=forms.Correct, label="Correct what it is", says="{actor} corrected it.", law=CONSTITUTION)
def correct(body: Body, about: dict[str, Any]) -> None:
    """Correct what was entered, or say what has changed: its name, its purpose, its seats."""
    _say(body, about)


@bodies.action(
    asks=forms.SetStandingOrder,
    label="Set a standing order",
    says="{actor} set a standing order: {value} ({source}).",
    law=CONSTITUTION,
)
def set_standing_order(body: Body, rule: str, value: str, source: str, on: date) -> None:
    """Set a rule from a day on; the one before it held until the day before."""
    before = StandingOrder.objects.filter(body=body, rule=rule, until_on=None)
    if rule != StandingOrder.Rule.OTHER:
        if before.filter(from_on__gte=on).exists():
            raise ValidationError(
                "A rule that began on that day or later is in force: set this one from a later day."
            )
        before.update(until_on=on - ONE_DAY)
    StandingOrder.objects.create(body=body, rule=rule, value=value, source=source, from_on=on)


@bodies.action(
    asks=forms.GivePower,
    label="Give it a power",
    says="{actor} entered what it may decide: {what} ({source}).",
    law="LGA 1972 s.101; LGA 2000 s.9E",
)
def give_power(body: Body, what: str, officer_role: str, source: str, on: date) -> None:
    """Enter what the body, or an officer in its name, may decide: the scheme of delegation."""
    Power.objects.create(body=body, what=what, officer_role=officer_role, source=source, from_on=on)


@bodies.action(
    asks=forms.WithdrawPower,
    label="Withdraw a power",
    says="{actor} entered that it no longer decides: {power}.",
    law="LGA 1972 s.101; LGA 2000 s.9E",
)
def withdraw_power(body: Body, power: Power, on: date) -> None:
    """Enter that a power is no longer the body's; what it decided under it stands."""
    _end(power, on, "power was given")


def _end(held: Any, day: date, began: str) -> None:
    if held.from_on > day:
        raise ValidationError(f"The {began} on {said(held.from_on)}: it cannot end before.")
    held.until_on = day
    held.save(update_fields=["until_on"])


@bodies.action(
    asks=forms.Appoint,
    label="Appoint a member",
    says="{actor} appointed {member.title}.",
    law="LGA 1972 s.102; LGHA 1989 s.16",
)
def appoint(body: Body, member: Record, role: str, on: date) -> None:
    """Give a member a seat, as chair, vice-chair, member or deputy; a new role ends the one before."""
    sits = Appointment.objects.filter(held_on(on), body=body, member=member.pk, until_on=None).first()
    if sits and sits.role == role:
        raise ValidationError(f"{member.title} is {sits.get_role_display().lower()} already.")
    chairs = Appointment.objects.filter(body=body, role=role, until_on=None).exclude(member=member.pk)
    if role == Appointment.Role.CHAIR and (chair := chairs.select_related("member").first()):
        raise ValidationError(f"{chair.member.name} is chair: end that first.")
    if sits and sits.from_on < on:
        _end(sits, on - ONE_DAY, "seat was taken")
    elif sits:
        sits.delete()
    Appointment.objects.create(body=body, member_id=member.pk, role=role, from_on=on)


def is_the_council(body: Body, by: Any) -> str | None:
    return None if body.kind == Body.Kind.COUNCIL else "Only the council is made up of every councillor."


@bodies.action(
    asks=forms.OnADay,
    gates=(is_the_council,),
    label="Seat every councillor",
    says="{actor} entered that every councillor in office sits on it.",
    law="LGA 1972 s.2(2)",
)
def seat_everybody(body: Body, on: date) -> None:
    """Give a seat to every councillor in office who has none here: after an election, at once."""
    seated = Appointment.objects.filter(held_on(on), body=body).values("member")
    serving = Member.objects.open().filter(kind=Member.Kind.COUNCILLOR, office_from__lte=on)
    new = serving.filter(term_ends_on__gte=on).exclude(pk__in=seated).order_by("pk")
    Appointment.objects.bulk_create(
        Appointment(body=body, member=each, role=Appointment.Role.MEMBER, from_on=on) for each in new
    )


@bodies.action(
    asks=forms.EndAppointment,
    label="End an appointment",
    says="{actor}: {appointment.member.name} no longer sits on it.",
    law="LGA 1972 s.102; LGHA 1989 s.16",
)
def end_appointment(body: Body, appointment: Appointment, on: date) -> None:
    """Enter that a member sits on it no longer."""
    _end(appointment, on, "seat was taken")


@bodies.action(
    to=Body.Stage.DISSOLVED,
    asks=forms.Dissolve,
    label="Dissolve it",
    says="{actor}: it was dissolved. {why}",
    law=CONSTITUTION,
)
def dissolve(body: Body, successor: Record | None, on: date) -> None:
    """Enter that a body is no more: its seats, rules and powers end with it, and another may succeed it."""
    body.dissolved_on = on
    body.succeeded_by_id = successor.pk if successor else None
    for held in (body.appointments, body.standing_orders, body.powers):
        held.filter(until_on=None, from_on__lte=on).update(until_on=on)
