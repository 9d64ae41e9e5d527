"""One day of the demonstrated helpdesk: who rang about what, what came of it, what the telephone counted."""

from __future__ import annotations

import csv
import math
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from guildhall.commons.letters.courier import party_of
from guildhall.commons.parties.models import ContactPoint, Party, comparable, known_or_new
from guildhall.kernel import time
from guildhall.kernel.events import Event
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.contacts import topics
from guildhall.services.contacts.hours import Timetable
from guildhall.services.contacts.logging import Told, record_opened
from guildhall.services.contacts.models import Contact, ServicePoint, Topic
from guildhall.services.contacts.telephony import take

TOLD = tomllib.loads(Path(__file__).with_name("demo.toml").read_text(encoding="utf-8"))
HALF = timedelta(minutes=30)
SPOKEN = timedelta(minutes=6)  # before a record is opened
LATEST = timedelta(minutes=14)  # after closing nobody is spoken to for longer
RESOLVED, AVOIDABLE, ALSO, NOTED, SPEAKS, KNOWN = 0.73, 0.17, 0.03, 0.45, 0.012, 0.08
# Of those whose name is known: regulars, and colleagues who ring like anybody else.
REGULARS, COLLEAGUES, POOL = 0.7, 0.05, 1_500
# How long they last: the middle one in seconds, and how unlike each other they are.
LASTS = {"call": (205, 0.6), "visit": (460, 0.5)}
# Records that begin as a call, by what they are called here.
BEGINS_AS = {
    "complaints": "Complaints about the council",
    "requests": "Freedom of information",
    "formats": "Something else",
}
QUEUE_OF = {"Council tax and benefits": "Council tax and benefits"}
HELPDESK = "City helpdesk"
TARGET = 60
# The telephone counts one call more than is logged about once a day; on this day somebody forgot to log.
UNLOGGED, FORGOTTEN, FORGOT = 0.06, (3, 20), 0.2
NEW_TELEPHONES = (9, 4)


@dataclass(frozen=True)
class Helpdesk:
    """Where and by whom contacts are taken, and what they are about, read once for the whole year."""

    line: ServicePoint
    counter: ServicePoint
    advisers: list[int]
    topics: list[Topic]
    shares: list[float]
    by_name: dict[str, Topic]

    @classmethod
    def of(cls, line: ServicePoint, counter: ServicePoint, advisers: list[Any]) -> Helpdesk:
        shares = {told["name"]: told["share"] for told in topics.listed()}
        live = [each for each in Topic.objects.live().order_by("name") if each.name in shares]
        by_name = {each.name: each for each in live}
        weights = [shares[each.name] for each in live]
        return cls(line, counter, [each.pk for each in advisers], live, weights, by_name)


class Customers:
    """Those who say who they are: some ring again and again, some once."""

    def __init__(self, seed: int, year: Any, colleagues: list[Any]) -> None:
        self.seed, self.invent = seed, year.invent
        self.colleagues = colleagues
        self.many = max(12, round(POOL * year.share))
        self._known: dict[int, int] = {}

    def one(self, chance: Random) -> int:
        """The number of somebody known."""
        if chance.random() < COLLEAGUES:
            colleague = chance.choice(self.colleagues)
            return known_or_new(colleague.name, email=colleague.email).pk
        if chance.random() < REGULARS:
            return self._regular(int(self.many * chance.random() ** 2))
        return self._party(self.invent(chance), phone_only=chance.random() < 0.4)

    def _regular(self, number: int) -> int:
        if number not in self._known:
            chance = Random(f"{self.seed}:customer:{number}")  # noqa: S311  a story, not a secret
            self._known[number] = self._party(self.invent(chance), phone_only=number % 3 == 0)
        return self._known[number]

    def _party(self, person: Any, *, phone_only: bool) -> int:
        """Somebody who gave a mobile number alone is found again by it."""
        if not (phone_only and person.phone):
            return known_or_new(person.name, email=person.email, phone=person.phone).pk
        phone = ContactPoint.Kind.PHONE
        key = comparable(phone, person.phone)
        same = Party.objects.filter(name=person.name, contact_points__kind=phone, contact_points__key=key)
        found = same.order_by("pk").first()
        return (found or known_or_new(person.name, phone=person.phone)).pk


@dataclass
class Today:
    """One day's contacts, drawn from the day's own chance: so it is the same whenever it is lived.

    `before` is the day that was lived before it.
    """

    on: date
    before: date
    calls: int
    visits: int
    helpdesk: Helpdesk
    customers: Customers
    opened: dict[str, Record] = field(default_factory=dict)

    @cached_property
    def chance(self) -> Random:
        return Random(f"{self.customers.seed}:contacts:{self.on}")  # noqa: S311  a story, not a secret

    def told(self, mark: str) -> Iterator[Told]:
        """Everything of the day, in the order in which it began; by its mark each is logged once."""
        drawn = [
            *self._of("call", self.calls, self.helpdesk.line),
            *self._of("visit", self.visits, self.helpdesk.counter),
        ]
        drawn = self._as_records_began(sorted(drawn, key=lambda each: each["started_at"]))
        for number, each in enumerate(drawn):
            record = each.pop("record", None)
            submission = f"{mark}:{number}"
            if record is not None:
                self.opened[submission] = record
            yield Told(**each, submission=submission)

    def _of(self, channel: str, number: int, point: ServicePoint) -> Iterator[dict[str, Any]]:
        """So many of one channel, at that point, at the hours at which people come."""
        starts = self._half_hours(point)
        if not starts:
            return
        closes = max(starts) + HALF + LATEST
        weights = [TOLD["half_hours"][min(_place(at), 16)] for at in starts]
        middle, spread = LASTS[channel]
        chance = self.chance
        slots = chance.choices(starts, weights, k=number)
        about = chance.choices(self.helpdesk.topics, self.helpdesk.shares, k=number)
        for slot, topic in zip(slots, about, strict=True):
            start = slot + timedelta(seconds=chance.randrange(1_800))
            lasted = timedelta(seconds=max(25, int(chance.lognormvariate(math.log(middle), spread))))
            end = max(start, min(start + lasted, closes))
            yield {
                "channel": channel, "topic": topic, "started_at": start, "ended_at": end,
                "point": point.pk, "adviser": chance.choice(self.helpdesk.advisers), **self._came_of(topic),
            }  # fmt: skip

    def _half_hours(self, point: ServicePoint) -> list[datetime]:
        """Every half hour that begins while the point is open."""
        found = []
        for span in Timetable.of(point).day(self.on).spans:
            at = datetime.combine(self.on, span.opens, time.LONDON)
            while at.time() < span.closes:
                found.append(at)
                at += HALF
        return found

    def _came_of(self, topic: Topic) -> dict[str, Any]:
        """How it ended, and what is known besides: most people do not say who they are."""
        chance = self.chance
        passed = topic.team_id is not None and chance.random() > RESOLVED
        said: dict[str, Any] = {"outcome": "passed" if passed else "resolved"}
        if passed:
            said["team"] = topic.team_id
        if chance.random() < AVOIDABLE:
            said["avoidable"] = chance.choices([*TOLD["avoidable"]], [*TOLD["avoidable"].values()])[0]
        if chance.random() < ALSO:
            said["also"] = (chance.choice(self.helpdesk.topics),)
        if chance.random() < NOTED:
            said["note"] = chance.choice(TOLD["notes"][topic.area])
        if chance.random() < SPEAKS:
            said["language"] = chance.choice(TOLD["languages"])
        if chance.random() < KNOWN:
            said["party"] = self.customers.one(chance)
        return said

    def _as_records_began(self, drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The records advisers opened began as a call: at that time, about that."""
        free = iter([each for each in drawn if each["channel"] == "call" and each["outcome"] == "resolved"])
        for record, adviser in self._records():
            if (call := next(free, None)) is None:
                break
            party = party_of(record)
            call |= {
                "topic": self.helpdesk.by_name[BEGINS_AS[record.service]], "adviser": adviser,
                "started_at": record.created_at - SPOKEN, "ended_at": record.created_at,
                "party": party.pk if party else None, "note": "", "record": record,
            }  # fmt: skip
        return sorted(drawn, key=lambda each: each["started_at"])

    def _records(self) -> Iterator[tuple[Record, int]]:
        """What advisers opened since the day before it, as far as it is behind no wall.

        What began in a half hour that is not over yet is left out: the telephone has not told of it.
        """
        first = Event.objects.filter(
            sequence=1, actor_kind="staff", actor_id__in=self.helpdesk.advisers,
            recorded_at__date__gt=self.before, record__service__in=BEGINS_AS,
            record__sensitivity__lt=Sensitivity.RESTRICTED, record__began_as_contact=None,
        )  # fmt: skip
        for event in first.select_related("record").order_by("pk"):
            if _half(event.record.created_at - SPOKEN) + HALF <= time.now():
                yield event.record, event.actor_id or 0

    def note_opened(self, logged: list[Contact]) -> None:
        """From now on that is how those contacts ended."""
        for contact in logged:
            if record := self.opened.get(contact.submission or ""):
                record_opened(contact, record)

    def bring_in_report(self, logged: list[Contact]) -> None:
        """The telephone's own count of the day, as the file it sends every evening."""
        rows = list(self._counted(logged))
        if not rows:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"telephone-{self.on}.csv"
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([HEADINGS, *rows])
            take(path)

    def _counted(self, logged: list[Contact]) -> Iterator[tuple[Any, ...]]:
        """Each queue's half hours: the calls that were logged, and now and then one that was not."""
        calls = [each for each in logged if each.channel == Contact.Channel.CALL]
        busy = Counter((_queue(each.topic), _half(each.local_start)) for each in calls)
        forgotten = (self.on.month, self.on.day) == FORGOTTEN
        for (queue, at), number in sorted(busy.items()):
            chance = Random(f"{self.customers.seed}:telephone:{queue}:{at}")  # noqa: S311  a story, not a secret
            missed = math.ceil(number * FORGOT) if forgotten else int(chance.random() < UNLOGGED)
            yield queue, f"{at:%d/%m/%Y}", f"{at:%H:%M}", *_waited(chance, number + missed, at)


HEADINGS = (
    "Queue", "Date", "Time", "Offered", "Handled", "Abandoned", "Answered in target", "Average wait",
    "Longest wait",
)  # fmt: skip


def _waited(chance: Random, handled: int, at: datetime) -> tuple[int, int, int, int, int, int]:
    """How long callers waited: longer at the busy hours, and shorter since the new telephones came."""
    better = (at.month, at.day) >= NEW_TELEPHONES or at.month < 4
    busy = TOLD["half_hours"][min(_place(at), 16)] * TOLD["week"][at.weekday()] or 0.2
    average = max(4, round(chance.lognormvariate(math.log(26 if better else 44), 0.35) * busy**1.6))
    within = 1 - math.exp(-TARGET / average)
    in_target = sum(chance.random() < within for _ in range(handled))
    gave_up = sum(chance.random() < min(0.3, average / 1_400) for _ in range(handled))
    longest = round(average * (1.6 + chance.random() * 2.2)) if handled > 1 else average
    return handled + gave_up, handled, gave_up, in_target, average, longest


def _queue(topic: Topic) -> str:
    return QUEUE_OF.get(topic.area, HELPDESK)


def _half(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)


def _place(at: datetime) -> int:
    """How many half hours after half past eight."""
    return max(0, (at.hour * 60 + at.minute - 510) // 30)
