"""What a queue can be filtered by: person, team, stage, and the service's own fields with fixed values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from guildhall.kernel import prepared
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Team
from guildhall.kernel.services import Service


@dataclass(frozen=True)
class Choice:
    """One filter: the name it has in the address, its label, what may be chosen, and what is."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str = ""

    @property
    def said(self) -> str:
        return f"{self.label}: {dict(self.options)[self.value]}"


def staff(services: list[Service]) -> list[tuple[str, str]]:
    """Those who work in these services, for the filter."""
    keys = ("*", *(service.key for service in services))
    people = prepared.kept(("staff", keys), lambda: _working_in(keys))()
    return [(str(pk), name or email) for pk, name, email in people]


def _working_in(keys: tuple[str, ...]) -> QuerySet[Any, Any]:
    people = get_user_model().objects.filter(grants__service__in=keys, is_active=True).distinct()
    return people.order_by("name", "pk").values_list("pk", "name", "email")


teams = Prepared(lambda: Team.objects.order_by("name").values_list("pk", "name"))


def own_choices(service: Service) -> list[Choice]:
    """The service's own fields with fixed values, of those its pages show."""
    fields = service.record._meta.local_fields
    return [
        Choice(
            each.name,
            str(each.verbose_name).capitalize(),
            [(str(value), str(label)) for value, label in each.choices],
        )
        for each in fields
        if each.choices and each.name in service.shows
    ]
