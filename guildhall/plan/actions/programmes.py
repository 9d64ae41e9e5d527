"""The verbs of a rolling programme."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.periods import Period
from guildhall.plan.forms import programmes as forms
from guildhall.plan.models import Move, RollingProgramme, Subject
from guildhall.plan.service import programmes

RUNNING = RollingProgramme.Stage.RUNNING


def has_something_to_do(programme: RollingProgramme, by: Any) -> str | None:
    """While something is neither done nor dropped."""
    return None if forms.to_do(programme).exists() else "Nothing is left to do in it."


def has_subjects(programme: RollingProgramme, by: Any) -> str | None:
    """Once something stands in it."""
    return None if programme.subjects.exists() else "Nothing stands in it yet."


def not_published(programme: RollingProgramme, by: Any) -> str | None:
    """Once."""
    return "It is published already." if programme.published_on else None


@programmes.opening(asks=forms.Begin, label="Begin a programme", says="{actor} began it.")
def begin(
    programme: RollingProgramme,
    title: str,
    key: str,
    purpose: str,
    first_year: Period,
    last_year: Period,
    on: date,
) -> None:
    """Begin a programme over some years, to be filled with what is looked at in each."""
    programme.title, programme.key, programme.purpose, programme.opened_on = title, key, purpose, on
    programme.first_year, programme.last_year = first_year.first.year, last_year.first.year


@programmes.action(
    RUNNING, asks=forms.AddSubject, label="Add something to look at", says="{actor} put {name} into {year}."
)
def add_subject(programme: RollingProgramme, name: str, year: Period, owner_role: str) -> None:
    """Say what is looked at, in which year and by whom."""
    Subject.objects.create(programme_id=programme.pk, name=name, year=year.first.year, owner_role=owner_role)


@programmes.action(
    RUNNING,
    asks=forms.CarryOut,
    gates=(has_something_to_do,),
    label="Say that it was done",
    says="{actor} looked at {subject}: {outcome}",
    law="Equality Act 2010 s.149, where it is about equality",
)
def carry_out(programme: RollingProgramme, subject: Subject, outcome: str, shown_by: Any, on: date) -> None:
    """Say what was found, and what shows it."""
    subject.done_on, subject.outcome, subject.shown_by = on, outcome, shown_by
    subject.save(update_fields=["done_on", "outcome", "shown_by"])


@programmes.action(
    RUNNING,
    asks=forms.MoveSubject,
    gates=(has_something_to_do,),
    label="Move it to another year",
    says="{actor} moved {subject} to {year}: {because}",
)
def move_subject(programme: RollingProgramme, subject: Subject, year: Period, because: str, on: date) -> None:
    """Look at something in another year, and say why."""
    moved = {"before": subject.year, "after": year.first.year, "because": because, "on": on}
    Move.objects.create(subject=subject, **moved)
    subject.year = year.first.year
    subject.save(update_fields=["year"])


@programmes.action(
    RUNNING,
    asks=forms.DropSubject,
    gates=(has_something_to_do,),
    label="Drop something",
    says="{actor} dropped {subject}: {because}",
)
def drop_subject(programme: RollingProgramme, subject: Subject, because: str, on: date) -> None:
    """Look at something no more, and say why."""
    subject.dropped_on, subject.dropped_because = on, because
    subject.save(update_fields=["dropped_on", "dropped_because"])


@programmes.action(
    RUNNING, gates=(not_published, has_subjects), label="Publish it", says="{actor} published it."
)
def publish(programme: RollingProgramme, on: date) -> None:
    """Let everybody see what is looked at when, and what was found."""
    programme.published_on = on


@programmes.action(
    RUNNING,
    to=RollingProgramme.Stage.ENDED,
    asks=forms.Because,
    label="End it",
    says="{actor} ended it: {reason}",
)
def end(programme: RollingProgramme) -> None:
    """End the programme: what is not done in it is done in the next, or not at all."""
