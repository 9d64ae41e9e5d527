"""A Service is one declaration: which records it keeps, who may do what, how long it has, what it forgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db import models

from guildhall.kernel.records import Record, RecordQuerySet

if TYPE_CHECKING:
    from guildhall.kernel.actions import Action
    from guildhall.kernel.deadlines import Clock
    from guildhall.kernel.duties import Duty
    from guildhall.kernel.judging import JudgedDuty
    from guildhall.kernel.measures import Measure

_services: dict[str, Service] = {}


@dataclass(frozen=True)
class Keep:
    """How long a record is kept, counted from what, and which fields are blanked then."""

    years: int
    after: str = "closed_on"
    blanks: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Publish:
    """What the public may see of a record, by which action, after which stages, and where."""

    by: str
    after: frozenset[str] | set[str]
    shows: tuple[str, ...]
    title: str
    path: str
    name: str


@dataclass(frozen=True)
class Findable:
    """What everybody may find of a published record whose service has public pages of its own, and where.

    `page` gives the address of a record's page; `reads` names the relations it needs for that.
    """

    shows: tuple[str, ...]
    page: Callable[[Any], str]
    title: str = "title"
    reads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Bulk facts a service owns that are no records, so that retention, walls and exports reach them too."""

    model: type[models.Model]
    keeps: Keep
    visible_to: Callable[[Any], models.Q]
    blanks: tuple[str, ...] = ()


class Service:
    """The declaration of one kind of work; creating it registers it.

    `key` is permanent and leads every index; `prefix` starts its references ("IR-2017-00042");
    `roles` names what each role may do; `opens_with` is the action by which the public opens a record;
    `asks_after` that whoever a record was for may be asked, once it has closed, how they were served;
    `awaits` names, for a stage that waits for the party, the field with what they were asked.
    """

    def __init__(
        self,
        *,
        key: str,
        name: str,
        record: type[Record],
        prefix: str,
        starts: str,
        ends: Iterable[str],
        keeps: Keep,
        roles: Mapping[str, set[str]],
        noun: str = "",
        about: str = "",
        clock: Callable[[Any], Iterable[Clock]] | None = None,
        opens_with: str = "",
        publishes: Publish | None = None,
        searches: tuple[str, ...] = (),
        shows: tuple[str, ...] = (),
        facts: tuple[Facts, ...] = (),
        asks_after: bool = True,
        awaits: Mapping[str, str] = MappingProxyType({}),
        findable: Findable | None = None,
    ) -> None:
        if key in _services:
            raise ValueError(f"Two services are called {key!r}.")
        from guildhall.kernel import verbs

        self.key, self.name, self.record, self.prefix = key, name, record, prefix
        self.starts, self.ends = str(starts), frozenset(map(str, ends))
        self.keeps, self.roles = keeps, {role: frozenset(verbs) for role, verbs in roles.items()}
        self.noun, self.about = noun or name.lower().removesuffix("s"), about
        self.clock, self.opens_with, self.publishes = clock or (lambda record: ()), opens_with, publishes
        self.searches, self.shows, self.facts = searches, shows, facts
        self.asks_after = asks_after
        self.findable = findable
        self.awaits = {str(stage): field for stage, field in awaits.items()}
        self.actions: dict[str, Action] = {}
        self.duties: dict[str, Duty] = {}
        self.measures: dict[str, Measure] = {}
        self.listeners: dict[tuple[str, str], list[Callable[[Any], None]]] = {}
        _services[key] = self
        verbs.attach(self)

    def __repr__(self) -> str:
        return f"<Service {self.key}>"

    def __str__(self) -> str:
        return self.name

    @property
    def public(self) -> Publish | Findable | None:
        """What everybody may read of its published records; None where nothing is for everybody."""
        return self.publishes or self.findable

    @property
    def records(self) -> RecordQuerySet:
        """Every record of the service, with its own fields."""
        return self.record.objects.all()

    @property
    def spine(self) -> RecordQuerySet:
        """Every record of the service without its own fields: enough for stages, days and owners."""
        return Record.objects.of(self.key)

    @property
    def stages(self) -> Any:
        """The record's stages: a TextChoices named Stage on its model."""
        return self.record.Stage  # type: ignore[attr-defined]

    @cached_property
    def stage_labels(self) -> dict[str, str]:
        """What each stage is called."""
        return {str(value): str(label) for value, label in self.stages.choices}

    @property
    def path(self) -> str:
        """Where its queue stands."""
        return f"/desk/{self.key}/"

    # The decorators below are written beside what they declare; the modules stay the words' owners.

    def opening(self, **declared: Any) -> Callable[[Callable[..., Any]], Action]:
        """Declares a verb that opens a record, in the service's first stage unless `to` says otherwise."""
        from guildhall.kernel.actions import Action

        declared.setdefault("to", self.starts)
        return lambda body: Action(self, body, opens=True, **declared)

    def action(self, *stages: str, **declared: Any) -> Callable[[Callable[..., Any]], Action]:
        """Declares a verb on records in these stages (in any open stage when none is named)."""
        from guildhall.kernel.actions import Action

        return lambda body: Action(self, body, stages=stages, **declared)

    def duty(self, title: str, **declared: Any) -> Callable[[Callable[..., Any]], Duty]:
        """Declares what must be true: the function returns the records for which it is not."""
        from guildhall.kernel.duties import Duty

        return lambda failing: Duty(self, title, failing, **declared)

    def judged(self, title: str, **declared: Any) -> Callable[[Callable[..., Any]], JudgedDuty]:
        """Declares what must be true of words: the function says, in sentences, what of a record is not."""
        from guildhall.kernel.judging import JudgedDuty

        return lambda judge: JudgedDuty(self, title, judge, **declared)

    def measure(self, name: str, **declared: Any) -> Callable[[Callable[..., Any]], Measure]:
        """Declares a question over a period, answered with the records themselves."""
        from guildhall.kernel.measures import Measure

        return lambda ask: Measure(self, name, ask, **declared)

    def hears(self, service: str, action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declares what follows, in the background, once another service's action has committed."""

        def listen(listener: Callable[[Any], None]) -> Callable[[Any], None]:
            self.listeners.setdefault((service, action), []).append(listener)
            return listener

        return listen


def service(key: str) -> Service:
    """The service of that key; KeyError with the known ones otherwise."""
    try:
        return _services[key]
    except KeyError:
        raise KeyError(f"No service is called {key!r}; there are {', '.join(sorted(_services))}.") from None


def services() -> list[Service]:
    """Every service, by name."""
    return sorted(_services.values(), key=lambda each: each.name)


def action(service_key: str, name: str) -> Action:
    """Another service's verb, by name: the way services open and move each other's records."""
    return service(service_key).actions[name]
