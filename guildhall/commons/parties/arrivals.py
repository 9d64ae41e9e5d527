"""What came to a person since two entries were joined, and on which side it belongs when they are parted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from guildhall.commons.parties.involving import Involvement
from guildhall.commons.parties.lineage import noted
from guildhall.commons.parties.merging import Merge
from guildhall.commons.parties.needs import Consent
from guildhall.commons.parties.people import ContactPoint, Party
from guildhall.kernel.actions import Refused


@dataclass(frozen=True)
class Kind:
    """One kind of thing that hangs on a leaf: its rows, the fields that say which and when, its words.

    `seen(user)` are the rows this person may know of.
    """

    key: str
    model: type[models.Model]
    party: str
    arrived: str
    says: Callable[[Any], str]
    seen: Callable[[Any], models.QuerySet[Any]]

    def since(self, user: Any, leaves: Iterable[int], moment: datetime) -> models.QuerySet[Any]:
        asked = {f"{self.party}__in": list(leaves), f"{self.arrived}__gt": moment}
        return self.seen(user).filter(**asked).order_by(self.arrived, "pk")


kinds: dict[str, Kind] = {}


def hangs_on_a_party(
    key: str,
    model: type[models.Model],
    *,
    arrived: str,
    says: Callable[[Any], str],
    seen: Callable[[Any], models.QuerySet[Any]],
    party: str = "party",
) -> None:
    """Signs up a table whose rows hang on a leaf, so that they are shown and can be moved when it parts."""
    kinds[key] = Kind(key, model, party, arrived, says, seen)


@dataclass(frozen=True)
class Arrival:
    """One thing that came since, and the leaf it lies on."""

    kind: Kind
    row: Any

    @property
    def key(self) -> str:
        return f"{self.kind.key}-{self.row.pk}"

    @property
    def leaf(self) -> int:
        return int(getattr(self.row, f"{self.kind.party}_id"))

    @property
    def at(self) -> datetime:
        moment: datetime = getattr(self.row, self.kind.arrived)
        return moment

    @property
    def sentence(self) -> str:
        return self.kind.says(self.row)


def since(made: Merge, user: Any) -> list[Arrival]:
    """What came to any leaf since the merge, as far as this person may know; the oldest first."""
    leaves = list(made.one.leaves().visible_to(user).values_list("pk", flat=True))
    found = [Arrival(kind, row) for kind in kinds.values() for row in kind.since(user, leaves, made.at)]
    return sorted(found, key=lambda each: (each.at, each.key))


@transaction.atomic
def put(arrival: Arrival, leaf: Party, *, by: Any) -> None:
    """Moves one thing to another leaf. Raises Refused when both persons never had to do with each other."""
    kind, row = arrival.kind, arrival.row
    if row is None or arrival.leaf == leaf.pk:
        return
    before = Party.objects.get(pk=arrival.leaf)
    if not _ever_joined(before, leaf):
        raise Refused("These two were never joined: what came to one cannot be put on the other.")
    if _is_there(kind, row, leaf):
        row.delete()
    else:
        kind.model._default_manager.filter(pk=row.pk).update(**{f"{kind.party}_id": leaf.pk})
    noted(
        leaf, "put", by=by, sentence=f"What had come to another entry was put here: {kind.says(row)}"
    ).save()


def _ever_joined(one: Party, other: Party) -> bool:
    """Whether some merge, undone or not, held a leaf of the one together with a leaf of the other."""
    ours, theirs = one.leaf_ids(), other.leaf_ids()
    if one.person_id == other.person_id:
        return True
    merges = Merge.objects.filter(one__in=[*ours, *theirs], other__in=[*ours, *theirs])
    return merges.exists()


def _is_there(kind: Kind, row: Any, leaf: Party) -> bool:
    """Whether the leaf has the same thing already, so that to move it would say it twice."""
    for constraint in kind.model._meta.constraints:
        names = getattr(constraint, "fields", ())
        if kind.party in names:
            same = {name: getattr(row, name) for name in names if name != kind.party}
            return bool(kind.model._default_manager.filter(**same, **{kind.party: leaf}).exists())
    return False


def sign_up() -> None:
    """What the commons themselves hang on a leaf."""
    from guildhall.kernel.records import Record

    hangs_on_a_party(
        "part",
        Involvement,
        arrived="since",
        says=lambda row: f"{row.record.reference}: {row.record.title}",
        seen=lambda user: Involvement.objects.select_related("record").filter(
            record__in=Record.objects.visible_to(user).values("pk")
        ),
    )
    hangs_on_a_party(
        "way",
        ContactPoint,
        arrived="since",
        says=lambda row: f"{row.get_kind_display()}: {row.value}",
        seen=lambda user: ContactPoint.objects.all(),
    )
    hangs_on_a_party(
        "consent",
        Consent,
        arrived="entered_at",
        says=lambda row: str(row),
        seen=lambda user: Consent.objects.all(),
    )
