"""The verbs of planning a form of governance: its bodies, where powers go, and every member's place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Body, Member, Power
from guildhall.services.constitution.forms import arrangements as forms
from guildhall.services.constitution.models import Arrangement, Place, PlannedBody, PowerMove, Rehoming
from guildhall.services.constitution.service import arrangements

Stage = Arrangement.Stage
PLANNING = (Stage.PLANNED, Stage.RESOLVED)
LAW = "LGA 2000 s.9B, s.9K"


@arrangements.opening(
    asks=forms.Enter,
    to=Stage.IN_FORCE,
    label="Enter the form of governance in force",
    says="{actor} entered it.",
    law=LAW,
)
def enter(record: Arrangement, form: str, on: date) -> None:
    """Enter the form of governance that has been in force since a day: the first one there is."""
    if Arrangement.objects.filter(stage=Stage.IN_FORCE).exists():
        raise ValidationError("A form of governance is in force: plan the change of it.")
    record.form, record.in_force_from = form, on
    record.opened_on = record.published_on = on
    record.title = record.get_form_display()


@arrangements.opening(
    asks=forms.Plan, label="Plan a change of governance", says="{actor} began to plan it: {why}", law=LAW
)
def plan(record: Arrangement, form: str, why: str, hourly_cost: Decimal) -> None:
    """Plan a change: nothing of it is public before the council resolves it and the document is open."""
    record.form, record.why, record.hourly_cost = form, why, hourly_cost
    record.title = f"Change to: {record.get_form_display()}"


@arrangements.action(
    *PLANNING, asks=forms.PlanBody, label="Plan a body", says="{actor} planned a body.", law="LGA 1972 s.102"
)
def plan_body(
    record: Arrangement, body: Body | None, kind: str, name: str, purpose: str, seats: int | None,
    in_balance: bool, meetings: int, hours: int, special: Decimal | None,
) -> None:  # fmt: skip
    """Plan a body of the new arrangement: one that stays, by its reference, or one to be established."""
    told: dict[str, Any] = {
        "kind": kind, "name": name, "purpose": purpose, "seats": seats, "in_balance": in_balance
    }  # fmt: skip
    if body is not None:
        if Rehoming.objects.filter(arrangement=record, body=body).exists():
            raise ValidationError(f"{body.name} is to be dissolved: it cannot stay too.")
        told = {each: getattr(body, each) for each in told}
    if PlannedBody.objects.filter(arrangement=record, name=told["name"]).exists():
        raise ValidationError(f"{told['name']} is planned already: drop it first to plan it anew.")
    PlannedBody.objects.create(
        arrangement=record, body=body, stays=body is not None, meetings=meetings, hours=hours,
        special=special or Decimal(0), **told,
    )  # fmt: skip


@arrangements.action(
    *PLANNING,
    asks=forms.DropBody,
    label="Drop a planned body",
    says="{actor} dropped a planned body.",
    law=LAW,
)
def drop_body(record: Arrangement, planned_body: PlannedBody) -> None:
    """Take a body out of the plan, and with it what was to go there and who was to sit on it."""
    planned_body.delete()


@arrangements.action(
    *PLANNING,
    asks=forms.Rehome,
    label="Re-home a body",
    says="{actor} planned that {body.name} goes into {to.name}.",
    law="LGA 2000 s.9K, s.9L",
)
def rehome(
    record: Arrangement, body: Body, to: PlannedBody, meetings: int, hours: int, special: Decimal | None
) -> None:
    """Plan that a body is dissolved, and where its powers, its rules and its business in flight go."""
    if not body.is_open:
        raise ValidationError(f"{body.name} is dissolved already.")
    if record.planned.filter(body=body).exists():
        raise ValidationError(f"{body.name} stays: drop it first.")
    Rehoming.objects.update_or_create(
        arrangement=record, body=body,
        defaults={"to": to, "meetings": meetings, "hours": hours, "special": special or Decimal(0)},
    )  # fmt: skip


@arrangements.action(
    *PLANNING,
    asks=forms.MovePower,
    label="Move a power by itself",
    says="{actor} planned that {to.name} may: {power.what}.",
    law="LGA 1972 s.101; LGA 2000 s.9E",
)
def move_power(record: Arrangement, power: Power, to: PlannedBody) -> None:
    """Plan that one power goes elsewhere than the rest of its body's."""
    PowerMove.objects.update_or_create(arrangement=record, power=power, defaults={"to": to})


@arrangements.action(
    *PLANNING,
    asks=forms.PlaceMember,
    label="Give a member a place",
    says="{actor} planned a place for {member.name} on {planned_body.name}.",
    law="LGHA 1989 s.16",
)
def place(record: Arrangement, planned_body: PlannedBody, member: Member, role: str) -> None:
    """Plan where a member sits: whoever has no place is shown."""
    Place.objects.update_or_create(planned=planned_body, member=member, defaults={"role": role})
