"""The helpdesk of the demonstration: every call and visit the plan prints, logged, counted and reconciled."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum

from guildhall.demo.people import invent
from guildhall.demo.year import Volume
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.lives import World
from guildhall.kernel.measures import measure
from guildhall.kernel.services import service
from guildhall.services.contacts import demo, reconciling
from guildhall.services.contacts.models import CallInterval, Contact, OpenedRecord, ServicePoint, Tally, Topic
from tests.journeys.small_year import live

pytestmark = pytest.mark.django_db
SMALL = Volume(2017, requests=24)


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One small year, lived once for all these tests, which change nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield live(SMALL)
        transaction.set_rollback(True)


def test_a_whole_year_has_exactly_the_calls_and_visits_the_plan_prints(lived):
    line, counter = ServicePoint.objects.filter(kind__in=("telephone", "counter")).order_by("-kind")
    year = demo.Year(Volume(2017).period, 1.0, invent)
    days = list(demo.days(1, year, line, counter))

    assert sum(calls for _, calls, _ in days) == 90_539
    assert sum(visits for *_, visits in days) == 8_336
    assert all(day.weekday() < 6 for day, *_ in days)
    mondays, fridays = ([c for d, c, _ in days if d.weekday() == each] for each in (0, 4))
    assert sum(mondays) / len(mondays) > sum(fridays) / len(fridays)


def test_a_small_year_has_its_share_and_the_measures_count_it(lived):
    for name, whole in (("calls", demo.CALLS), ("visits", demo.VISITS)):
        assert measure(f"contacts.{name}").value(SMALL.period) == round(whole * 24 / 1619)
    assert measure("contacts.emails").value(SMALL.period) == 0
    assert 12 <= measure("contacts.avoidable").value(SMALL.period) <= 22


def test_the_numbers_page_computes_what_was_lived(lived, client):
    with time.pretend(SMALL.period.last):
        page = client.get("/numbers/2017-18/").content.decode()

    assert f"{round(demo.CALLS * 24 / 1619):,}" in page
    assert "90,539" not in page


def test_the_tallies_are_what_the_contacts_say(lived):
    for topic in Topic.objects.all():
        tallied = Tally.objects.filter(what="topic", key=str(topic.pk)).aggregate(n=Sum("n"))["n"] or 0
        assert tallied == Contact.objects.filter(topic=topic).count()


def test_most_callers_say_not_who_they_are_and_who_opened_a_record_has_one(lived):
    known = Contact.objects.exclude(party=None)
    assert 0.04 < known.count() / Contact.objects.count() < 0.2
    opened = Contact.objects.filter(outcome=Contact.Outcome.OPENED)
    assert opened.count() == OpenedRecord.objects.count() > 0
    for each in OpenedRecord.objects.select_related("record", "contact"):
        assert each.contact.ended_at == each.record.created_at


def test_the_telephone_counts_almost_what_was_logged_but_for_one_day(lived):
    days = reconciling.days(SMALL.period.first, SMALL.period.last)
    apart = [str(each.at) for each in days if each.is_apart]
    handled = CallInterval.objects.aggregate(n=Sum("handled"))["n"]

    assert apart == ["2018-03-20"]
    assert 0 < handled / demo.Year(SMALL.period, 24 / 1619, invent).calls - 1 < 0.12


def test_everybody_is_served_while_the_point_is_open(lived):
    for contact in Contact.objects.filter(opened=None).select_related("point"):
        local = contact.local_start
        assert 8 <= local.hour < 17
        assert local.weekday() < 5 or (local.weekday() == 5 and local.hour < 13)


def test_the_desk_finds_what_the_helpdesk_overlooked(lived):
    with time.pretend(SMALL.period.last):
        found = {
            (name, each.record.title)
            for key in ("contacts", "points")
            for name, duty in service(key).duties.items()
            for each in duty.findings(SYSTEM, SMALL.period.last)
        }

    assert ("reviewed_in_time", "How long a Blue Badge takes") in found
    assert ("calls_are_logged", "City helpdesk line") in found
    assert "feedback_is_answered" not in {name for name, _ in found}
