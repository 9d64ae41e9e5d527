"""Whether advisers' skills and access match what people get in touch about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count

from guildhall.kernel.clocks.wording import counted, listed
from guildhall.services.contacts.models import Contact, Skill, System, SystemAccess, Topic

WEEKS = 4
# A topic few ask about needs one adviser; any other needs two, for one may be ill or away.
FEW = 20


@dataclass(frozen=True)
class Cover:
    """One topic: how often it came up in four weeks, who can answer, and who has the skill but no access."""

    topic: Topic
    demand: int
    able: frozenset[int]
    locked_out: dict[int, tuple[str, ...]]

    @property
    def needed(self) -> int:
        """Advisers needed: none, one or two."""
        return 0 if not self.demand else 1 if self.demand < FEW else 2

    @property
    def short(self) -> bool:
        return len(self.able) < self.needed

    def __str__(self) -> str:
        have = {0: "no adviser can answer it", 1: "one adviser can answer it"}.get(
            len(self.able), f"{len(self.able)} advisers can answer it"
        )
        lacking = sorted({name for names in self.locked_out.values() for name in names})
        locked = (
            f" {counted(len(self.locked_out), 'adviser')} with the skill cannot open {listed(lacking)}."
            if lacking
            else ""
        )
        asked = counted(self.demand, "contact")
        return f"{self.topic}: {asked} in four weeks, and {have}; {self.needed} needed.{locked}"


def covers(today: date, *, point: int | None = None) -> list[Cover]:
    """Every topic with its demand over the last four weeks and the advisers for it, the most asked first."""
    demand = _demand(today, point)
    topics = Topic.objects.live().prefetch_related("systems").order_by("name")
    skilled, opened = _skilled(today), _opened(today)
    found = [_cover(each, demand.get(each.pk, 0), skilled[each.pk], opened) for each in topics]
    return sorted(found, key=lambda each: (-each.demand, each.topic.name))


def gaps(today: date, *, point: int | None = None) -> list[Cover]:
    """The topics for which advisers are too few."""
    if point is not None and not Contact.objects.filter(point=point, on__gt=_since(today)).exists():
        return []
    return [each for each in covers(today, point=point) if each.short]


def _since(today: date) -> date:
    return today - timedelta(weeks=WEEKS)


def _demand(today: date, point: int | None) -> dict[int, int]:
    asked = Contact.objects.filter(on__gt=_since(today), on__lte=today)
    asked = asked.filter(point=point) if point is not None else asked
    return dict(asked.order_by().values("topic").annotate(n=Count("pk")).values_list("topic", "n"))


def _skilled(today: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Skill.objects.on(today).filter(adviser__is_active=True).values_list("topic", "adviser")
    for topic, adviser in rows:
        found[topic].add(adviser)
    return found


def _opened(today: date) -> dict[int, set[int]]:
    """Of each adviser, the systems they may use on that day."""
    found: dict[int, set[int]] = defaultdict(set)
    for adviser, system in SystemAccess.objects.on(today).values_list("adviser", "system"):
        found[adviser].add(system)
    return found


def _cover(topic: Topic, demand: int, skilled: set[int], opened: dict[int, set[int]]) -> Cover:
    needs = {each.pk: each.name for each in topic.systems.all()}
    lacks = {
        adviser: tuple(sorted(name for pk, name in needs.items() if pk not in opened[adviser]))
        for adviser in skilled
    }
    locked_out = {adviser: names for adviser, names in lacks.items() if names}
    return Cover(topic, demand, frozenset(skilled - locked_out.keys()), locked_out)


@dataclass(frozen=True)
class Matrix:
    """Advisers by what they can do on a day: the topics they know, the systems they may use."""

    advisers: list[tuple[int, str, int, int]]
    systems: int
    topics: int


def matrix(today: date) -> Matrix:
    """Each adviser who has any skill or access that day, with how many topics and systems."""
    skills = _counted(Skill.objects.on(today), "adviser")
    access = _counted(SystemAccess.objects.on(today), "adviser")
    people = get_user_model().objects.filter(pk__in={*skills, *access}).order_by("name", "pk")
    rows = [(each.pk, str(each), skills.get(each.pk, 0), access.get(each.pk, 0)) for each in people]
    return Matrix(rows, System.objects.count(), Topic.objects.live().count())


def _counted(rows: Any, by: str) -> dict[int, int]:
    return dict(rows.order_by().values(by).annotate(n=Count("pk")).values_list(by, "n"))
