"""A helpdesk on Wednesday 14 March 2018, with a counter, a telephone line, and somebody who rings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from guildhall.commons.parties.models import known_or_new
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.services.contacts import actions, topics
from guildhall.services.contacts.logging import Told, log_one
from guildhall.services.contacts.models import CallQueue, Contact, Topic

NOW = datetime(2018, 3, 14, 10, 30, tzinfo=time.LONDON)
HOURS = "Monday to Friday 8:30am to 5pm\nSaturday 9am to 12:30pm"


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """It is half past ten on Wednesday 14 March 2018."""
    topics.bring_in()
    with time.pretend(NOW):
        yield NOW.date()


@pytest.fixture
def people(today: date, cast: Any) -> Any:
    topics.give_to_teams()
    return cast


@pytest.fixture
def dev(people: Any) -> Any:
    return people["dev"]


@pytest.fixture
def orla(people: Any) -> Any:
    return people["orla"]


@pytest.fixture
def ada(today: date) -> Any:
    return known_or_new("Ada Lowry", email="ada.lowry@example.org", phone="07700 900123")


@pytest.fixture
def counter(today: date) -> Any:
    return actions.points.set_up(
        by=SYSTEM, name="Civic Offices reception", kind="counter", hours=HOURS, on=date(2017, 4, 3)
    )


@pytest.fixture
def line(today: date) -> Any:
    """The helpdesk's telephone line, with its queue."""
    point = actions.points.set_up(
        by=SYSTEM, name="City helpdesk line", kind="telephone", hours=HOURS, on=date(2017, 4, 3)
    )
    CallQueue.objects.create(name="Helpdesk", point=point)
    return point


@pytest.fixture
def told(today: date) -> Callable[..., Told]:
    """What is said of a contact: a call of three minutes about a missed bin, unless said otherwise."""

    def say(**said: Any) -> Told:
        start = said.pop("at", NOW - timedelta(minutes=10))
        name = said.pop("topic", "Household waste collection")
        plain = {"channel": "call", "outcome": "resolved", "note": "The bin was not emptied."}
        plain |= {"topic": Topic.objects.get(name=name), "started_at": start}
        plain |= {"ended_at": start + timedelta(minutes=3), **said}
        return Told(**plain)

    return say


@pytest.fixture
def logged(told: Callable[..., Told]) -> Callable[..., Contact]:
    """Logs a contact."""

    def log_it(by: Any = SYSTEM, **said: Any) -> Contact:
        return log_one(told(**said), by=by)

    return log_it
