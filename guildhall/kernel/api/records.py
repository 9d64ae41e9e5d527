"""A record as programs read it: where it stands, what it says, when it is due and why, what can be done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.db import models
from django.http import Http404
from ninja import Schema
from pydantic import create_model

from guildhall.kernel import deadlines, readings
from guildhall.kernel.api.deadlines import Answer
from guildhall.kernel.pages.record import seen_record
from guildhall.kernel.records import Record
from guildhall.kernel.services import Service


class Outline(Schema):
    """A record in a list."""

    reference: str
    service: str
    title: str
    stage: str
    stage_label: str
    owner: str | None
    team: str | None
    opened_on: date
    due_on: date | None
    closed_on: date | None
    in_time: bool | None
    published_on: date | None
    version: int
    url: str


class DeadlineOut(Schema):
    """One clock's result on a record, with its derivation step by step."""

    kind: str
    label: str
    due_on: date | None
    met_on: date | None
    waiting_for: str
    derivation: Answer


class Verb(Schema):
    """Something that can be done to a record: `why_not` is null when this caller may do it now."""

    name: str
    label: str
    about: str
    law: str
    url: str
    why_not: str | None


class EventOut(Schema):
    """One thing that was done; `effective_on` is the law's date, `recorded_at` the system's."""

    sequence: int
    action: str
    sentence: str
    actor: str
    effective_on: date
    recorded_at: datetime


class Whole(Outline):
    """A record on its own."""

    deadlines: list[DeadlineOut]
    actions: list[Verb]
    timeline: list[EventOut]


def schema(service: Service) -> type[Schema]:
    """The type of a service's records: what all have, and in `fields` what its pages show."""
    name = service.record.__name__
    fields = create_model(f"{name}Fields", __base__=Schema, **field_types(service, service.shows))
    return create_model(name, __base__=Whole, fields=(fields, ...))


def field_types(service: Service, names: tuple[str, ...]) -> dict[str, Any]:
    """The types of those names that are fields of the service's records, as pydantic wants them."""
    known = {field.name: field for field in service.record._meta.fields}
    return {name: (_type(known[name]) | None, None) for name in names if name in known}


def _type(field: Any) -> Any:
    if field.choices:
        values = [value for value, _ in field.flatchoices if value not in ("", None)]
        return Literal[(*values, *([""] if field.blank else []))]
    kinds: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
        (models.DateTimeField, datetime),
        (models.DateField, date),
        (models.BooleanField, bool),
        (models.IntegerField, int),
    )
    return next((told for kind, told in kinds if isinstance(field, kind)), str)


def outline(record: Any) -> dict[str, Any]:
    """A record as Outline, from what was read with it."""
    return {
        "reference": record.reference,
        "service": record.service,
        "title": record.title,
        "stage": record.stage,
        "stage_label": record.stage_label,
        "owner": str(record.owner) if record.owner else None,
        "team": str(record.team) if record.team else None,
        "opened_on": record.opened_on,
        "due_on": record.due_on,
        "closed_on": record.closed_on,
        "in_time": record.in_time,
        "published_on": record.published_on,
        "version": record.version,
        "url": address(record),
    }


def address(record: Record) -> str:
    """Where the API has it."""
    return f"/api/v1/{record.service}/{record.reference}"


def seen(user: Any, service: Service, reference: str, what: str = "record") -> Any:
    """The record, if it is the service's and this person may read it; that they did is noted."""
    if not (reference.isascii() and reference.isprintable()):
        raise Http404
    record = seen_record(user, reference)
    if record.service != service.key:
        raise Http404
    readings.note(record, user, what)
    return record


def whole(record: Any, user: Any) -> dict[str, Any]:
    """Everything about one record that this person may know."""
    service = record.declaration
    return {
        **outline(record),
        "fields": {name: value_of(record, name) for name in field_types(service, service.shows)},
        "deadlines": _deadlines(record),
        "actions": [_verb(each, record, user) for each in _verbs(service)],
        "timeline": [_event(each) for each in record.events.order_by("sequence")],
    }


def value_of(record: Any, name: str) -> Any:
    """A field's value as JSON has it; what is neither text, number nor day is said in words."""
    value = getattr(record, name)
    return value if value is None or isinstance(value, str | int | date) else str(value)


def _deadlines(record: Any) -> list[dict[str, Any]]:
    inputs = sorted(record.clock_inputs.all(), key=lambda each: (each.effective_on, each.pk))
    calendar = deadlines.calendar()
    return [
        {
            "kind": each.kind,
            "label": each.label,
            "due_on": each.due_on,
            "met_on": each.met_on,
            "waiting_for": each.waiting_for,
            "derivation": each.result(inputs, calendar).as_json(),
        }
        for each in record.deadlines.all()
    ]


def _verbs(service: Service) -> list[Any]:
    return [each for each in service.actions.values() if not (each.opens or each.retired or each.system)]


def _verb(action: Any, record: Any, user: Any) -> dict[str, Any]:
    return {
        "name": action.name,
        "label": action.label,
        "about": action.about,
        "law": action.law,
        "url": f"{address(record)}/{action.name}",
        "why_not": action.why_not(record, user),
    }


def _event(event: Any) -> dict[str, Any]:
    return {
        "sequence": event.sequence,
        "action": event.action,
        "sentence": event.sentence,
        "actor": event.actor,
        "effective_on": event.effective_on,
        "recorded_at": event.recorded_at,
    }
