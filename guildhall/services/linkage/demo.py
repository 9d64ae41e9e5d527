"""How a year of matches is lived: two systems tell of people, who are linked, looked at, and parted again."""

from __future__ import annotations

from itertools import islice

from guildhall.commons.parties.models import Merge, Party
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.imports import take
from guildhall.kernel.lives import Life, Story
from guildhall.kernel.origins import Row, importers
from guildhall.services.linkage import actions, imports
from guildhall.services.linkage.forms import OTHER, SAME
from guildhall.services.linkage.generating import Told, columns, generate
from guildhall.services.linkage.models import Match, Settings
from guildhall.services.linkage.running import begin, carry_out

TELLING = ("libraries", "council tax")
DECIDED = 6


def live(life: Life, people: int) -> Story:
    """Two systems send what they know; a run joins; the data steward looks, and parts one pair."""
    steward = life.world.people.cast["rowan"]
    for source in TELLING:
        if not Party.objects.filter(source=source).exists():
            for _ in take(importers["parties"], _rows(source, people), source=source, dry_run=False):
                pass
    yield life.working_days_on(1)
    if not Merge.objects.filter(by_kind="system").exists():
        Settings.objects.get_or_create(
            asks_despite=12, sample=4, reason="A small first load: look at more of it", by_name=steward.name
        )
        carry_out(begin(SYSTEM))
    yield life.working_days_on(2)
    yield from _look(life, steward)


def _rows(source: str, people: int) -> list[Row]:
    """What that system wrote down of a small part of a city."""
    told = (
        each
        for each in generate(people * 12, seed=7)
        if each.source == source and each.said_on <= str(time.today())
    )
    return [Row(line, _cells(each)) for line, each in enumerate(islice(told, people), 2)]


def _cells(told: Told) -> dict[str, str]:
    named = zip(columns(), map(str, told), strict=True)
    return {imports.ALIASES[name]: value for name, value in named if name in imports.ALIASES}


def _look(life: Life, steward: object) -> Story:
    """What was drawn by lot is found right, but for one; some of the questions are decided."""
    checks = list(Match.objects.filter(sampled=True).order_by("pk"))
    for place, match in enumerate(checks):
        if place == 0:
            life.do(
                actions.undo, match, by=steward, ground=OTHER[0], remark="They came to the desk together."
            )
        else:
            life.do(actions.confirm, match, by=steward, ground=SAME[3])
        yield life.working_days_on(life.between(0, 2))
    for match in list(Match.objects.filter(sampled=False).order_by("-weight", "pk")[:DECIDED]):
        if life.happens(0.5):
            life.do(actions.keep_apart, match, by=steward, ground=OTHER[0])
        else:
            life.do(actions.join, match, by=steward, ground=SAME[0])
        yield life.working_days_on(life.between(0, 2))
