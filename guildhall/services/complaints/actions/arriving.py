"""A complaint arrives, and somebody decides whether it is one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.parties.models import involve, known_or_new
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Record, Team, link, title_from
from guildhall.kernel.verbs import colleagues
from guildhall.services.complaints import forms
from guildhall.services.complaints.casework import add_points
from guildhall.services.complaints.models import Complaint
from guildhall.services.complaints.procedures import AREAS_BY_KEY
from guildhall.services.complaints.service import Stage, complaints

CODE = "LGSCO and Housing Ombudsman Codes 2024"


@complaints.opening(
    asks=forms.Complain,
    public=True,
    sends="received",
    label="Make a complaint",
    tells="We received your complaint.",
    says="{name} complained.",
    law=f"{CODE} 3; SI 2006/1738; SI 2009/309",
)
def complain(
    complaint: Complaint,
    area: str,
    complained: str,
    wants: str,
    since_on: date | None,
    for_whom: str,
    authority: str,
    name: str,
    email: str,
    phone: str,
    address: str,
) -> None:
    """Tell the council that something went wrong, for yourself or for somebody else."""
    _received(complaint, area, complained, wants, since_on)
    _speaks_for(complaint, for_whom, authority)
    _from(complaint, name, email=email, phone=phone, address=address)


@complaints.opening(
    asks=forms.Log,
    sends="received",
    label="Log a complaint",
    tells="We received your complaint.",
    says="{actor} logged a complaint from {name}.",
    law=f"{CODE} 3; SI 2006/1738; SI 2009/309",
)
def log(
    complaint: Complaint,
    area: str,
    ward: str,
    complained: str,
    wants: str,
    since_on: date | None,
    for_whom: str,
    authority: str,
    name: str,
    email: str,
    phone: str,
    address: str,
    channel: str,
    beside: Record | None,
    on: date,
) -> None:
    """Log a complaint that came by any channel, with the day any member of staff first heard of it."""
    complaint.opened_on, complaint.channel, complaint.ward = on, channel, ward
    _received(complaint, area, complained, wants, since_on)
    _speaks_for(complaint, for_whom, authority)
    _from(complaint, name, email=email, phone=phone, address=address)
    if beside:
        complaint.once_saved(lambda: link(complaint, beside, "complains_of"))


def _received(complaint: Complaint, area: str, complained: str, wants: str, since_on: date | None) -> None:
    about = AREAS_BY_KEY[area]
    complaint.area, complaint.regime = area, about.procedure
    complaint.title, complaint.complained, complaint.wants = title_from(complained), complained, wants
    complaint.since_on = since_on
    complaint.team = Team.objects.filter(name=about.team).first() if about.team else None
    _keep_close(complaint)


def _speaks_for(complaint: Complaint, for_whom: str, authority: str) -> None:
    complaint.for_whom = for_whom or Complaint.ForWhom.SELF
    complaint.authority = authority if complaint.for_whom == Complaint.ForWhom.OTHER else ""


def _from(complaint: Complaint, name: str, **points: str) -> None:
    complaint.complainant = name
    involve(complaint, known_or_new(name, **points), "complainant")


def _keep_close(complaint: Complaint) -> None:
    """As few may read it as its procedure asks, whoever decided otherwise."""
    complaint.sensitivity = max(complaint.sensitivity, complaint.procedure.sensitivity)


@complaints.action(
    Stage.RECEIVED,
    to=Stage.FIRST,
    asks=forms.Accept,
    marks="acknowledged",
    meets="acknowledgement",
    sends="acknowledgement",
    label="Accept and acknowledge it",
    tells="We accepted your complaint and told you how we understand it.",
    says="{actor} accepted it under {record.procedure.in_words}.",
    law=f"{CODE} 1.2 to 2.2, 5.1; SI 2009/309 reg.13",
)
def accept(
    complaint: Complaint,
    regime: str,
    definition: str,
    points: list[str],
    late_because: str,
    owner: Any,
    team: Any,
    by: Any,
    on: date,
) -> None:
    """Take it on as a complaint: which procedure, how we understand it, its points, and who looks into it."""
    complaint.regime, complaint.definition = regime, definition
    complaint.late_because, complaint.acknowledged_on = late_because or "", on
    complaint.team = team or complaint.team
    _keep_close(complaint)
    complaint.owner_id = owner.pk if owner else _self(by)
    _require_may_read(complaint)
    complaint.once_saved(lambda: add_points(complaint, points))


def _self(by: Any) -> int | None:
    who = Actor.of(by)
    return who.id if who.kind == "staff" else None


def _require_may_read(complaint: Complaint) -> None:
    if complaint.owner_id and not colleagues(complaint).filter(pk=complaint.owner_id).exists():
        raise ValidationError({"owner": "Choose somebody who may read complaints under this procedure"})


@complaints.action(
    Stage.RECEIVED,
    to=Stage.REFUSED,
    asks=forms.Refuse,
    meets="acknowledgement",
    sends="not_accepted",
    label="Do not accept it",
    tells="We told you why we do not look into it, and who else can.",
    says="{actor} did not accept it: {record.refused_ground_in_words}.",
    law=f"{CODE} 2.2 to 2.5, 8.1",
)
def refuse(complaint: Complaint, ground: str, reasons: str) -> None:
    """Say why this complaint is not looked into, and that the Ombudsman may be asked about that."""
    complaint.refused_ground, complaint.refused_because = ground, reasons


@complaints.action(
    Stage.RECEIVED,
    to=Stage.ROUTED,
    asks=forms.PassOn,
    meets="acknowledgement",
    sends="passed_on",
    label="Pass it on: it is decided elsewhere",
    tells="We told you where it is decided.",
    says="{actor} passed it on as {record.elsewhere_in_words}.",
    law=f"{CODE} 1.5 to 1.8",
)
def pass_on(complaint: Complaint, elsewhere: str, because: str) -> None:
    """Pass on what is no complaint, or not one for these procedures, and say who decides it."""
    complaint.elsewhere, complaint.elsewhere_because = elsewhere, because
