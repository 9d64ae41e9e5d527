"""Two entries, one person: joining them, and undoing it with nothing lost.

Joining moves nothing. Each `Merge` says that two leaves are one person; a person is whatever such sayings,
not undone, hold together, and `Party.same_as` keeps the answer. So they may be undone in any order, and what
arrived since lies on the leaf it came to and goes with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q

from guildhall.commons.parties.lineage import PartyEvent, noted
from guildhall.commons.parties.people import Party
from guildhall.kernel import time
from guildhall.kernel.actions import Refused
from guildhall.kernel.gates import Actor

AT_ONCE = 500


class Merge(models.Model):
    """Somebody, or a reckoning, said that two leaves are one person; it stands until it is undone."""

    one = models.ForeignKey(Party, models.CASCADE, related_name="merges_kept")
    other = models.ForeignKey(Party, models.CASCADE, related_name="merges_joined")
    kept = models.BigIntegerField(help_text="The leaf the person was known by afterwards.")
    joined = models.BigIntegerField(help_text="The leaf the other was known by before.")
    moved = models.JSONField(default=list, help_text="The leaves that came with it.")
    by_kind = models.CharField(max_length=12)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    score = models.FloatField(null=True, blank=True, help_text="How likely it is, from 0 to 1.")
    explanation = models.JSONField(default=dict, blank=True, help_text="What spoke for it and against it.")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)
    undone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(one=F("other")), name="nobody_is_merged_with_themselves"),
        )

    def __str__(self) -> str:
        return f"{self.other_id} is {self.one_id}: {self.reason}"


@dataclass(frozen=True)
class Pair:
    """Two leaves that are to be one person, and what speaks for it."""

    one: int
    other: int
    score: float | None = None
    explanation: Mapping[str, Any] = field(default_factory=dict)


def merge(
    one: Party,
    other: Party,
    *,
    by: Any,
    reason: str,
    score: float | None = None,
    explanation: Mapping[str, Any] | None = None,
) -> Merge:
    """Says that two leaves are one person, who stays known as the first's. Raises Refused with why not.

    `score` is between 0 and 1, where something reckoned it; `explanation` is kept as it is given.
    """
    pair = Pair(one.pk, other.pk, score, explanation or {})
    with transaction.atomic():
        if reason_not := why_not(one, other):
            raise Refused(reason_not)
        (made,) = merge_all([pair], by=by, reason=reason)
    return made


def why_not(one: Party, other: Party) -> str | None:
    """Why two entries cannot be joined, or None."""
    one, other = (Party.objects.get(pk=each.pk) for each in (one, other))
    if one.person_id == other.person_id:
        return "They are one entry already."
    if one.kind != other.kind:
        return "A person and an organisation cannot be one."
    return None


@transaction.atomic
def merge_all(pairs: Iterable[Pair], *, by: Any, reason: str) -> list[Merge]:
    """Joins many at once, in the order given; those that are one person by then, or never can be, are passed
    over. The same as `merge` one by one, in a handful of statements.
    """
    wanted = list(pairs)
    people = _People.locked({number for pair in wanted for number in (pair.one, pair.other)})
    actor, now = Actor.of(by), time.now()
    made = [
        Merge(
            one_id=pair.one, other_id=pair.other, kept=people.root(pair.one), joined=people.root(pair.other),
            moved=people.join(pair), by_kind=actor.kind, by_id=actor.id, by_name=actor.name[:200], at=now,
            reason=reason[:300], score=pair.score, explanation=dict(pair.explanation),
        )
        for pair in wanted
        if people.may_join(pair)
    ]  # fmt: skip
    Merge.objects.bulk_create(made, batch_size=AT_ONCE)
    people.save()
    PartyEvent.objects.bulk_create(
        [_joined(people.leaves[each.other_id], each, actor) for each in made], batch_size=AT_ONCE
    )
    return made


def _joined(leaf: Party, made: Merge, actor: Actor) -> PartyEvent:
    """Told on the leaf that came; it names nobody, so that it may stay with that leaf if it goes again."""
    sentence = f"{actor.name} joined two entries that are one person: {made.reason}"
    return noted(leaf, "merge", by=actor, sentence=sentence, changes={"same_as": [None, made.kept]})


@transaction.atomic
def unmerge(made: Merge, *, by: Any, reason: str) -> Merge:
    """Takes back one saying: whoever it alone held together are two again. Raises Refused when it is undone.

    Every leaf keeps what it has, also what arrived since; `arrivals.put` moves what came to the wrong one.
    """
    made = Merge.objects.select_for_update().get(pk=made.pk)
    if made.undone_at:
        raise Refused("This has been undone already.")
    people = _People.locked({made.one_id, made.other_id})
    made.undone_at, made.undone_by, made.undone_because = time.now(), Actor.of(by).name[:200], reason[:300]
    made.save()
    people.part(made)
    people.save()
    sentence = f"{Actor.of(by).name} parted two entries that had been joined: {reason}"
    for leaf in (made.one, made.other):
        noted(leaf, "unmerge", by=by, sentence=sentence).save()
    return made


def standing(leaves: Iterable[int]) -> models.QuerySet[Merge]:
    """The merges, not undone, that hold these leaves together; the newest first."""
    numbers = list(leaves)
    return Merge.objects.filter(one__in=numbers, other__in=numbers, undone_at=None).order_by("-at", "-pk")


def sides(made: Merge) -> tuple[set[int], set[int]]:
    """The leaves that would stand on either side, were this one saying taken back: the one's, the other's."""
    among, without = made.one.leaf_ids(), {made.pk}
    return _reached(made.one_id, among, without), _reached(made.other_id, among, without)


class _People:
    """Some persons, with all of their leaves, while they are joined and parted."""

    def __init__(self, leaves: Iterable[Party]) -> None:
        self.leaves = {leaf.pk: leaf for leaf in leaves}
        self.was = {pk: leaf.same_as_id for pk, leaf in self.leaves.items()}
        self.members: dict[int, list[int]] = defaultdict(list)
        for pk in sorted(self.leaves):
            self.members[self.root(pk)].append(pk)

    @classmethod
    def locked(cls, numbers: set[int]) -> _People:
        """Those these leaves belong to: locked in one order, so that two who join at once only wait."""
        named = Party.objects.filter(pk__in=numbers)
        roots = {root or pk for pk, root in named.values_list("pk", "same_as")}
        whole = Party.objects.filter(Q(pk__in=roots) | Q(same_as__in=roots))
        return cls(whole.select_for_update().order_by("pk"))

    def root(self, number: int) -> int:
        return self.leaves[number].person_id

    def may_join(self, pair: Pair) -> bool:
        known = pair.one in self.leaves and pair.other in self.leaves
        if not known or self.root(pair.one) == self.root(pair.other):
            return False
        return self.leaves[pair.one].kind == self.leaves[pair.other].kind

    def join(self, pair: Pair) -> list[int]:
        """The other's leaves become the first's; which they were."""
        kept, joined = self.root(pair.one), self.root(pair.other)
        moved = self.members.pop(joined)
        self._known_by(kept, moved)
        self.members[kept] += moved
        return moved

    def part(self, made: Merge) -> None:
        """The side without the leaf the person is known by becomes a person of its own."""
        person = self.root(made.one_id)
        sides = [_reached(start, self.members[person]) for start in (made.one_id, made.other_id)]
        leaving = next(side for side in sides if person not in side)
        known_by = made.joined if made.joined in leaving else min(leaving)
        self._known_by(known_by, leaving)

    def _known_by(self, root: int, numbers: Iterable[int]) -> None:
        for pk in numbers:
            self.leaves[pk].same_as_id = root if pk != root else None

    def save(self) -> None:
        """Only those that moved."""
        moved = [leaf for pk, leaf in self.leaves.items() if leaf.same_as_id != self.was[pk]]
        Party.objects.bulk_update(moved, ["same_as"], batch_size=AT_ONCE)


def _reached(start: int, among: list[int], without: Collection[int] = ()) -> set[int]:
    """The leaves that standing merges, without these, hold together with this one."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in standing(among).exclude(pk__in=without).values_list("one", "other"):
        beside[one].add(other)
        beside[other].add(one)
    reached, waiting = {start}, [start]
    while waiting:
        fresh = beside[waiting.pop()] - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached
