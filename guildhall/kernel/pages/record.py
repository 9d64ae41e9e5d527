"""The page of a record: what it is, when it is due and why, what can be done now, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import deadlines, prepared, readings, time
from guildhall.kernel.actions import Action
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.duties import Duty, DutyException
from guildhall.kernel.events import Event
from guildhall.kernel.gates import access
from guildhall.kernel.pages import counting
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.clockface import ClockFace
from guildhall.kernel.pages.panels import panels
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Record, Sensitivity
from guildhall.kernel.services import Service, services
from guildhall.kernel.verbs import STANDARD

# Longer stories are shown from their end; the whole is one press away.
RECENT = 30


@staff
@require_safe
def record(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Everything about one record that this person may know."""
    found = seen_record(request.user, reference)
    readings.note(found, request.user)
    today, service = time.today(), found.declaration
    clocks = faces(found, today)
    context = {
        "record": found,
        "service": service,
        "facts": facts(found, service.shows),
        "clock": clocks[0] if clocks else None,
        "other_clocks": clocks[1:],
        "verbs": verbs(found, request.user),
        "wrong": wrong(found, service),
        "panels": panels(found, request.user),
        "restricted": found.sensitivity >= Sensitivity.RESTRICTED,
        **timeline(found, whole="all" in request.GET, changes="changes" in request.GET),
    }
    return render(request, "kernel/record.html", context)


def seen_record(user: Any, reference: str) -> Any:
    """The record with its service's fields, or a 404: that there is one is a secret too."""
    service = _series(reference)
    found = _of(service, user)(reference=reference) if service else []
    if not found:
        raise Http404
    deadlines.fetch(found[0])
    return found[0]


def _series(reference: str) -> Service | None:
    """The service whose references begin so."""
    prefix, _, _ = reference.rpartition("-")[0].rpartition("-")
    return next((each for each in services() if each.prefix == prefix), None)


def _of(service: Service, user: Any) -> Prepared[Any]:
    """One record of a service by its reference, if this person may see it."""

    def ask(reference: str) -> Any:
        seen = service.records.visible_to(user).select_related("owner", "team")
        return seen.filter(reference=reference)

    reach = access(user).reach
    return Prepared(ask) if reach is None else prepared.kept(("record", service.key, reach), ask)


def faces(found: Any, today: date) -> list[ClockFace]:
    """Every clock of a record: the one that presses first, those that are met last."""
    inputs = sorted(found.clock_inputs.all(), key=lambda each: (each.effective_on, each.pk))
    kept = sorted(
        found.deadlines.all(), key=lambda each: (each.met_on is not None, each.due_on or date.max, each.pk)
    )
    calendar = deadlines.calendar()
    return [
        ClockFace(each.result(inputs, calendar), today, label=each.label, met_on=each.met_on) for each in kept
    ]


def facts(found: Any, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """The fields a page shows, in the words people use, without the empty ones."""
    fields = {field.name: field for field in found._meta.fields}
    rows = [(fields[name], _value(found, name)) for name in names if name in fields]
    return [
        {"label": _label(field), "value": value, "long": len(value) > 90, "chosen": bool(field.choices)}
        for field, value in rows
        if value
    ]


def _value(found: Any, name: str) -> str:
    display = getattr(found, f"get_{name}_display", None)
    value = display() if display else getattr(found, name)
    return said(value) if isinstance(value, date) else str(value or "")


def _label(field: Any) -> str:
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def verbs(found: Any, user: Any) -> dict[str, list[dict[str, Any]]]:
    """What can be done now, what always can, and what cannot, with the reason.

    What is done to one of many rows has its button beside the row, on a page of its own.
    """
    asked = [
        {"action": each, "why_not": each.why_not(found, user), **_link(each, found)}
        for each in found.declaration.actions.values()
        if not (each.opens or each.retired or each.beside) and _is_for_staff(each)
    ]
    can = [each for each in asked if not each["why_not"]]
    cannot = [each for each in asked if each["why_not"]]
    return {
        "now": [each for each in can if not _standard(each)],
        "always": [each for each in can if _standard(each)],
        "not_now": _by_reason(each for each in cannot if not _standard(each)),
    }


def _by_reason(cannot: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The verbs that cannot be done, under the reason they share: one sentence is read once."""
    reasons: dict[str, list[str]] = {}
    for each in cannot:
        reasons.setdefault(each["why_not"], []).append(each["label"])
    return [{"why_not": reason, "labels": labels} for reason, labels in reasons.items()]


def _is_for_staff(action: Action) -> bool:
    """Whether any role includes it: what only the party does, or the system, is no news to an officer."""
    return any(action.name in verbs for verbs in action.service.roles.values())


def _standard(asked: dict[str, Any]) -> bool:
    return asked["action"].name in STANDARD


def _link(action: Action, found: Record) -> dict[str, str]:
    return {
        "label": action.label,
        "about": action.about.partition("\n")[0],
        "url": f"{found.get_absolute_url()}{action.name}/",
    }


def wrong(found: Any, service: Service) -> list[dict[str, Any]]:
    """The duties this record does not meet, each with the exception somebody answers for."""
    today = time.today()
    question = counting.kept(("duties", service.key, today), lambda: _failing(service, today))
    may_be = [service.duties[name] for name, count in question.answer(found.pk).items() if count]
    broken = [each for each in may_be if each.fails(found, today)]
    return _with_exceptions(found, broken) if broken else []


def _failing(service: Service, today: date) -> dict[str, Any]:
    """Of any one record, the duties it may fail."""
    one = service.records.filter(pk=counting.ANY_ONE)
    return {name: duty.may_fail(one, today) for name, duty in service.duties.items()}


def _with_exceptions(found: Any, broken: list[Duty]) -> list[dict[str, Any]]:
    today = time.today()
    exceptions = {each.duty: each for each in _live(record=found.pk, today=today)}
    return [
        {"duty": duty, "detail": duty.told_of(found, today), "exception": exceptions.get(duty.key)}
        for duty in broken
    ]


def timeline(found: Any, *, whole: bool = False, changes: bool = False) -> dict[str, Any]:
    """The story, newest first: a sentence for each thing done, and what it changed when asked for."""
    recent = (_story if whole else _recent_story)(record=found.pk)
    return {
        "moments": [moment(event, found, changes=changes) for event in recent],
        "earlier": found.event_count - len(recent),
        "with_changes": changes,
    }


_live = Prepared(
    lambda record, today: DutyException.objects.filter(record=record, until__gte=today).select_related(
        "owner"
    )
)


def _told(record: int) -> Any:
    events = Event.objects.filter(record=record).order_by("-sequence")
    return events.only("record", "sequence", "effective_on", "recorded_at", "words")


_story = Prepared(_told)
_recent_story = Prepared(lambda record: _told(record)[:RECENT])


def moment(event: Event, found: Any, *, changes: bool = False) -> dict[str, Any]:
    """One event as the timeline tells it; the day it counts from is told where that is another day."""
    logged = event.recorded_at.astimezone(time.LONDON).date()
    return {
        "sentence": event.sentence,
        "at": event.recorded_at,
        "effective_on": event.effective_on if event.effective_on != logged else None,
        "changes": list(_changes(event, found)) if changes else [],
    }


def _changes(event: Event, found: Any) -> Iterator[dict[str, Any]]:
    labels = {field.attname: _label(field) for field in found._meta.concrete_fields}
    for name, (before, after) in event.changes.items():
        yield {"label": labels.get(name, name), "before": before, "after": after}
