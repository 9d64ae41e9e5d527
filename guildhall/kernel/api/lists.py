"""Lists for programs: narrowed in the address, a page at a time, in an order that adding does not disturb."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema

from guildhall.kernel import time
from guildhall.kernel.api.problems import Problem
from guildhall.kernel.api.records import Outline, outline
from guildhall.kernel.events import Event
from guildhall.kernel.records import RecordQuerySet
from guildhall.kernel.services import Service

MOST = 200


class Page(Schema):
    """How many at a time, and after which; `next` of one page is the address of the following one."""

    limit: int = Field(50, ge=1, le=MOST)
    after: str = Field("", max_length=40, description="Given by `next` of the page before.")


class Wanted(Page):
    """Which records: every condition given must hold."""

    stage: str = Field("", max_length=32, description="One of the service's stages.")
    state: Literal["all", "open", "closed", "late"] = "all"
    due_from: date | None = Field(None, description="Open and due on this day or later.")
    due_to: date | None = Field(None, description="Open and due on this day or earlier.")
    owner: Literal["", "me", "none"] = ""
    updated_since: datetime | None = Field(None, description="Something was done to it since then.")


class Records(Schema):
    """One page of a list."""

    records: list[Outline]
    next: str | None


def records(request: HttpRequest, service: Service, wanted: Wanted) -> dict[str, Any]:
    """The oldest first: what is opened while a program reads page after page comes at the end."""
    found = _narrowed(service.spine.visible_to(request.user), service, wanted, request.user)
    if wanted.after:
        found = found.filter(pk__gt=number(wanted.after))
    rows = list(found.order_by("pk").select_related("owner", "team")[: wanted.limit + 1])
    shown = rows[: wanted.limit]
    return {
        "records": [outline(each) for each in shown],
        "next": following(request, str(shown[-1].pk)) if len(rows) > wanted.limit else None,
    }


def _narrowed(found: RecordQuerySet, service: Service, wanted: Wanted, user: Any) -> RecordQuerySet:
    if wanted.stage:
        found = found.filter(stage=_stage(service, wanted.stage))
    if wanted.state == "late":
        found = found.late(time.today())
    elif wanted.state != "all":
        found = found.filter(closed_on__isnull=wanted.state == "open")
    if wanted.due_from or wanted.due_to:
        found = found.filter(due_on__isnull=False)
        found = found.due_between(wanted.due_from or date.min, wanted.due_to or date.max)
    if wanted.owner:
        found = found.filter(owner=user if wanted.owner == "me" else None)
    if wanted.updated_since:
        since = Event.objects.filter(recorded_at__gte=_aware(wanted.updated_since))
        found = found.filter(pk__in=since.values("record_id"))
    return found


def _stage(service: Service, stage: str) -> str:
    if stage in service.stages.values:
        return stage
    known = ", ".join(service.stages.values)
    raise Problem(422, f"{service.name} have no stage “{stage}”: use one of {known}.")


def _aware(moment: datetime) -> datetime:
    """A moment said without its offset is meant as the council's clocks show it."""
    return moment if moment.tzinfo else moment.replace(tzinfo=time.LONDON)


def number(text: str) -> int:
    """The number in a place that `next` gave."""
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    raise Problem(422, "after is not a place in this list: use the address in next.")


def following(request: HttpRequest, place: str) -> str:
    """The address of the page after that place, everything else being as it was asked."""
    query = request.GET.copy()
    query["after"] = place
    return f"{request.path}?{query.urlencode()}"
