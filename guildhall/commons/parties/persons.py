"""One person as one reader may know them: put together from every leaf the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404

from guildhall.commons.parties import consents, merging, timelines
from guildhall.commons.parties.changing import changes, version_of, visible_leaves
from guildhall.commons.parties.finding import live_markers
from guildhall.commons.parties.lineage import Said
from guildhall.commons.parties.needs import Consent, Marker, Need, Relationship
from guildhall.commons.parties.people import ContactPoint, Name, Party
from guildhall.commons.parties.rights import Right, may
from guildhall.kernel import time

# Fields whose story is told; what is older lies in the sources.
MOST_SAID = 60


@dataclass(frozen=True)
class Related:
    """Somebody beside the person: who, what they are, and where they act for whom."""

    party: Party
    label: str
    acts: str
    until: Any


class Person:
    """The person of a leaf, for a reader. Raises Http404 where the reader may know of none."""

    def __init__(self, user: Any, number: int) -> None:
        self.user = user
        asked = Party.objects.filter(pk=number).first()
        self.leaves = visible_leaves(user, asked) if asked else []
        if asked is None or number not in {leaf.pk for leaf in self.leaves}:
            raise Http404
        self.head = self.leaves[0]
        self.ids = [leaf.pk for leaf in self.leaves]

    @property
    def sources(self) -> list[str]:
        """Which systems know of them."""
        return sorted({leaf.source for leaf in self.leaves if leaf.source})

    @cached_property
    def other_names(self) -> list[str]:
        """Every other name, and of what kind it is."""
        told = [
            f"{name.value} ({name.get_kind_display().lower()})"
            for name in Name.objects.filter(party__in=self.ids)
        ]
        leaves = {leaf.name for leaf in self.leaves} - {self.head.name}
        return sorted({*told, *leaves})

    @cached_property
    def points(self) -> list[ContactPoint]:
        return list(ContactPoint.objects.filter(party__in=self.ids).order_by("-preferred", "kind", "-pk"))

    @property
    def good(self) -> list[ContactPoint]:
        """How to reach them, what they prefer first; each once, however many sources told it."""
        return list({(each.kind, each.key): each for each in reversed(self.points) if each.is_good}.values())[
            ::-1
        ]

    @property
    def avoided(self) -> list[ContactPoint]:
        """How not to."""
        return [each for each in self.points if each.avoid]

    @property
    def retired(self) -> list[ContactPoint]:
        return [each for each in self.points if not each.is_good and not each.avoid]

    @cached_property
    def needs(self) -> list[Need]:
        return list(Need.objects.on(time.today()).filter(party__in=self.ids).order_by("kind"))

    @cached_property
    def markers(self) -> list[Marker]:
        return list(live_markers(self.user).filter(party__in=self.ids))

    @cached_property
    def consents(self) -> list[tuple[consents.Purpose, Consent]]:
        """The last answer to each purpose."""
        said = {
            each.purpose: each for each in Consent.objects.filter(party__in=self.ids).order_by("on", "pk")
        }
        return [(purpose, said[key]) for key, purpose in consents.purposes.items() if key in said]

    @cached_property
    def related(self) -> list[Related]:
        """Whom the reader may know of beside the person, either way round."""
        standing = Relationship.objects.on(time.today()).select_related("party", "other")
        theirs = list(standing.filter(party__in=self.ids))
        of_others = list(standing.filter(other__in=self.ids))
        others = {each.other_id for each in theirs} | {each.party_id for each in of_others}
        seen = (
            set(Party.objects.visible_to(self.user).filter(pk__in=others).values_list("pk", flat=True))
            if others
            else set()
        )
        beside = [self._other(each) for each in theirs if each.other_id in seen]
        return beside + [self._party(each) for each in of_others if each.party_id in seen]

    def _other(self, each: Relationship) -> Related:
        acts = f"Acts for this person: {each.where}" if each.scope else ""
        return Related(each.other, each.get_kind_display(), acts, each.ends_on)

    def _party(self, each: Relationship) -> Related:
        acts = f"This person acts for them: {each.where}" if each.scope else ""
        return Related(
            each.party, f"This person is their {each.get_kind_display().lower()}", acts, each.ends_on
        )

    @cached_property
    def said(self) -> list[Said]:
        """Who said what, the latest first."""
        return list(Said.objects.filter(party__in=self.ids).order_by("-said_on", "-pk")[:MOST_SAID])

    @cached_property
    def merges(self) -> list[merging.Merge]:
        return list(merging.standing(self.ids)) if len(self.ids) > 1 else []

    @cached_property
    def version(self) -> int:
        return version_of(self.user, self.ids)

    def verbs(self) -> list[Any]:
        """What this reader may do here."""
        held = {right for right in Right if may(self.user, right)}
        there = {
            "contact_points": self.good, "needs": self.needs, "markers": self.markers,
            "relationships": self.related,
        }  # fmt: skip
        return [
            each
            for each in changes.values()
            if each.right in held and there.get(getattr(each.asks, "rows", ""), True)
        ]

    @property
    def may_part(self) -> bool:
        return may(self.user, Right.JOIN)

    def timeline(self, page: int) -> tuple[list[timelines.Moment], bool]:
        return timelines.timeline(self.user, self.ids, page)
