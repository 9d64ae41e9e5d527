"""The verbs of deciding a change of governance: the resolution, its notices, and the day it takes effect."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Body, Power, StandingOrder
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import listed, said
from guildhall.kernel.services import action
from guildhall.services.constitution.forms import arrangements as forms
from guildhall.services.constitution.models import Arrangement, PlannedBody
from guildhall.services.constitution.service import arrangements

Stage = Arrangement.Stage
ONE_DAY = timedelta(days=1)


def homeless(record: Arrangement) -> list[str]:
    """The council's own bodies that neither stay nor are re-homed, by name."""
    kept = record.planned.exclude(body=None).values("body")
    moved = record.rehomings.values("body")
    own = Body.objects.open().exclude(kind__in=(Body.Kind.COUNCIL, Body.Kind.OUTSIDE))
    left = own.exclude(pk__in=kept).exclude(pk__in=moved)
    return list(left.order_by("name").values_list("name", flat=True))


@arrangements.action(
    Stage.PLANNED,
    to=Stage.RESOLVED,
    asks=forms.Resolve,
    label="Enter the resolution",
    says="The council resolved it; it takes effect on {takes_effect_on:%-d %B %Y}.",
    law="LGA 2000 s.9KC(1), (4), s.9L",
)
def resolve(record: Arrangement, takes_effect_on: date, by_referendum: bool, on: date) -> None:
    """Enter the council's resolution: every body stays or is re-homed, and none was passed for five years.

    Within five years of a resolution another may be passed only where a referendum approved it.
    """
    if left := homeless(record):
        raise ValidationError(f"Say of each body whether it stays or where it goes: {listed(left)}.")
    if takes_effect_on <= on:
        raise ValidationError("It takes effect at an annual meeting after the resolution.")
    others = Arrangement.objects.exclude(pk=record.pk).filter(resolved_on__gt=forms.five_years_before(on))
    if not by_referendum and (other := others.order_by("-resolved_on").first()):
        raise ValidationError(
            f"The council resolved a change on {said(other.resolved_on)}: within five years another needs a "
            "referendum (LGA 2000 s.9KC(4))."
        )
    record.resolved_on, record.in_force_from, record.by_referendum = on, takes_effect_on, by_referendum


@arrangements.action(
    Stage.RESOLVED,
    asks=forms.OnADay,
    label="Open the document to inspection",
    says="{actor}: the document that sets out the arrangements is open to inspection.",
    law="LGA 2000 s.9KC(2)(a)",
)
def publish_document(record: Arrangement, on: date) -> None:
    """Open the document to everybody: the bodies, the powers, the cost, on the public page of the change."""
    record.document_on = record.published_on = on


@arrangements.action(
    Stage.RESOLVED,
    asks=forms.PublishNotice,
    label="Enter the notice in a newspaper",
    says="{actor} entered the notice in {newspaper}.",
    law="LGA 2000 s.9KC(2)(b)",
)
def publish_notice(record: Arrangement, newspaper: str, on: date) -> None:
    """Enter the published notice: that it was resolved, its main features, from when, where to read more."""
    record.notice_on, record.newspaper = on, newspaper


def in_its_time(record: Arrangement, by: Any) -> str | None:
    if record.stage != Stage.RESOLVED:
        return None
    if not (record.document_on and record.notice_on):
        return "The document must be open to inspection and the notice published first (LGA 2000 s.9KC(2))."
    if record.in_force_from and record.in_force_from > time.today():
        return f"It takes effect at the annual meeting on {said(record.in_force_from)}."
    return None


@arrangements.action(
    Stage.RESOLVED,
    to=Stage.IN_FORCE,
    gates=(in_its_time,),
    label="Take effect",
    says="The new arrangements took effect.",
    law="LGA 2000 s.9L",
)
def take_effect(record: Arrangement, by: Any) -> None:
    """At the annual meeting: new bodies are established with rules, powers and members, old ones dissolved.

    Each dissolved body names its successor, where what it had in flight is taken up.
    """
    day = record.in_force_from
    if day is None:
        raise ValidationError("The resolution says no day on which it takes effect.")
    for each in record.planned.filter(body=None).order_by("pk"):
        _establish(each, by, day)
    _seat(record, by, day)
    moved = dict(record.power_moves.values_list("power", "to__body"))
    for move in record.rehomings.select_related("to", "body").order_by("pk"):
        assert move.to.body is not None  # established above  # noqa: S101
        _move(move.body, move.to.body, moved, record, by, day)
    before = Arrangement.objects.filter(stage=Stage.IN_FORCE).exclude(pk=record.pk).first()
    if before:
        end.follow(before, by=by, on=day - ONE_DAY, why=f"{record.get_form_display()} followed it.")


def _establish(planned: PlannedBody, by: Any, day: date) -> None:
    told = {each: getattr(planned, each) for each in ("kind", "name", "purpose", "seats", "in_balance")}
    planned.body = action("bodies", "establish").follow(by=by, on=day, **told)
    planned.save(update_fields=["body"])


def _seat(record: Arrangement, by: Any, day: date) -> None:
    appoint = action("bodies", "appoint")
    for planned in record.planned.select_related("body").order_by("pk"):
        body: Any = planned.body
        sits = dict(body.appointments.filter(until_on=None).values_list("member", "role"))
        for each in planned.places.select_related("member").order_by("pk"):
            if sits.get(each.member_id) != each.role:
                body = appoint.follow(body, by=by, on=day, member=each.member, role=each.role)


def _move(body: Body, to: Body, moved: dict[int, int], record: Arrangement, by: Any, day: date) -> None:
    """Its powers and rules go on where they are re-homed from the day on; it is dissolved the day before."""
    for power in Power.objects.filter(body=body, until_on=None).order_by("pk"):
        home = moved.get(power.pk, to.pk)
        Power.objects.create(
            body_id=home, what=power.what, officer_role=power.officer_role, source=power.source, from_on=day
        )
    has = set(StandingOrder.objects.filter(body=to, until_on=None).values_list("rule", flat=True))
    for rule in StandingOrder.objects.filter(body=body, until_on=None).exclude(rule__in=has).order_by("pk"):
        StandingOrder.objects.create(
            body=to, rule=rule.rule, value=rule.value, source=rule.source, from_on=day
        )
    action("bodies", "dissolve").follow(
        body, by=by, on=day - ONE_DAY, successor=to.reference, why=f"{record.title} ({record.reference})"
    )


@arrangements.action(
    Stage.IN_FORCE,
    to=Stage.ENDED,
    asks=forms.Because,
    system=True,
    label="End it",
    says="It ended: {why}",
    law="LGA 2000 s.9L",
)
def end(record: Arrangement, why: str, on: date) -> None:
    """Another form of governance has taken effect."""
    record.ended_on, record.ended_because = on, why


@arrangements.action(
    Stage.PLANNED,
    Stage.RESOLVED,
    to=Stage.ABANDONED,
    asks=forms.Because,
    label="Abandon the change",
    says="{actor} abandoned it: {why}",
    law="LGA 2000 s.9K",
)
def abandon(record: Arrangement, why: str, on: date) -> None:
    """Enter that the change is not to be; what was in force stays in force."""
    record.ended_because, record.published_on = why, None
