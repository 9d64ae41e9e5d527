"""The list of contacts, and the same as a file: by day, channel, topic and outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.sheets import as_csv
from guildhall.kernel.periods import Period
from guildhall.services.contacts.models import Contact, Topic
from guildhall.services.contacts.pages.holding import contacts_table, helpdesk_only

SIZE = 50
MOST_IN_A_FILE = 100_000
ONE_DAY = timedelta(days=1)
HEADINGS = (
    "day", "began", "ended", "channel", "topic", "lgsl", "outcome", "avoidable", "point", "team", "adviser",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Which contacts somebody asks for; the address is its state, and what means nothing is passed over."""

    user: Any
    asked: QueryDict

    @cached_property
    def period(self) -> Period | None:
        text = self.asked.get("period", "")
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return _day(text)
        try:
            return Period.parse(text.replace("-Q", " Q")) if text else None
        except ValueError:
            return None

    @cached_property
    def topic(self) -> Topic | None:
        text = self.asked.get("topic", "")
        return Topic.objects.filter(pk=int(text)).first() if re.fullmatch(r"[0-9]{1,9}", text) else None

    def choice(self, name: str, choices: Any) -> str:
        value = self.asked.get(name, "")
        return value if value in choices.values else ""

    @property
    def channel(self) -> str:
        return self.choice("channel", Contact.Channel)

    @property
    def outcome(self) -> str:
        return self.choice("outcome", Contact.Outcome)

    @property
    def avoidable(self) -> str:
        value = self.asked.get("avoidable", "")
        return value if value == "any" else self.choice("avoidable", Contact.Avoidable)

    @property
    def mine(self) -> bool:
        return self.asked.get("mine", "") == "yes"

    @property
    def contacts(self) -> Any:
        """Those asked for, the newest first; a day is asked of the moments that keep them in order."""
        found = Contact.objects.visible_to(self.user)
        exact = {"topic": self.topic, "channel": self.channel, "outcome": self.outcome}
        found = found.filter(**{name: value for name, value in exact.items() if value})
        if self.avoidable:
            any_at_all = self.avoidable == "any"
            found = found.exclude(avoidable="") if any_at_all else found.filter(avoidable=self.avoidable)
        if self.mine:
            found = found.filter(adviser=self.user)
        if self.period:
            first, last = (_midnight(day) for day in (self.period.first, self.period.last + ONE_DAY))
            found = found.filter(started_at__gte=first, started_at__lt=last)
        return found.newest_first()

    def address(self, **other: Any) -> str:
        """The list with what is asked, and what else is given; an empty value takes a filter away."""
        names = ("period", "topic", "channel", "outcome", "avoidable", "mine")
        given = {name: self.asked.get(name, "") for name in names} | other
        return "?" + urlencode({name: value for name, value in given.items() if value})


def _day(text: str) -> Period | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Period(day, day, said(day))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time_of_day(), time.LONDON)


@helpdesk_only
@require_safe
def listed(request: HttpRequest) -> HttpResponseBase:
    """Contacts by day, channel, topic and outcome, as far as somebody may see them, the newest first."""
    asked, number = Asked(request.user, request.GET), page_number(request)
    wanted = asked.contacts.select_related("topic")
    found = list(wanted[(number - 1) * SIZE : number * SIZE + 1])
    context = {
        "asked": asked,
        "chips": [*_chips(asked)],
        "table": contacts_table(found[:SIZE], "Contacts, the newest first", request.user) if found else None,
        "csv": "list.csv" + asked.address(),
        **paging(request, more=len(found) > SIZE),
    }
    return render(request, "contacts/list.html", context)


def _chips(asked: Asked) -> Iterator[tuple[str, str, bool]]:
    """The channels, as what the list can be narrowed to."""
    yield "All", asked.address(channel=""), not asked.channel
    for value, label in Contact.Channel.choices:
        yield str(label), asked.address(channel=value), asked.channel == value


@helpdesk_only
@require_safe
def listed_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list for a spreadsheet, without who got in touch and what was said."""
    found = Asked(request.user, request.GET).contacts.select_related("topic", "point", "team", "adviser")
    return as_csv("contacts.csv", _lines(found[:MOST_IN_A_FILE]))


def _lines(found: Any) -> Iterator[tuple[Any, ...]]:
    yield HEADINGS
    for each in found.iterator(chunk_size=1_000):
        end = each.ended_at.astimezone(time.LONDON)
        yield (
            each.on, f"{each.local_start:%H:%M}", f"{end:%H:%M}", each.channel, each.topic, each.topic.lgsl,
            each.outcome, each.avoidable, each.point and each.point.title, each.team, each.adviser,
        )  # fmt: skip
