"""What retention takes from parties: their part in the record, and whoever has no other part in anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Q

from guildhall.commons.parties import wording
from guildhall.commons.parties.involving import Involvement
from guildhall.commons.parties.lineage import PartyEvent
from guildhall.commons.parties.merging import Merge
from guildhall.commons.parties.needs import Marker, Relationship
from guildhall.commons.parties.people import Party
from guildhall.commons.parties.wording import PartyText
from guildhall.kernel.retention import FORGOTTEN, forgets

Holds = Callable[[list[int]], Iterable[int]]
_holding: dict[str, Holds] = {}


def holds_parties(what: str) -> Callable[[Holds], Holds]:
    """Signs up whoever keeps something of a party beside records: of these leaves, those it still needs."""

    def sign_up(holds: Holds) -> Holds:
        _holding[what] = holds
        return holds

    return sign_up


@forgets("parties")
def forget_parties(ids: list[int], today: date) -> int:
    """Removes the involvements, then whoever is left with nothing; their letters went before them."""
    involved = Involvement.objects.filter(record__in=ids)
    leaves = list(involved.values_list("party_id", flat=True))
    removed, _ = involved.delete()
    forget_idle(leaves)
    return removed


def forget_idle(leaves: Iterable[int]) -> int:
    """Of the persons with these leaves, forgets what nobody holds: whole persons, or the leaves left empty.

    An empty leaf of a person who stays keeps its place, for what holds the others together may go by it.
    """
    known = Party.objects.filter(pk__in=leaves).values_list("pk", "same_as")
    roots = {root or pk for pk, root in known}
    whole = dict(Party.objects.filter(Q(pk__in=roots) | Q(same_as__in=roots)).values_list("pk", "same_as"))
    kept = held(list(whole))
    staying = {whole[pk] or pk for pk in kept}
    gone = [pk for pk, root in whole.items() if (root or pk) not in staying]
    empty = [pk for pk, root in whole.items() if (root or pk) in staying and pk not in kept]
    words = _words([*gone, *empty])
    Party.objects.filter(pk__in=gone).delete()
    _empty(empty)
    wording.unlearn(words)
    return len(gone) + len(empty)


def _words(leaves: list[int]) -> set[str]:
    found = Party.objects.filter(pk__in=leaves).prefetch_related("names")
    return {word for leaf in found for word in wording.spoken(leaf, leaf.names.all())}


def held(leaves: list[int]) -> set[int]:
    """Of these leaves, those that somebody still needs, or that another system keeps telling us of."""
    return {pk for holds in _holding.values() for pk in holds(leaves)}


@holds_parties("records")
def _with_records(leaves: list[int]) -> Iterable[int]:
    return Involvement.objects.filter(party__in=leaves).values_list("party_id", flat=True)


@holds_parties("sources")
def _from_a_source(leaves: list[int]) -> Iterable[int]:
    return Party.objects.filter(pk__in=leaves).exclude(source="").values_list("pk", flat=True)


@holds_parties("markers")
def _marked(leaves: list[int]) -> Iterable[int]:
    """A plan for contact does not end because a request was forgotten; it ends on its day."""
    live = Marker.objects.now().filter(lifted_on=None)
    return live.filter(party__in=leaves).values_list("party_id", flat=True)


@holds_parties("relationships")
def _related(leaves: list[int]) -> Iterable[int]:
    """Whoever acts for somebody, and for whom."""
    live = Relationship.objects.now().filter(Q(party__in=leaves) | Q(other__in=leaves))
    return {pk for pair in live.values_list("party_id", "other_id") for pk in pair} & set(leaves)


def _empty(leaves: list[int]) -> None:
    found = Party.objects.filter(pk__in=leaves)
    for leaf in found:
        for what in ("names", "contact_points", "needs", "consents", "markers", "relationships", "said"):
            getattr(leaf, what).all().delete()
    PartyText.objects.filter(party__in=leaves).delete()
    PartyEvent.objects.filter(party__in=leaves).update(sentence=FORGOTTEN, changes={})
    Merge.objects.filter(Q(one__in=leaves) | Q(other__in=leaves)).update(explanation={}, reason=FORGOTTEN)
    found.update(name=FORGOTTEN, born_on=None)
