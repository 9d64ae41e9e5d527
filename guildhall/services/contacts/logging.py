"""Logging contacts: one function for the page, the API, imports and the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from guildhall.kernel import time
from guildhall.services.contacts import tallies
from guildhall.services.contacts.models import AlsoAbout, Contact, OpenedRecord, Topic
from guildhall.services.contacts.seeing import may_log

# Rows of one transaction: others wait for the database's one writer meanwhile.
AT_ONCE = 2_000
LONGEST = timedelta(hours=12)
Follow = Callable[[Contact], None]
_follow: list[Follow] = []


def followed(follow: Follow) -> Follow:
    """Signs up what follows a contact an adviser has just had, in its transaction; what is brought in from
    elsewhere, or lived in a demonstration, is past and is not followed.
    """
    _follow.append(follow)
    return follow


class NotLogged(Exception):
    """A contact cannot be logged; the message is a sentence for whoever tried."""


@dataclass(frozen=True)
class Told:
    """What is said of one contact. Those that name nobody have no `party`; `also` are further topics."""

    channel: str
    topic: Topic
    outcome: str
    started_at: datetime
    ended_at: datetime
    note: str = ""
    party: int | None = None
    adviser: int | None = None
    point: int | None = None
    team: int | None = None
    avoidable: str = ""
    language: str = ""
    also: tuple[Topic, ...] = ()
    submission: str | None = None

    @property
    def sensitivity(self) -> int:
        """As close as the closest of its topics."""
        return max(each.sensitivity for each in (self.topic, *self.also))


def log(told: Iterable[Told], *, by: Any) -> list[Contact]:
    """Logs contacts, in batches, and counts them; raises NotLogged with a sentence."""
    if not may_log(by):
        raise NotLogged("Your role does not include logging contacts")
    logged: list[Contact] = []
    for some in _batches(told):
        with transaction.atomic():
            logged += _write(some)
    return logged


def log_one(told: Told, *, by: Any) -> Contact:
    """Logs one contact that has just ended, and what follows it; sent twice it is there once."""
    if not may_log(by):
        raise NotLogged("Your role does not include logging contacts")
    if done := _done(told.submission):
        return done
    try:
        with transaction.atomic():
            (contact,) = log([told], by=by)
            for follow in _follow:
                follow(contact)
    except IntegrityError:
        if done := _done(told.submission):
            return done
        raise
    return contact


def _batches(told: Iterable[Told]) -> Iterable[list[Told]]:
    waiting: list[Told] = []
    for each in told:
        waiting.append(each)
        if len(waiting) == AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _write(told: list[Told]) -> list[Contact]:
    now = time.now()
    contacts = Contact.objects.bulk_create([_contact(each, now) for each in told])
    also = [
        AlsoAbout(contact=contact, topic=topic)
        for contact, each in zip(contacts, told, strict=True)
        for topic in set(each.also) - {each.topic}
    ]
    if also:
        AlsoAbout.objects.bulk_create(also)
    tallies.count_in(contacts)
    return contacts


def _done(submission: str | None) -> Contact | None:
    return Contact.objects.filter(submission=submission).first() if submission else None


def _contact(told: Told, now: datetime) -> Contact:
    if reason := why_not(told, now):
        raise NotLogged(reason)
    return Contact(
        channel=told.channel,
        on=told.started_at.astimezone(time.LONDON).date(),
        started_at=told.started_at,
        ended_at=told.ended_at,
        topic=told.topic,
        outcome=told.outcome,
        avoidable=told.avoidable,
        point_id=told.point,
        team_id=told.team,
        adviser_id=told.adviser,
        party_id=told.party,
        note=told.note,
        language=told.language,
        sensitivity=told.sensitivity,
        submission=told.submission,
    )


def why_not(told: Told, now: datetime) -> str | None:
    """Why what is said of a contact cannot be: a sentence, or None."""
    if told.ended_at < told.started_at:
        return "It ended before it began"
    if told.ended_at > now:
        return "It has not ended yet: its end is still to come"
    if told.ended_at - told.started_at > LONGEST:
        return "It lasted more than twelve hours: say when it began and ended"
    if told.outcome == Contact.Outcome.PASSED and told.team is None:
        return "Say which team it was passed to"
    return None


def record_opened(contact: Contact, record: Any) -> None:
    """A record began as this contact; from now on that is how the contact ended."""
    OpenedRecord.objects.get_or_create(record_id=record.pk, defaults={"contact": contact})
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    if locked.outcome != Contact.Outcome.OPENED:
        tallies.move(locked, outcome=Contact.Outcome.OPENED)
        Contact.objects.filter(pk=contact.pk).update(outcome=Contact.Outcome.OPENED, team=None)
