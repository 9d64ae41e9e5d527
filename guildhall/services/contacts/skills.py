"""Giving and ending an adviser's skills and access, from today on; what stood before stays known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from guildhall.kernel import time
from guildhall.services.contacts.models import Skill, System, SystemAccess, Topic


def learn(
    person: Any, *, topic: Topic | None = None, system: System | None = None, ends: bool = False
) -> str:
    """Says that an adviser can do or may use something from today on, or no longer; returns a sentence."""
    rows = (
        Skill.objects.filter(adviser=person, topic=topic)
        if topic
        else SystemAccess.objects.filter(adviser=person, system=system)
    )
    what = {"topic": topic} if topic else {"system": system}
    with transaction.atomic():
        changed = _end(rows) if ends else _begin(rows, {"adviser": person, **what})
    words = "can answer about" if topic else "may use"
    if not changed:
        return f"It was so already: {person} {'does not' if ends else words} {topic or system}."
    return (
        f"{person} no longer {words} {topic or system}." if ends else f"{person} {words} {topic or system}."
    )


def begin_all(person: Any, topics: list[Topic], systems: list[System]) -> None:
    """Says at once what somebody who begins can do and may use, from today on; what they know, they keep."""
    today = time.today()
    with transaction.atomic():
        known = set(Skill.objects.on(today).filter(adviser=person).values_list("topic", flat=True))
        fresh = (each for each in topics if each.pk not in known)
        Skill.objects.bulk_create(Skill(adviser=person, topic=each, from_on=today) for each in fresh)
        opened = set(SystemAccess.objects.on(today).filter(adviser=person).values_list("system", flat=True))
        new = (each for each in systems if each.pk not in opened)
        SystemAccess.objects.bulk_create(
            SystemAccess(adviser=person, system=each, from_on=today) for each in new
        )


def _begin(rows: Any, told: dict[str, Any]) -> bool:
    if rows.on(time.today()).exists():
        return False
    rows.model.objects.create(**told, from_on=time.today())
    return True


def _end(rows: Any) -> bool:
    """Yesterday was the last day; what began today is taken back."""
    today = time.today()
    standing = rows.on(today)
    began_today, before = standing.filter(from_on=today), standing.filter(from_on__lt=today)
    gone, _ = began_today.delete()
    return bool(gone) | bool(before.update(until_on=_day_before(today)))


def _day_before(day: date) -> date:
    return day - timedelta(days=1)
