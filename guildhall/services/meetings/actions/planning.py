"""The verbs by which a meeting is planned and its agenda is put together."""

from __future__ import annotations

from datetime import date
from datetime import time as time_of_day
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from guildhall.commons.chamber.models import Body
from guildhall.services.meetings.actions.reports import redate
from guildhall.services.meetings.forms import meetings as forms
from guildhall.services.meetings.models import Item, Meeting, Report
from guildhall.services.meetings.service import meetings
from guildhall.services.meetings.wording import short_day

Stage = Meeting.Stage
STANDING_ITEMS = (
    "Apologies for absence",
    "Declarations of members’ interests",
    "Minutes of the previous meeting",
)
SUMMONABLE = (Stage.PLANNED, Stage.SUMMONED, Stage.ADJOURNED)


@meetings.opening(
    asks=forms.Plan,
    label="Plan a meeting",
    says="{actor} planned it for {record.meets_on:%-d %B %Y}.",
    law="LGA 1972 Sch. 12 para. 1 and 2",
)
def plan(
    meeting: Meeting, body: Body, kind: str, meets_on: date, starts_at: time_of_day, place: str, webcast: str,
    no_filming: bool, on: date,
) -> None:  # fmt: skip
    """Plan a meeting: that a formal one is to be is public from now on."""
    meeting.of_body, meeting.formal, meeting.filming = body, kind == "formal", not no_filming
    meeting.webcast = webcast
    _place(meeting, meets_on, starts_at, place)
    if meeting.formal:
        meeting.published_on = on
        meeting.once_saved(lambda: _standing_items(meeting))


def _place(meeting: Meeting, meets_on: date, starts_at: time_of_day, place: str) -> None:
    meeting.meets_on, meeting.starts_at, meeting.place = meets_on, starts_at, place
    meeting.title = f"{meeting.of_body.name}, {short_day(meets_on)}"
    others = Meeting.objects.filter(of_body=meeting.of_body_id, meets_on=meets_on, starts_at=starts_at)
    if others.exclude(pk=meeting.pk).exclude(stage=Stage.CANCELLED).exists():
        raise ValidationError(f"{meeting.of_body.name} meets then already.")


def _standing_items(meeting: Meeting) -> None:
    Item.objects.bulk_create(
        Item(meeting=meeting, order=order, kind=Item.Kind.STANDING, title=title)
        for order, title in enumerate(STANDING_ITEMS, start=1)
    )


@meetings.action(
    Stage.PLANNED,
    asks=forms.Move,
    label="Move it",
    says="{actor} moved it to {record.meets_on:%-d %B %Y}.",
    law="LGA 1972 Sch. 12 para. 4",
)
def move(meeting: Meeting, meets_on: date, starts_at: time_of_day, place: str, by: Any) -> None:
    """Move it to another day, hour or place while no agenda is published; afterwards it is cancelled."""
    _place(meeting, meets_on, starts_at, place)
    for each in Report.objects.open().filter(for_meeting=meeting.pk).order_by("pk"):
        redate.follow(each, by=by, meets_on=meets_on)


@meetings.action(
    *SUMMONABLE,
    asks=forms.PutOnAgenda,
    label="Put an item on the agenda",
    says="{actor} put on the agenda: {title}",
    law="LGA 1972 s.100B(4)",
)
def put_on_agenda(meeting: Meeting, title: str, report: Report | None, urgency: str) -> None:
    """Put an item on the agenda, in words everybody may read; after publication only with the urgency."""
    last = Item.objects.filter(meeting=meeting.pk).aggregate(last=Max("order"))["last"] or 0
    kind = Item.Kind.REPORT if report else Item.Kind.OTHER
    Item.objects.create(
        meeting=meeting, order=last + 1, kind=kind, title=title, report=report, urgency=urgency
    )


@meetings.action(
    Stage.PLANNED,
    asks=forms.PlaceItem,
    label="Move an item",
    says="{actor} made {item.title} item {order}.",
    law="The council’s standing orders",
)
def place_item(meeting: Meeting, item: Item, order: int) -> None:
    """Give an item another place: those between make room. What is published keeps its numbers."""
    others = [each for each in _items(meeting) if each.pk != item.pk]
    others.insert(order - 1, item)
    _number(others)


def _items(meeting: Meeting) -> list[Item]:
    return list(Item.objects.filter(meeting=meeting.pk).order_by("order", "pk"))


def _number(items: list[Item]) -> None:
    """Numbers them from 1: first out of each other's way, for no two may have one number for a moment."""
    for base in (1_000, 1):
        for order, each in enumerate(items, start=base):
            Item.objects.filter(pk=each.pk).update(order=order)


@meetings.action(
    Stage.PLANNED,
    asks=forms.OfItem,
    label="Take an item off the agenda",
    says="{actor} took off the agenda: {item.title}",
    law="The council’s standing orders",
)
def take_off_agenda(meeting: Meeting, item: Item) -> None:
    """Take an item off while no agenda is published; its report can go to another meeting."""
    item.delete()
    _number(_items(meeting))


@meetings.action(
    Stage.PLANNED,
    to=Stage.MET,
    label="Enter that it was held informally",
    says="{actor}: it was held.",
    law="No law asks for notice of it",
    gates=(lambda meeting, by: "It is a formal meeting: publish its agenda." if meeting.formal else None,),
)
def meet_informally(meeting: Meeting) -> None:
    """Enter that an informal meeting was held; it has no agenda, and nothing of it is published."""


@meetings.action(
    asks=forms.LinkWebcast,
    label="Link the webcast",
    says="{actor} linked the webcast.",
    law="SI 2014/2095 reg.3",
)
def link_webcast(meeting: Meeting, webcast: str, item: Item | None) -> None:
    """Link the webcast of the meeting, or of one item."""
    if item is None:
        meeting.webcast = webcast
    else:
        Item.objects.filter(pk=item.pk).update(webcast=webcast)
