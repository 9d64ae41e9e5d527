"""A queue: records of one service or several, most urgent first; its address is its whole state."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.http import QueryDict

from guildhall.kernel import prepared, search, time
from guildhall.kernel.gates import access
from guildhall.kernel.pages import counting
from guildhall.kernel.pages.choices import Choice, own_choices, staff, teams
from guildhall.kernel.pages.rows import COLUMNS, Line
from guildhall.kernel.records import Record, RecordQuerySet
from guildhall.kernel.services import Service

SIZE = 50


@dataclass(frozen=True)
class Asker:
    """Who looks, and on what day: what every chip's question needs."""

    user: Any
    today: date
    teams: frozenset[int]


@dataclass(frozen=True)
class Chip:
    """One question people ask of their queue every day; pressed, it becomes the list."""

    key: str
    label: str
    narrow: Callable[[RecordQuerySet, Asker], RecordQuerySet]
    tone: str = ""


def _this_week(records: RecordQuerySet, asker: Asker) -> RecordQuerySet:
    return records.due_between(asker.today, asker.today + timedelta(days=6))


CHIPS = {
    chip.key: chip
    for chip in (
        Chip("late", "Late", lambda records, asker: records.late(asker.today), "late"),
        Chip(
            "today", "Due today", lambda records, asker: records.due_between(asker.today, asker.today), "soon"
        ),
        Chip("week", "Due in 7 days", _this_week),
        Chip("mine", "Mine", lambda records, asker: records.open().filter(owner=asker.user)),
        Chip("team", "My team’s", lambda records, asker: records.open().filter(team__in=asker.teams)),
        Chip("unassigned", "Nobody’s", lambda records, asker: records.open().filter(owner=None)),
        Chip(
            "waiting",
            "Waiting for somebody",
            lambda records, asker: records.open().filter(urgent_on=date.max),
        ),
        Chip("open", "All open", lambda records, asker: records.open()),
        Chip("closed", "Closed", lambda records, asker: records.filter(closed_on__isnull=False)),
    )
}


class After(Func):
    """Rows past a place in the order, compared as a pair so that an index finds the place at once."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str, place: tuple[date, int], sign: str, key: str = "pk") -> None:
        super().__init__(F(column), F(key), Value(place[0]), Value(place[1]))
        self.template = f"(%(expressions)s) {sign}"
        self.sign = sign

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        compiled = [compiler.compile(each) for each in self.source_expressions]
        column, key, day, number = (sql for sql, _ in compiled)
        params = [param for _, its_params in compiled for param in its_params]
        return f"({column}, {key}) {self.sign} ({day}, {number})", params


@dataclass
class Queue:
    """What one person asked to see. Values in the address that mean nothing are passed over."""

    user: Any
    services: list[Service]
    asked: QueryDict
    defaults: tuple[str, ...] = ("open",)
    today: date = field(default_factory=time.today)

    @cached_property
    def asker(self) -> Asker:
        grants = access(self.user).grants
        return Asker(self.user, self.today, frozenset(grant.team_id for grant in grants if grant.team_id))

    @property
    def one(self) -> Service | None:
        """The service, when there is only one."""
        return self.services[0] if len(self.services) == 1 else None

    @property
    def show(self) -> str:
        """The chip that is pressed: as the address says, else the first default that holds anything."""
        asked = self.asked.get("show", "")
        if asked in CHIPS:
            return asked
        *first, last = self.defaults
        return next((key for key in first if self._count(key)), last)

    @property
    def words(self) -> str:
        return self.asked.get("q", "").strip()[:200]

    @cached_property
    def choices(self) -> list[Choice]:
        """Every filter of this queue: stage, owner, team, and the service's own fields with fixed values."""
        found = [
            Choice("owner", "Person", [("none", "Nobody"), *staff(self.services)]),
            Choice("team", "Team", [(str(pk), name) for pk, name in teams()]),
        ]
        if self.one:
            found = [Choice("stage", "Stage", self.one.stages.choices), *found, *own_choices(self.one)]
        return [self._chosen(choice) for choice in found]

    def _chosen(self, choice: Choice) -> Choice:
        value = self.asked.get(choice.name, "")
        known = value in dict(choice.options)
        return Choice(choice.name, choice.label, choice.options, value if known else "")

    @property
    def applied(self) -> list[tuple[str, str]]:
        """What narrows the list, in words, each with the address that takes it away."""
        applied = [
            (choice.said, self.address(**{choice.name: ""})) for choice in self.choices if choice.value
        ]
        return [*applied, (f"Words: {self.words}", self.address(q=""))] if self.words else applied

    def address(self, **changes: str) -> str:
        """The query of this queue with some of it changed; an empty value takes a part away."""
        query = self.asked.copy()
        for name in ("after", "ticked"):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return "?" + "&".join(part for part in query.urlencode().split("&") if not part.endswith("="))

    def _records(self, service: Service) -> RecordQuerySet:
        return Record.objects.of(service.key).visible_to(self.user)

    def _filters(self, service: Service) -> Q:
        own, found = service.record._meta.model_name, Q()
        for choice in self.choices:
            if choice.value and choice.name in {"owner", "team"}:
                found &= Q(**{f"{choice.name}_id": None if choice.value == "none" else int(choice.value)})
            elif choice.value:
                found &= Q(
                    **{choice.name if choice.name == "stage" else f"{own}__{choice.name}": choice.value}
                )
        return found

    @cached_property
    def chips(self) -> list[dict[str, Any]]:
        """The chips with their counts, asked in one statement."""
        return [self._chip(CHIPS[key]) for key in self._keys]

    @property
    def _keys(self) -> list[str]:
        return [key for key in CHIPS if key != "team" or self.asker.teams]

    @cached_property
    def _counts(self) -> dict[str, int]:
        of = tuple(service.key for service in self.services)
        question = ("chips", of, self.user.pk, access(self.user).extent, self.today)
        return counting.kept(question, lambda: self._counted(self._keys)).answer()

    def _count(self, key: str) -> int:
        """How many are behind a chip, in every service; of a team where there is none, none."""
        return sum(self._counts.get(f"{key} {service.key}", 0) for service in self.services)

    def _counted(self, keys: list[str]) -> dict[str, RecordQuerySet]:
        return {
            f"{key} {service.key}": CHIPS[key].narrow(self._records(service), self.asker)
            for service in self.services
            for key in keys
        }

    def _chip(self, chip: Chip) -> dict[str, Any]:
        count = self._count(chip.key)
        return {
            "label": chip.label,
            "url": self.address(show=chip.key),
            "number": counting.shown(count),
            "active": chip.key == self.show,
            "tone": chip.tone if count else "",
        }

    @cached_property
    def _fetched(self) -> list[Line]:
        """One page and one row more, merged from the services in the list's order."""
        closed = self.show == "closed"
        pages = (self._page(service, closed) for service in self.services)
        order = attrgetter("closed_on" if closed else "urgent_on", "pk")
        return list(islice(heapq.merge(*pages, key=order, reverse=closed), SIZE + 1))

    def _page(self, service: Service, closed: bool) -> Iterable[Line]:
        reach = access(self.user).reach
        if reach is None or self.words or self.paged:
            return map(Line._make, self._lines(service, closed))
        narrowed = tuple((choice.name, choice.value) for choice in self.choices if choice.value)
        question = ("queue", service.key, self.user.pk, reach, self.today, self.show, narrowed)
        return map(Line._make, prepared.kept(question, lambda: self._lines(service, closed))())

    def _lines(self, service: Service, closed: bool) -> QuerySet[Record, Any]:
        records = CHIPS[self.show].narrow(self._records(service), self.asker).filter(self._filters(service))
        records = search.containing(records, self.words)
        column = "closed_on" if closed else "urgent_on"
        if here := place(self.asked.get("after", "")):
            records = records.filter(After(column, here, "<" if closed else ">"))
        order = (f"-{column}", "-pk") if closed else (column, "pk")
        return records.order_by(*order).values_list(*COLUMNS)[: SIZE + 1]

    @property
    def rows(self) -> list[Line]:
        return self._fetched[:SIZE]

    @property
    def next(self) -> str:
        """The address of the next page; empty on the last."""
        if len(self._fetched) <= SIZE:
            return ""
        last = self.rows[-1]
        day = last.closed_on if self.show == "closed" else last.urgent_on
        return self.address(show=self.show, after=f"{day}.{last.pk}")

    @property
    def beginning(self) -> str:
        """The address of the list's first page."""
        return self.address() or "?"

    @property
    def all_ticked(self) -> str:
        """The address of this very page with every row ticked, for those without a mouse or a script."""
        query = self.asked.copy()
        query["ticked"] = "all"
        return f"?{query.urlencode()}"

    @property
    def paged(self) -> bool:
        """Whether this is a page further on."""
        return bool(place(self.asked.get("after", "")))


def place(text: str) -> tuple[date, int] | None:
    """The place in the order that an address names: the day and number of the last row seen."""
    day, _, number = text.partition(".")
    try:
        return date.fromisoformat(day), min(int(number), 2**62)
    except ValueError:
        return None
