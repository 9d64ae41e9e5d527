"""The verbs of a service point: set up, its hours changed, shut for a time, closed for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.services.contacts.forms import points as forms
from guildhall.services.contacts.forms.fields import Hours
from guildhall.services.contacts.models import Closure, OpeningHours, ServicePoint
from guildhall.services.contacts.service import Serving, points


def _describe(point: ServicePoint, name: str, kind: str, place: str, reached_at: str, holidays: bool) -> None:
    point.title, point.kind, point.place = name, kind, place
    point.reached_at, point.open_on_holidays = reached_at, bool(holidays)


@points.opening(asks=forms.SetUp, label="Set up a service point", says="{actor} set it up.")
def set_up(
    point: ServicePoint, name: str, kind: str, place: str, reached_at: str, open_on_holidays: bool,
    hours: list[Hours], on: date,
) -> None:  # fmt: skip
    """Add a counter, a telephone line or a mailbox, with the hours it keeps."""
    point.opened_on = on
    _describe(point, name, kind, place, reached_at, open_on_holidays)
    point.once_saved(lambda: _keep(point, hours, on))


@points.action(asks=forms.Describe, label="Describe it", says="{actor} changed what is said of it.")
def describe(
    point: ServicePoint, name: str, kind: str, place: str, reached_at: str, open_on_holidays: bool
) -> None:
    """Correct its name, where it is, or how it is reached."""
    _describe(point, name, kind, place, reached_at, open_on_holidays)


@points.action(
    asks=forms.ChangeHours,
    label="Change its hours",
    says="{actor} changed its hours from {from_on:%-d %B %Y}: {reason}",
)
def change_hours(point: ServicePoint, from_on: date, hours: list[Hours]) -> None:
    """Give it other hours from a day on; what it kept until then stays known."""
    if from_on < point.opened_on:
        raise ValidationError(f"It was set up on {said(point.opened_on)}")
    point.once_saved(lambda: _change(point, from_on, hours))


def _change(point: ServicePoint, from_on: date, hours: Iterable[Hours]) -> None:
    later = point.hours.filter(from_on__gte=from_on)
    later.delete()
    standing = point.hours.filter(Q(until_on=None) | Q(until_on__gte=from_on))
    standing.update(until_on=from_on - timedelta(days=1))
    _keep(point, hours, from_on)


def _keep(point: ServicePoint, hours: Iterable[Hours], from_on: date) -> None:
    OpeningHours.objects.bulk_create(
        OpeningHours(
            point_id=point.pk, weekday=each.weekday, opens=each.opens, closes=each.closes, from_on=from_on
        )
        for each in hours
    )


@points.action(
    asks=forms.Shut, label="Shut it for a time", says="{actor} had it shut from {first:%-d %B %Y}: {because}"
)
def shut(point: ServicePoint, first: date, last: date, because: str) -> None:
    """Say on which days it is shut although its hours say otherwise, and why."""
    if last < time.today():
        raise ValidationError("Those days are past")
    point.once_saved(
        lambda: Closure.objects.create(point_id=point.pk, first=first, last=last, because=because)
    )


@points.action(
    to=Serving.CLOSED,
    asks=forms.Close,
    label="Close it for good",
    says="{actor} closed it for good: {reason}",
)
def close(point: ServicePoint) -> None:
    """Nobody is served there any more."""
