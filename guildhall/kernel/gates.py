"""Who may do what. A gate answers None, or a sentence saying why not; nothing is allowed by default."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel import time
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Record, Sensitivity, Team

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

NOTHING = Q(pk__in=())


@dataclass(frozen=True)
class Actor:
    """Who acts: a member of staff, a resident, a party with a signed link, or the system itself."""

    kind: str
    id: int | None
    name: str

    @classmethod
    def of(cls, by: Any) -> Self:
        """The actor behind `by`: an Actor as it is, or a user who is signed in."""
        if isinstance(by, cls):
            return by
        if by is None or not by.is_authenticated:
            raise ValueError("Say who acts: a user, an Actor, or SYSTEM.")
        return cls("staff" if by.is_staff else "resident", by.pk, by.get_full_name() or by.email)


SYSTEM = Actor("system", None, "Guildhall")


class Grant(models.Model):
    """One role given to one person: in a service or one team of it, up to a sensitivity, for a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants")
    service = models.CharField(max_length=32, help_text="A service's key, or * for every service.")
    role = models.CharField(max_length=60)
    team = models.ForeignKey(
        Team,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="grants",
        help_text="Only this team's records.",
    )
    ceiling = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.PERSONAL)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "service", "role", "team"], name="grant_once_in_a_team"),
            models.UniqueConstraint(
                fields=["user", "service", "role"], condition=Q(team=None), name="grant_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} is {self.role} of {self.service}"


class Access:
    """What one person may see and do, read once and kept on the user for as long as the request lasts."""

    # Added by the commons: the records that are a resident's who signed in, or a party's with its link.
    own: ClassVar[list[Callable[[Any], Q]]] = []

    def __init__(self, user: Any) -> None:
        self.user = user
        self.grants = _live_grants(user)
        self._seen: dict[str | None, Q] = {}

    def sees(self, service: str | None = None) -> Q:
        """The condition on records this person may read; `service` when the query is of that one alone."""
        if service not in self._seen:
            theirs = [*_reaches_of(self.grants, service), *(own(self.user) for own in self._owned())]
            self._seen[service] = reduce(or_, theirs) if theirs else NOTHING
        return self._seen[service]

    @property
    def extent(self) -> tuple[tuple[str, int | None, int], ...]:
        """What a member of staff may see, as something two people can be compared by."""
        return tuple((grant.service, grant.team_id, grant.ceiling) for grant in self.grants)

    @property
    def reach(self) -> Hashable | None:
        """All that `sees` depends on, so that its SQL may be kept for whoever reaches as far.

        None for residents and parties: what is their own depends on more, and is worked out each time.
        """
        return None if self._owned() else self.extent

    def owns(self, record: Any) -> bool:
        """Whether the record is theirs: a party's by its part in it, never a member of staff's."""
        if record is None or record.pk is None or not (theirs := [own(self.user) for own in self._owned()]):
            return False
        return Record.objects.filter(reduce(or_, theirs), pk=record.pk).exists()

    def reads(self, record: Any) -> bool:
        """Whether they may read this record; the system reads every one."""
        return self.user is SYSTEM or Record.objects.filter(self.sees(), pk=record.pk).exists()

    def _owned(self) -> list[Callable[[Any], Q]]:
        return self.own if is_party(self.user) or is_resident(self.user) else []

    def roles(self, service: Service, record: Any = None) -> set[str]:
        """The roles held in a service, and, for one record, those that reach it."""
        return {
            grant.role
            for grant in self.grants
            if grant.service in {"*", service.key} and (record is None or _reaches(grant, record))
        }

    def can(self, service: Service, action: str, record: Any = None) -> bool:
        return any(action in service.roles.get(role, ()) for role in self.roles(service, record))

    def services(self) -> set[str]:
        return {grant.service for grant in self.grants}

    def works_in(self, service: Service) -> bool:
        return bool(self.services() & {"*", service.key})


def _reaches_of(grants: list[Grant], service: str | None) -> Iterator[Q]:
    """What these grants let their holder read: one condition for all that reach equally far."""
    alike: dict[tuple[int, int | None], set[str]] = {}
    for grant in grants:
        if service is None or grant.service in {"*", service}:
            alike.setdefault((grant.ceiling, grant.team_id), set()).add(grant.service)
    for (ceiling, team), services in sorted(alike.items(), key=str):
        reach = {"sensitivity__lte": ceiling} | ({"team_id": team} if team else {})
        everywhere = service is not None or "*" in services
        yield Q(**reach) if everywhere else Q(**reach, service__in=sorted(services))


def _reaches(grant: Grant, record: Any) -> bool:
    return record.sensitivity <= grant.ceiling and (grant.team_id is None or grant.team_id == record.team_id)


def is_party(who: Any) -> bool:
    """Somebody who follows a signed link, without an account."""
    return isinstance(who, Actor) and who.kind == "party"


def is_resident(who: Any) -> bool:
    """Somebody who is signed in and does not work here."""
    return who is not None and not isinstance(who, Actor) and who.is_authenticated and not who.is_staff


def _live_grants(user: Any) -> list[Grant]:
    if user is None or isinstance(user, Actor) or not user.is_authenticated or not user.is_active:
        return []
    return _live(user=user.pk, today=time.today())


@Prepared
def _live(user: int, today: date) -> models.QuerySet[Grant]:
    starts = Q(starts_on=None) | Q(starts_on__lte=today)
    ends = Q(ends_on=None) | Q(ends_on__gte=today)
    return Grant.objects.filter(starts, ends, user=user)


def access(user: Any) -> Access:
    """The person's access; that of a user is read from the database once."""
    if user is None or isinstance(user, Actor):
        return Access(user)
    if not hasattr(user, "_access"):
        user._access = Access(user)
    return user._access
