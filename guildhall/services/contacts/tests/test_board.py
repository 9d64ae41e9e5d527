"""The supervisor's board: an independent recomputation's figures, and a forecast that says how it errs."""

import math
import random
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

import pytest
from django.db import connection

from guildhall.kernel import time
from guildhall.kernel.records import Team
from guildhall.services.contacts import forecasting
from guildhall.services.contacts.board import board
from guildhall.services.contacts.forecast import FEWEST, ahead, forecast
from guildhall.services.contacts.logging import log
from guildhall.services.contacts.models import CallForecast, CallInterval, CallQueue, Contact, Topic
from guildhall.services.contacts.tests.conftest import NOW

MONDAY = date(2018, 3, 12)


def at(hour, minute=0, day=None):
    return datetime.combine(day or NOW.date(), time_of_day(hour, minute), time.LONDON)


def interval(queue, starts_at, **counted):
    said = {"offered": 12, "handled": 10, "abandoned": 2, "in_target": 7, "wait": 500, "longest_wait": 180}
    return CallInterval.objects.create(
        queue=queue, on=starts_at.date(), starts_at=starts_at, minutes=30, source="a test", **(said | counted)
    )


@pytest.fixture
def morning(people, line, told):
    """Two queues and some eighty contacts of this morning and of yesterday, drawn by chance."""
    chance = random.Random(5)
    helpdesk = CallQueue.objects.get(name="Helpdesk")
    taxes = CallQueue.objects.create(name="Council tax", point=line, target_seconds=90)
    for day in (NOW.date(), NOW.date() - timedelta(days=1)):
        for queue in (helpdesk, taxes):
            for hour, minute in ((8, 30), (9, 0), (9, 30)):
                offered = chance.randint(8, 40)
                handled = offered - chance.randint(0, 4)
                interval(
                    queue, at(hour, minute, day), offered=offered, handled=handled,
                    abandoned=offered - handled, in_target=chance.randint(0, handled),
                    wait=handled * 31, longest_wait=chance.randint(40, 400),
                )  # fmt: skip
        topics = list(Topic.objects.exclude(team=None).order_by("pk")[:9])
        log([drawn(told, chance, day, topics) for _ in range(40)], by=people["orla"])
    return people["ines"]


def drawn(told, chance, day, topics):
    topic, outcome = chance.choice(topics), chance.choice(("resolved", "passed"))
    return told(
        at=at(8, chance.randint(30, 59), day) + timedelta(minutes=30 * chance.randint(0, 2)),
        topic=topic.name, outcome=outcome, team=topic.team_id if outcome == "passed" else None,
        channel=chance.choice(("call", "visit")), avoidable=chance.choice(("", "", "chasing")),
    )  # fmt: skip


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_the_boards_figures_are_those_of_an_independent_recomputation(morning):
    """By SQL that shares nothing with the board: no model, no tally, no code of ours."""
    shown, day = board(morning, NOW), NOW.date()

    ((offered, handled, abandoned, in_target, wait, longest),) = ask(
        "SELECT SUM(offered), SUM(handled), SUM(abandoned), SUM(in_target), SUM(wait), MAX(longest_wait) "
        'FROM contacts_callinterval WHERE "on" = %s', day,
    )  # fmt: skip
    today = shown.today
    assert (today.offered, today.handled, today.abandoned) == (offered, handled, abandoned)
    assert (today.in_target, today.wait, today.longest) == (in_target, wait, longest)
    assert shown.in_target == pytest.approx(100 * in_target / handled)

    last = ask(
        "SELECT SUM(offered), SUM(handled), MAX(longest_wait) FROM contacts_callinterval "
        "WHERE starts_at = (SELECT MAX(starts_at) FROM contacts_callinterval)"
    )
    assert last == [(shown.now.offered, shown.now.handled, shown.now.longest)]
    by_queue = ask(
        "SELECT q.name, q.target_seconds, SUM(i.handled), SUM(i.in_target) FROM contacts_callinterval i "
        'JOIN contacts_callqueue q ON q.id = i.queue_id WHERE i."on" = %s GROUP BY q.name, q.target_seconds '
        "ORDER BY q.name", day,
    )  # fmt: skip
    assert by_queue == [(name, target, each.handled, each.in_target) for name, target, each in shown.queues]


def test_by_topic_and_team_it_agrees_with_plain_sql_too(morning):
    shown, day = board(morning, NOW), NOW.date()
    how = (
        "COUNT(*), SUM(CASE WHEN c.outcome = 'resolved' THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN c.outcome = 'passed' THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN c.avoidable <> '' THEN 1 ELSE 0 END) FROM contacts_contact c "
    )
    by_topic = ask(
        f"SELECT t.name, {how} JOIN contacts_topic t ON t.id = c.topic_id "
        'WHERE c."on" = %s GROUP BY t.name', day,
    )  # fmt: skip
    by_team = ask(
        f"SELECT COALESCE(t.name, 'The helpdesk itself'), {how} "
        'LEFT JOIN kernel_team t ON t.id = c.team_id WHERE c."on" = %s GROUP BY t.name', day,
    )  # fmt: skip

    def rows(groups):
        return sorted((each.name, each.number, each.resolved, each.passed, each.avoidable) for each in groups)

    assert rows(shown.topics) == sorted(by_topic)
    assert rows(shown.teams) == sorted(by_team)
    channels = ask('SELECT channel, COUNT(*) FROM contacts_contact WHERE "on" = %s GROUP BY channel', day)
    assert shown.channels == dict(channels)
    assert sum(shown.channels.values()) == shown.contacts == 40


def test_the_page_shows_them_and_counts_what_is_outside_a_role(client_of, people, morning, logged):
    logged(topic="Child protection")
    page = client_of(people["orla"]).get("/contacts/board/")

    shown = page.context["board"]
    text = page.content.decode()
    assert f"{shown.in_target:.1f}%" in text
    assert "1 more is outside your role." in text
    assert "Child protection" not in text
    assert "Child protection" in client_of(people["ines"]).get("/contacts/board/").content.decode()


def test_an_empty_day_says_so(client_of, people):
    page = client_of(people["orla"]).get("/contacts/board/").content.decode()

    assert "No call is known of today" in page
    assert "Nobody has worked it out yet" in page


def test_the_board_asks_little_of_the_database(client_of, people, morning, django_assert_max_num_queries):
    client = client_of(people["orla"])
    client.get("/contacts/board/")
    with django_assert_max_num_queries(20):
        client.get("/contacts/board/")


def weeks(number, *, seed=3):
    """Open days with a profile of the day and of the week, and Poisson noise."""
    chance, known = random.Random(seed), {}
    for back in range(7 * number, 0, -1):
        day = MONDAY - timedelta(days=back)
        if day.weekday() < 5:
            busy = (1.4, 1.1, 1.0, 0.9, 0.8)[day.weekday()]
            known[day] = {
                m: _poisson(chance, 16 * busy * (1 + math.sin(m / 90) / 2)) for m in range(510, 1020, 30)
            }
    return known


def _poisson(chance, mean):
    number, product = 0, chance.random()
    while product > math.exp(-mean):
        number, product = number + 1, product * chance.random()
    return number


def test_a_forecast_of_steady_weeks_is_nearer_than_last_week_and_says_by_how_much():
    minutes = list(range(510, 1020, 30))
    found = forecast(weeks(14), MONDAY, minutes)

    assert [each.minute for each in found.halves] == minutes
    assert found.days_tried == 20
    assert found.error < 0.85 * found.naive_error
    for each in found.halves:
        truth = 16 * 1.4 * (1 + math.sin(each.minute / 90) / 2)
        assert abs(each.calls - truth) < 0.25 * truth
        assert each.low < each.calls < each.high


def test_four_times_in_five_a_half_hour_lies_within_its_interval():
    known, inside, halves = weeks(20), 0, 0
    for back in range(1, 15):
        day = MONDAY - timedelta(days=back)
        if day in known:
            for each in forecast({d: c for d, c in known.items() if d < day}, day, list(known[day])).halves:
                inside += each.low <= known[day][each.minute] <= each.high
                halves += 1
    assert 0.7 <= inside / halves <= 0.92


def test_of_too_few_days_nobody_can_say():
    few = dict(list(weeks(4).items())[: FEWEST - 1])

    assert forecast(few, MONDAY, [540]).why_not.startswith(f"Too little is known: {FEWEST - 1} days")
    assert "No Sunday is known" in forecast(weeks(5), MONDAY - timedelta(days=1), [540]).why_not


def test_it_is_worked_out_in_another_process_and_stands_on_the_board(client_of, people, line):
    queue = CallQueue.objects.get(name="Helpdesk")
    for day, halves in weeks(8).items():
        for minute, number in halves.items():
            interval(queue, at(minute // 60, minute % 60, day), offered=number, handled=number, abandoned=0,
                     in_target=0)  # fmt: skip
    forecasting.forecast_calls(NOW.date())

    today, tomorrow = CallForecast.objects.order_by("on")
    assert (today.on, tomorrow.on) == (NOW.date(), date(2018, 3, 15))
    assert tomorrow.error < tomorrow.naive_error
    known = forecasting.known(before=NOW.date())
    assert ahead(known, tomorrow.on, [540]).halves[0].calls == dict(_calls(tomorrow))[540]
    page = client_of(people["orla"]).get("/contacts/board/").content.decode()
    assert "What is coming: Thursday 15 March" in page
    assert tomorrow.told in page
    assert "calls are expected" in page


def _calls(told):
    return [(each[0], each[1]) for each in told.halves]


def test_the_library_is_not_loaded_where_pages_are_served():
    import subprocess
    import sys

    asks = (
        "import sys, guildhall.services.contacts.forecast; "
        "sys.exit(bool({'statsmodels', 'numpy'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", asks], check=False).returncode == 0


def test_a_forecast_that_is_no_better_than_last_week_says_so():
    told = CallForecast(halves=[[540, 3.0, 1.0, 5.0]], error=2.0, naive_error=1.5, days_tried=20).told

    assert told.endswith("it does no better, so last week will do as well.")


def test_teams_and_contacts_are_of_today_alone(morning):
    assert board(morning, NOW - timedelta(days=3)).contacts == 0
    assert Contact.objects.count() == 80
    assert Team.objects.exists()
