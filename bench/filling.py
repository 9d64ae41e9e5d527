"""Filling a database with a city's requests, as they would stand had every action been done by hand.

Rows go in by the table, in batches: the frame does some hundreds a second, and a million must not take
an hour. Chains are sealed and days dated by the kernel itself, so that `guildhall verify` finds nothing
amiss.
"""

from __future__ import annotations

from collections import Counter as Tallies
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import cache
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from bench.city import TEAMS, Life, lives
from bench.tables import Table, renumber
from guildhall.commons.accounts.models import User
from guildhall.commons.parties.models import ContactPoint, Involvement, Party
from guildhall.kernel import time
from guildhall.kernel.clocks import Result, deadline
from guildhall.kernel.deadlines import Deadline, calendar
from guildhall.kernel.events import GENESIS, Event
from guildhall.kernel.gates import Grant
from guildhall.kernel.records import Record, Sensitivity, Team
from guildhall.kernel.references import Counter, reference
from guildhall.kernel.schedule import JobRun, jobs
from guildhall.kernel.search import SearchEntry
from guildhall.kernel.services import service
from guildhall.services.requests.models import InformationRequest

BATCH = 5_000
OFFICERS = 40
GOVERNANCE = "Information governance"
Tell = Callable[[int, int], object]


@dataclass(frozen=True)
class Staff:
    """Who works on the requests: their numbers, the teams' numbers, and everybody's name."""

    officers: list[tuple[int, str]]
    teams: dict[str, int]


def fill(how_many: int, tell: Tell = lambda done, of: None) -> None:
    """Fills an empty, migrated database with that many requests and the people who answer them."""
    if connection.vendor == "sqlite":
        connection.cursor().execute(
            "PRAGMA synchronous=OFF"
        )  # nothing here is lost that cannot be filled again
    today, staff = time.today(), hire()
    writer = Writer(staff, today)
    for done, life in enumerate(lives(how_many, today, OFFICERS), start=1):
        writer.write(life)
        if done % BATCH == 0 or done == how_many:
            writer.flush()
            tell(done, how_many)
    writer.finish()


def hire() -> Staff:
    """Forty information officers with their grants and second factors, and the teams who answer."""
    teams = {name: Team.objects.create(name=name).pk for name in (GOVERNANCE, *TEAMS)}
    officers = [_officer(number) for number in range(1, OFFICERS + 1)]
    return Staff([(officer.pk, officer.name) for officer in officers], teams)


def _officer(number: int) -> User:
    officer = User.objects.create_user(
        f"officer{number}@portsmouth.example", name=f"Officer {number}", is_staff=True
    )
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
    for key in ("requests", "parts", "formats"):
        Grant.objects.create(
            user=officer, service=key, role="Information officer", ceiling=Sensitivity.PERSONAL
        )
    return officer


class Writer:
    """Turns lives into rows."""

    def __init__(self, staff: Staff, today: date) -> None:
        self.staff, self.today, self.service = staff, today, service("requests")
        self.numbers: Tallies[int] = Tallies()
        self.event = Event()  # one for them all: making three million takes longer than writing them
        self.spine, self.requests = Table(Record), Table(InformationRequest)
        self.events, self.deadlines, self.entries = Table(Event), Table(Deadline), Table(SearchEntry)
        self.parties, self.points, self.parts = Table(Party), Table(ContactPoint), Table(Involvement)
        self.tables = [
            self.spine, self.requests, self.events, self.deadlines, self.entries,
            self.parties, self.points, self.parts,
        ]  # fmt: skip

    def write(self, life: Life) -> None:
        """Adds one request with all that hangs on it to the rows that wait."""
        year = life.received_on.year
        self.numbers[year] += 1
        named = reference(self.service.prefix, year, self.numbers[year])
        result = _result(life.regime, life.received_on)
        done = _done(life, self.staff.officers[life.officer])
        head = self._seal(self.spine.next, named, life.received_on, done)
        pk = self.spine.add(**self._standing(life, named, result), **_chained(len(done), head))
        self.requests.add(record_ptr_id=pk, **_asked(life))
        self.deadlines.add(record_id=pk, met_on=life.closed_on, **_dated(life.regime, result))
        self._searched(pk, named, life)
        self._involved(pk, life)

    def _seal(self, pk: int, named: str, received_on: date, done: list[Done]) -> str:
        """Adds what was done to the record as its chain of events; returns the head."""
        event, previous, stage = self.event, GENESIS, ""
        for event.sequence, each in enumerate(done, start=1):
            on = min(received_on + timedelta(days=each.after), self.today)
            event.action, event.actor_kind, event.actor_id = each.action, each.kind, each.who
            event.from_stage, event.to_stage, event.effective_on = stage, each.to, on
            event.recorded_at = _at(on, 10 + event.sequence)
            event.words = {"sentence": each.sentence, "actor": each.actor}
            event.seal(previous, named)
            self.events.add(record_id=pk, **{name: getattr(event, name) for name in SEALED})
            previous, stage = event.digest, each.to
        return previous

    def _standing(self, life: Life, named: str, result: Result) -> dict[str, Any]:
        closed = life.closed_on
        return {
            "service": self.service.key,
            "reference": named,
            "title": life.title,
            "stage": _stage(life),
            "sensitivity": Sensitivity.PERSONAL if life.regime == "sar" else Sensitivity.ORDINARY,
            "owner_id": self.staff.officers[life.officer][0] if life.triaged else None,
            "team_id": self.staff.teams[life.team] if life.triaged else self.staff.teams[GOVERNANCE],
            "opened_on": life.received_on,
            "closed_on": closed,
            "due_on": result.due,
            "urgent_on": date.max if closed else result.due,
            "in_time": closed <= result.due if closed else None,
            "published_on": closed if life.published else None,
            "dispose_on": closed + timedelta(days=round(365.25 * self.service.keeps.years))
            if closed
            else None,
            "created_at": _at(life.received_on, 10),
        }

    def _searched(self, pk: int, named: str, life: Life) -> None:
        text = f"{life.name} {life.wanted} {life.answer}"
        self.entries.add(record_id=pk, audience="staff", title=f"{named} {life.title}", text=text)
        if life.published:
            self.entries.add(record_id=pk, audience="public", title=life.title, text=life.answer)

    def _involved(self, pk: int, life: Life) -> None:
        party = self.parties.add(name=life.name, kind="person", created_at=_at(life.received_on, 10))
        self.points.add(party_id=party, kind="email", value=life.email, key=life.email)
        self.parts.add(record_id=pk, party_id=party, role="requester")

    def flush(self) -> None:
        """Writes what waits, in one transaction."""
        with transaction.atomic():
            for table in self.tables:
                table.flush()

    def finish(self) -> None:
        """Leaves the database as one that has been in use: counters where they stand, and statistics kept."""
        Counter.objects.bulk_create(
            Counter(series=f"{self.service.prefix}-{year}", last=last) for year, last in self.numbers.items()
        )
        # The day's jobs are done: what is measured is what people wait for.
        JobRun.objects.bulk_create(JobRun(job=name, ran_for=self.today) for name in jobs)
        renumber(self.tables)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


SEALED = (
    "sequence", "action", "actor_kind", "actor_id", "from_stage", "to_stage", "effective_on", "recorded_at",
    "words", "salts", "digests", "digest",
)  # fmt: skip


class Done(NamedTuple):
    """One thing that was done to a request: by whom, to which stage, how many days after it came."""

    action: str
    kind: str
    who: int | None
    actor: str
    sentence: str
    to: str
    after: int


def _done(life: Life, officer: tuple[int, str]) -> list[Done]:
    """Asked, triaged, answered, as far as it has come."""
    number, name = officer
    done = [Done("ask", "party", None, life.name, f"{life.name} asked for information.", "received", 0)]
    if life.triaged:
        sentence = f"{name} decided which law it falls under."
        done.append(Done("triage", "staff", number, name, sentence, "searching", 1))
    if life.closed_on:
        days = (life.closed_on - life.received_on).days
        done.append(Done("answer", "staff", number, name, f"{name} sent the answer.", "answered", days))
    return done


def _chained(events: int, head: str) -> dict[str, Any]:
    return {"version": events, "event_count": events, "event_head": head}


def _asked(life: Life) -> dict[str, Any]:
    asked = {
        "regime": life.regime,
        "channel": life.channel,
        "requester": life.name,
        "wanted": life.wanted,
        "outcome": life.outcome,
        "answer": life.answer,
        "exemptions": "s.40(2)" if life.outcome == "part" else "",
    }
    if not life.published:
        return asked
    return {**asked, "public_title": life.title, "summary": life.title, "public_answer": life.answer}


def _stage(life: Life) -> str:
    if life.closed_on:
        return "answered"
    return "searching" if life.triaged else "received"


@cache
def _result(regime: str, received_on: date) -> Result:
    """A day's requests share their due date, so that it is worked out once."""
    return deadline(regime, received=received_on, calendar=calendar())


def _dated(regime: str, result: Result) -> dict[str, Any]:
    return {
        "kind": "response",
        "regime": regime,
        "label": "Answer",
        "starts_on": result.received,
        "due_on": result.due,
        "provisional": result.provisional,
        "rule_version": result.rule_version,
        "calendar_version": result.calendar_version,
    }


@cache
def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time_of_day(hour), UTC)
