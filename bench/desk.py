"""`python -m bench.desk`: every page of the customer desk with ten years of it, eight people asking at once.

Ten years are a million contacts, 20,000 records and 500,000 people. The database is the one DATABASE_URL
names, and must be empty and of no use to anybody; SQLite in the bench's folder when none is named. It is
filled once, and gone on with where filling was cut off between its parts.
The floor is a bare Django on the same database.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import time as stopwatch
from collections.abc import Iterator
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Any

AIM = 200.0
YEARS, AT_ONCE, DAYS_OF_CALLS = 10, 20_000, 120
DRAWN, ADVISERS = 200, 8
KNOWN, PASSED, NOTED = 0.1, 0.26, 0.4
WORDS = ("The bin was not emptied.", "Asked when the repair is coming.", "Wanted to pay by instalments.")


def main() -> None:
    asked = arguments()
    prepare(asked)
    from bench import databases
    from bench.load import press
    from bench.people import database
    from bench.serving import serving

    tell_size(database())
    url = os.environ["DATABASE_URL"]
    cookies = databases.ask(url, "prepare")["cookies"][:ADVISERS]
    with serving(url) as ours, serving(url, "bench.floor.wsgi:application") as floor:
        every = [(floor, name, paths, [""]) for name, paths in floors().items()]
        every += [(ours, name, paths, cookies) for name, paths in pages().items()]
        for server, name, paths, who in every:
            asks = lambda paths=paths, who=who: stream(paths, who)  # noqa: E731  a stream for each person
            press(server.port, asks, people=asked.people, seconds=1)
            before = server.cpu()
            load = press(server.port, asks, people=asked.people, seconds=asked.seconds)
            report(name, load, (server.cpu() - before) / max(len(load.took), 1) * 1000)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    for name, usual in (("contacts", 1_000_000), ("records", 20_000), ("parties", 500_000)):
        parser.add_argument(f"--{name}", type=lambda text: int(text.replace("_", "")), default=usual)
    parser.add_argument("--people", type=int, default=8, help="how many ask at once")
    parser.add_argument("--seconds", type=float, default=8, help="how long each page is asked for")
    return parser.parse_args()


def prepare(asked: argparse.Namespace) -> None:
    """A migrated database with as much in it as was asked for."""
    from bench.databases import data_folder

    name = f"desk-{asked.contacts}-{asked.records}-{asked.parties}.sqlite3"
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{data_folder() / name}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from bench.filling import fill as fill_records
    from bench.people import analyse
    from bench.people import fill as fill_people
    from guildhall.commons.parties.models import Party, PartyText
    from guildhall.commons.parties.wording import write
    from guildhall.kernel.records import Record
    from guildhall.services.contacts.models import Contact

    call_command("migrate", verbosity=0)
    began = stopwatch.perf_counter()
    if not Record.objects.exists():
        fill_records(asked.records)
    if (there := Party.objects.filter(involvements=None).count()) < asked.parties:
        fill_people(asked.parties, there)
    # The records' own people were written by the table: without their words nobody would find them.
    write(Party.objects.exclude(pk__in=PartyText.objects.values("party")).values_list("pk", flat=True))
    if not Contact.objects.exists():
        set_up_helpdesk()
    if (there := Contact.objects.count()) < asked.contacts:
        fill_contacts(asked.contacts, there)
    analyse()
    print(f"ready in {stopwatch.perf_counter() - began:.0f} s", flush=True)


def tell_size(vendor: str) -> None:
    from guildhall.commons.parties.models import Party
    from guildhall.kernel.records import Record
    from guildhall.services.contacts.models import Contact

    sizes = f"{Contact.objects.count():,} contacts, {Record.objects.count():,} records"
    print(
        f"{sizes}, {Party.objects.count():,} parties in {vendor}, load {os.getloadavg()[0]:.1f}", flush=True
    )


def set_up_helpdesk() -> None:
    """A line, a counter, articles, what advisers know, and some months of the telephone's half hours."""
    from guildhall.commons.accounts.models import User
    from guildhall.kernel import time
    from guildhall.kernel.gates import SYSTEM, Grant, Sensitivity
    from guildhall.services.contacts import skills, topics
    from guildhall.services.contacts.actions import articles, points
    from guildhall.services.contacts.models import CallInterval, CallQueue, System, Topic

    topics.bring_in()
    topics.give_to_teams()
    officers = list(User.objects.filter(is_staff=True).order_by("pk")[:ADVISERS])
    for officer in officers:
        for service in ("contacts", "points"):
            Grant.objects.create(user=officer, service=service, role="Helpdesk supervisor",
                                 ceiling=Sensitivity.PERSONAL)  # fmt: skip
        skills.begin_all(officer, list(Topic.objects.live()), list(System.objects.all()))
    hours = "Monday to Friday 8:30am to 5pm"
    line = points.set_up(by=SYSTEM, name="Helpdesk line", kind="telephone", hours=hours, on=time.today())
    points.set_up(by=SYSTEM, name="Reception", kind="counter", hours=hours, on=time.today())
    for topic in Topic.objects.live().order_by("name")[:40]:
        said = {"kind": "article", "heading": f"About: {topic}", "text": "What callers ask.", "words": ""}
        articles.make_current(articles.write(by=SYSTEM, topics=topic.name, **said), by=SYSTEM)
    queue = CallQueue.objects.create(name="Helpdesk", point=line)
    CallInterval.objects.bulk_create(
        CallInterval(
            queue=queue, on=at.date(), starts_at=at, offered=22, handled=20, abandoned=2, in_target=15,
            wait=900, longest_wait=190, source="bench",
        )
        for at in half_hours()
    )  # fmt: skip


def half_hours() -> Iterator[datetime]:
    """The half hours from 8:30 to 17:00 of the last months, up to now."""
    from guildhall.kernel import time

    for back in range(DAYS_OF_CALLS, -1, -1):
        day = time.today() - timedelta(days=back)
        for minute in range(510, 1020, 30):
            at = datetime.combine(day, time_of_day(minute // 60, minute % 60), time.LONDON)
            if day.weekday() < 5 and at + timedelta(minutes=30) < time.now():
                yield at


def fill_contacts(how_many: int, there: int) -> None:
    """Through the one function that logs them all, in the order in which they came."""
    from guildhall.kernel.gates import SYSTEM
    from guildhall.services.contacts.logging import log

    began = stopwatch.perf_counter()
    told = itertools.islice(said(how_many), there, None)
    while some := list(itertools.islice(told, AT_ONCE)):
        log(some, by=SYSTEM)
    print(f"contacts logged in {stopwatch.perf_counter() - began:.0f} s", flush=True)


def said(how_many: int) -> Iterator[Any]:
    """Ten years of contacts, evenly over their days; one in ten of somebody we know."""
    from guildhall.commons.accounts.models import User
    from guildhall.commons.parties.models import Party
    from guildhall.kernel import time
    from guildhall.services.contacts.logging import Told
    from guildhall.services.contacts.models import Topic
    from guildhall.services.contacts.topics import listed

    drawn = random.Random(2018)
    shares = {each["name"]: each["share"] for each in listed()}
    about = [each for each in Topic.objects.order_by("name") if each.name in shares]
    weights = [shares[each.name] for each in about]
    people = list(Party.objects.order_by("pk").values_list("pk", flat=True)[:50_000])
    advisers = list(User.objects.filter(is_staff=True).order_by("pk").values_list("pk", flat=True)[:ADVISERS])
    last = time.now() - timedelta(hours=1)
    step = timedelta(days=365 * YEARS) / how_many
    for number in range(how_many):
        topic = drawn.choices(about, weights)[0]
        passed = topic.team_id is not None and drawn.random() < PASSED
        start = last - step * (how_many - number)
        yield Told(
            channel=drawn.choices(("call", "visit", "email"), (80, 8, 12))[0], topic=topic,
            outcome="passed" if passed else "resolved", team=topic.team_id if passed else None,
            started_at=start, ended_at=start + timedelta(seconds=drawn.randint(30, 900)),
            note=drawn.choice(WORDS) if drawn.random() < NOTED else "", adviser=drawn.choice(advisers),
            party=drawn.choice(people) if drawn.random() < KNOWN else None,
            avoidable=drawn.choice(("chasing", "clarifying", "", "", "", "", "")),
        )  # fmt: skip


def floors() -> dict[str, list[str]]:
    from guildhall.kernel.records import Record

    some = Record.objects.order_by("pk").values_list("reference", flat=True)[:DRAWN]
    return {"floor: one indexed query": [f"/one/{each}/" for each in some], "floor: fifty rows": ["/list/"]}


def pages() -> dict[str, list[str]]:
    """Every page of the desk, each with the addresses it is asked for by."""
    from guildhall.kernel import time
    from guildhall.kernel.records import Record
    from guildhall.services.contacts.models import Contact, Topic

    known = list(
        Contact.objects.exclude(party=None)
        .filter(sensitivity__lte=20)
        .order_by("-pk")[:DRAWN]
        .select_related("party")
    )
    names = [each.party.name.split()[-1] for each in known if each.party]
    people = [each.party_id for each in known]
    common = Topic.objects.get(name="Council tax account").pk
    records = Record.objects.filter(service="requests").order_by("-pk").values_list("reference", flat=True)
    yesterday = time.today() - timedelta(days=1)
    return {
        "helpdesk": ["/contacts/"],
        "board": ["/contacts/board/"],
        "log a contact": ["/contacts/log/"],
        "log: who is it?": [f"/contacts/log/?q={each[:4]}" for each in names],
        "log: with the caller": [f"/contacts/log/?party={each}" for each in people],
        "articles beside": ["/contacts/beside/?topic=noise", "/contacts/beside/?topic=council+tax+account"],
        "a contact": [each.get_absolute_url() for each in known],
        "contacts": ["/contacts/list/", "/contacts/list/?page=40"],
        "contacts of a topic": [
            f"/contacts/list/?topic={common}",
            f"/contacts/list/?topic={common}&channel=visit",
        ],
        "contacts of a day": [f"/contacts/list/?period={yesterday}"],
        "avoidable contacts": ["/contacts/list/?avoidable=any", "/contacts/list/?avoidable=chasing"],
        "by topic, a year": ["/contacts/topics/"],
        "knowledge": ["/contacts/knowledge/", "/contacts/knowledge/?q=council"],
        "service points": ["/contacts/points/"],
        "skills and access": ["/contacts/skills/"],
        "telephone, a month": ["/contacts/telephony/"],
        "telephone, a day": [f"/contacts/telephony/{yesterday}/"],
        "find people": [f"/parties/?q={each}" for each in dict.fromkeys(names)],
        "a person": [f"/parties/{each}/" for each in people],
        "the desk": ["/desk/", "/desk/requests/"],
        "a record": [f"/records/{each}/" for each in records[:DRAWN]],
        "API: contacts": ["/api/v1/helpdesk/contacts", f"/api/v1/helpdesk/contacts?topic={common}"],
    }  # fmt: skip


_seed = itertools.count()


def stream(paths: list[str], cookies: list[str]) -> Iterator[Any]:
    """One person's asks, in an order of their own."""
    from bench.load import Ask

    draw, cookie = random.Random(next(_seed)), cookies[next(_seed) % len(cookies)]
    while True:
        yield Ask(draw.choice(paths), headers={"Cookie": cookie} if cookie else {})


def report(name: str, load: Any, cpu: float) -> None:
    """What came of one page; its processor time is the same whatever else the machine is at."""
    p50, p95 = load.percentile(50), load.percentile(95)
    kept = "" if p95 < AIM or name.startswith("floor") else f"  over the aim of {AIM:.0f} ms"
    wrong = f"  {len(load.wrong)} went wrong, such as {load.wrong[0]}" if load.wrong else ""
    told = f"{name:26} {load.rate:7.1f}/s  p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  CPU {cpu:5.1f} ms"
    print(f"{told}{kept}{wrong}", flush=True)


if __name__ == "__main__":
    main()
