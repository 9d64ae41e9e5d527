"""How a helpdesk's year is lived: its counters and lines, what advisers read, and every call of every day.

The year has exactly as many calls and visits as the business plan prints for 2017/18; a small one has fewer.
The "around 200,000 contacts" of the same plan are more than these two together: what lies between would be
e-mails, of which nobody kept count, and so none is made up here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from guildhall.kernel import delivery, time
from guildhall.kernel.lives import Life, Story
from guildhall.kernel.periods import Period
from guildhall.services.contacts import skills, topics
from guildhall.services.contacts.actions import articles, points
from guildhall.services.contacts.demo_days import TOLD, Customers, Helpdesk, Today
from guildhall.services.contacts.following import ask_how_it_went
from guildhall.services.contacts.forecasting import forecast_calls
from guildhall.services.contacts.hours import Timetable
from guildhall.services.contacts.logging import log
from guildhall.services.contacts.models import CallQueue, Contact, ServicePoint, System, Topic

# By the numbers page of the business plan of 2018/19 to 2022/23, for 2017/18.
CALLS, VISITS = 90_539, 8_336
# When the day is written down: the last callers have been answered.
AFTERWARDS = timedelta(minutes=16)
# A small year has its contacts on one open day in seven, and on those of the last fortnight.
SMALL, APART, FORTNIGHT = 0.25, 7, timedelta(days=14)
QUEUES = {"City helpdesk": "", "Council tax and benefits": "Finance"}
# Those who came in January cannot open everything yet.
NEWCOMERS = 2


@dataclass(frozen=True)
class Year:
    """How much of a helpdesk's year is lived: `share` of its calls, and who rings."""

    period: Period
    share: float
    invent: Callable[[Random], Any]

    @property
    def calls(self) -> int:
        return round(CALLS * self.share)

    @property
    def visits(self) -> int:
        return round(VISITS * self.share)


def live(life: Life, year: Year) -> Story:
    """The helpdesk is set up some weeks before the year begins; then its days, one after the other."""
    supervisor = life.world.people.cast["orla"]
    serving = {told["name"]: life.do(points.set_up, by=supervisor, on=time.today(), **told)
               for told in TOLD["points"]}  # fmt: skip
    line, counter, _ = serving.values()
    topics.bring_in()
    topics.give_to_teams()
    teams = life.world.people.teams
    for name, team in QUEUES.items():
        CallQueue.objects.get_or_create(name=name, defaults={"point": line, "team": teams.get(team)})
    _teach(life.world.people.advisers)
    for told in TOLD["articles"]:
        life.beside(keep_article, told, year.period)
    helpdesk = Helpdesk.of(line, counter, life.world.people.advisers)
    colleagues = [life.world.people.cast[each] for each in ("tomas", "grace", "bill", "amira")]
    customers = Customers(life.world.seed, year, colleagues)
    before = year.period.first - timedelta(days=1)
    for day, calls, visits in days(life.world.seed, year, line, counter):
        yield datetime.combine(day, _closes(line, day), time.LONDON) + AFTERWARDS
        live_day(life, Today(day, before, calls, visits, helpdesk, customers))
        before = day
    if year.share >= SMALL:
        forecast_calls(time.today())


def days(seed: int, year: Year, line: ServicePoint, counter: ServicePoint) -> Iterator[tuple[date, int, int]]:
    """Each day on which the line is open, with how many ring and how many come."""
    calls = _spread(Random(f"{seed}:calls"), year.calls, year, line)
    visits = _spread(Random(f"{seed}:visits"), year.visits, year, counter)
    for day in sorted(calls.keys() | visits.keys()):
        yield day, calls[day], visits[day]


def _spread(chance: Random, number: int, year: Year, point: ServicePoint) -> Counter[date]:
    """So many over the days a point is open, the busy ones having more; not one more and not one less."""
    timetable, last = Timetable.of(point), year.period.last
    every = [year.period.first + timedelta(days=each) for each in range((last - year.period.first).days + 1)]
    serving = [day for day in every if timetable.day(day).spans]
    if year.share < SMALL:
        serving = [each for n, each in enumerate(serving) if n % APART == 0 or each > last - FORTNIGHT]
    weights = [TOLD["week"][day.weekday()] * TOLD["months"][day.month - 1] for day in serving]
    return Counter(chance.choices(serving, weights, k=number))


def _closes(point: ServicePoint, day: date) -> Any:
    return Timetable.of(point).day(day).spans[-1].closes


def live_day(life: Life, today: Today) -> None:
    """What the day's advisers logged, what the telephone counted, and who is asked how it went.

    A day that was lived before is there already, whole.
    """
    mark = f"{life.world.name}:contacts:{today.on}"
    if Contact.objects.filter(submission=f"{mark}:0").exists():
        return
    with transaction.atomic(), delivery.by_hand() as queued:
        logged = log(today.told(mark), by=life.world.people.cast["orla"])
        today.note_opened(logged)
        today.bring_in_report(logged)
        for contact in logged:
            if contact.party_id:
                ask_how_it_went(contact)
        for row in queued:
            delivery.deliver(row.pk)


def _teach(advisers: list[Any]) -> None:
    """Everybody knows what is asked every day; few know what is asked seldom, and one thing only one does."""
    known, systems = list(Topic.objects.live()), list(System.objects.all())
    few, one = TOLD["advisers_of_few"], TOLD["known_by_one"]
    for place, adviser in enumerate(advisers):
        able = [
            each
            for each in known
            if (place == 0 if each.name == one else each.area not in few or place % 3 == 0)
        ]
        new = place >= len(advisers) - NEWCOMERS
        opened = [each for each in systems if not (new and each.name == TOLD["not_opened_yet"])]
        skills.begin_all(adviser, able, opened)


def keep_article(life: Life, told: dict[str, Any], period: Period) -> Story:
    """Written and used before the year; looked at in its time, by most owners; found wanting now and then."""
    owner = life.world.people.cast["orla"]
    said = {**told, "topics": "\n".join(told["topics"])}
    article = life.do(articles.make_current, life.do(articles.write, by=owner, **said), by=owner)
    for feedback in TOLD["feedback"]:
        if feedback["article"] == told["heading"]:
            life.beside(did_not_help, article, feedback, period)
    looked = 0
    while True:
        looked += 1
        yield life.days_on(30 * told["review_months"] - life.between(4, 16))
        if looked > 1 and told["heading"] == TOLD["late"]["article"]:
            return  # its owner has forgotten it
        life.do(articles.review, article, by=owner, found="Everything in it still holds.")


def did_not_help(life: Life, article: Any, told: dict[str, Any], period: Period) -> Story:
    """An adviser says so, and has an answer some days later."""
    yield life.days_on(told["days"], since=period.first)
    life.do(articles.did_not_help, article, by=life.world.people.cast["dev"], missing=told["missing"])
    yield life.working_days_on(life.between(3, 8))
    waiting = article.feedback.get(missing=told["missing"])
    answered = {"feedback": waiting.pk, "answer": told["answer"]}
    life.do(articles.answer_feedback, article, by=life.world.people.cast["orla"], **answered)
