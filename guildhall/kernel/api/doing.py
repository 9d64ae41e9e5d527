"""Doing things: a program's call goes through the same form and the same frame as a person's page."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Schema

from guildhall.kernel import limits
from guildhall.kernel.actions import Action
from guildhall.kernel.api.asked import answers
from guildhall.kernel.api.problems import Problem
from guildhall.kernel.api.records import address
from guildhall.kernel.events import Event
from guildhall.kernel.gates import Actor

STRANGER = Actor("public", None, "Somebody who did not sign in")

PARAMETERS: dict[str, dict[str, Any]] = {
    "IdempotencyKey": {
        "in": "header",
        "name": "Idempotency-Key",
        "schema": {"type": "string", "maxLength": 200},
        "required": False,
        "description": "Any text, new for each thing you do. A call that repeats it does nothing and answers "
        "as the first one did, so a call that was cut off can safely be made again.",
    },
    "IfMatch": {
        "in": "header",
        "name": "If-Match",
        "schema": {"type": "string"},
        "required": False,
        "description": "The record's version as it was read (its ETag). If somebody has changed it since, "
        "the answer is 409 and nothing is done.",
    },
}


def headers(*names: str) -> list[dict[str, str]]:
    """Those parameters, by reference."""
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


class Receipt(Schema):
    """What was done, and where the record stands now."""

    reference: str
    sentence: str
    stage: str
    opened_on: date
    due_on: date | None
    version: int
    url: str


def do(request: HttpRequest, action: Action, record: Any = None) -> dict[str, Any]:
    """Performs the action with the answers in the request. Raises Problem, Invalid, Stale or Refused."""
    by = _caller(request)
    if not request.user.is_staff and (wait := limits.ASK.spend(limits.who(request))):
        raise Problem(429, "Too many requests from here.", headers={"Retry-After": str(wait)})
    data, files = answers(request, action)
    event = action.perform(
        record,
        by=by,
        data=data,
        files=files,
        version=version_read(request),
        submission=_submission(request, action, record),
    )
    return _receipt(event)


def _caller(request: HttpRequest) -> Any:
    return request.user if request.user.is_authenticated else STRANGER


def version_read(request: HttpRequest) -> int | None:
    """The version the caller read: "3", 3 or nothing."""
    text = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if text in ("", "*"):
        return None
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise Problem(400, "If-Match is the record's version, as its ETag gave it.")


def _submission(request: HttpRequest, action: Action, record: Any) -> str | None:
    """The key of this call: the caller's own, so that nobody meets another's call by the same words."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return None
    if len(key) > 200:
        raise Problem(400, "Idempotency-Key is at most 200 characters long.")
    whose = limits.who(request)
    about = record.reference if record is not None else ""
    return hashlib.sha256("\n".join(("api", whose, action.permission, about, key)).encode()).hexdigest()


def _receipt(event: Event) -> dict[str, Any]:
    record = event.record
    return {
        "reference": record.reference,
        "sentence": event.sentence,
        "stage": record.stage,
        "opened_on": record.opened_on,
        "due_on": record.due_on,
        "version": record.version,
        "url": address(record),
    }
