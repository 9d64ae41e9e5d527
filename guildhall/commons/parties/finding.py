"""Finding a person while a caller spells the name: by name, postcode, telephone, e-mail, birthday, reference.

What is typed is tried as it stands, then as the beginnings of words and by other names for the same person,
and only when that gives too little by what it may have been meant to be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from guildhall.commons.parties import spelling
from guildhall.commons.parties.involving import Involvement
from guildhall.commons.parties.needs import Marker
from guildhall.commons.parties.people import ContactPoint, Party, comparable_phone
from guildhall.commons.parties.rights import reach
from guildhall.commons.parties.wording import NameSlip, PartyWords
from guildhall.kernel import search, time

# What a screen holds; whoever sees so many types another word.
PAGE = 20
# Leaves looked at for one page: some belong to one person, some this person may not know of.
MOST, MOST_TERMS, LONGEST = 60, 8, 60
# So many who answer, and nobody asks what else may have been meant.
ENOUGH = 3
EMAIL = re.compile(r"\S+@\S*")
PHONE = re.compile(r"(?:\+|\b0)[0-9 ().-]{5,}")
BORN = re.compile(r"\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\b")
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{0,2})?\b", re.IGNORECASE)
# What is no name, and the one word it is kept as.
PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (EMAIL, lambda found: spelling.squeezed(found[0])),
    (BORN, lambda found: f"d{found[3]}{found[2]:0>2}{found[1]:0>2}"),
    (PHONE, lambda found: comparable_phone(found[0]).lstrip("+")),
    (POSTCODE, lambda found: spelling.squeezed(found[0])),
)
REFERENCE = re.compile(r"[A-Za-z]{1,6}-[0-9]{4}-[0-9]+")


@dataclass(frozen=True)
class Term:
    """One thing that was typed: its word, and the others that will do; a beginning when it may go on."""

    word: str
    name: bool = True
    prefix: bool = False
    others: tuple[str, ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        yield self.word, self.prefix
        yield from ((each, False) for each in self.others)


@dataclass(frozen=True)
class Wanted:
    """Everything that was typed: a text must hold one word of each term."""

    terms: tuple[Term, ...]

    def as_fts5(self) -> str:
        return self._joined(" AND ", " OR ", lambda word, prefix: f'"{word}"{"*" if prefix else ""}')

    def as_tsquery(self) -> str:
        return self._joined(" & ", " | ", lambda word, prefix: f"'{word}'{':*' if prefix else ''}")

    def _joined(self, both: str, either: str, write: Any) -> str:
        return both.join(f"({either.join(write(*piece) for piece in term.pieces())})" for term in self.terms)


@dataclass(frozen=True)
class Hit:
    """One person found: the leaf that answered, how to tell them from others, what must be known first."""

    party: Party
    points: list[ContactPoint] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.party.get_absolute_url()

    @property
    def about(self) -> str:
        """Born when, living where: what an adviser asks to be sure."""
        told = [f"born {self.party.born_on:%-d %B %Y}"] if self.party.born_on else []
        told += [each.value for each in self.points if each.is_good]
        return " · ".join(told[:4])


@dataclass(frozen=True)
class Found:
    """A page of people, whether there may be more, and a sentence that says so."""

    hits: list[Hit]
    more: bool = False

    @property
    def sentence(self) -> str:
        if not self.hits:
            return "Nobody you may see is found under that."
        if self.more:
            return f"The first {len(self.hits)}. Add a first name, a postcode or a birthday."
        return (
            "1 person or organisation."
            if len(self.hits) == 1
            else f"{len(self.hits)} people or organisations."
        )


def read(typed: str) -> tuple[Term, ...]:
    """What was typed, understood. Any text at all can be."""
    rest, terms = typed.strip(), []
    for pattern, understood in PATTERNS:
        terms += [
            Term(understood(found), name=False, prefix=pattern is not BORN)
            for found in pattern.finditer(rest)
        ]
        rest = pattern.sub(" ", rest)
    names = [Term(word[:LONGEST]) for word in spelling.words(rest)]
    return tuple(term for term in (*names, *terms) if term.word)[:MOST_TERMS]


def find(user: Any, typed: str) -> Found:
    """The people this person may know of that what was typed may mean, the likeliest first."""
    typed = typed[:200].encode(errors="ignore").decode().replace("\x00", "")
    if REFERENCE.fullmatch(typed.strip()):
        return _page(user, _of_record(user, typed))
    terms = read(typed)
    return _page(user, _leaves(terms)) if _worth_asking(terms) else Found([])


def _worth_asking(terms: tuple[Term, ...]) -> bool:
    """One letter alone would find half the city."""
    return any(len(term.word) > 1 for term in terms)


def _of_record(user: Any, typed: str) -> list[int]:
    record = search.by_reference(user, typed)
    parts = (
        Involvement.objects.filter(record=record.pk).order_by("pk") if record else Involvement.objects.none()
    )
    return list(parts.values_list("party_id", flat=True)[:MOST])


def _leaves(terms: tuple[Term, ...]) -> list[int]:
    """Leaves in the order of how well they answer; the next way of reading is tried while there are few."""
    found: dict[int, None] = {}
    for widen in (_as_typed, _begun, _misspelt):
        found |= dict.fromkeys(_asked(widen(terms)))
        if len(found) >= ENOUGH:
            break
    return list(found)[: 2 * MOST]


def _asked(terms: tuple[Term, ...]) -> Iterable[int]:
    answering = PartyWords.objects.filter(index__spelt=Wanted(terms))
    return answering.values_list("entry__party_id", flat=True)[:MOST]


def _as_typed(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return terms


def _begun(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The last word may go on, for it is still being typed; each may be another name for the same person."""
    last = max((place for place, term in enumerate(terms) if term.name), default=-1)
    return tuple(
        Term(term.word, True, place == last, tuple(sorted(spelling.also_called(term.word))))
        if term.name
        else term
        for place, term in enumerate(terms)
    )


def _misspelt(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Each word may be a slip of the finger away from one that somebody is called."""
    slips = {slip for term in terms if term.name for slip in spelling.slips(term.word)}
    words: dict[str, set[str]] = defaultdict(set)
    for slip, word in NameSlip.objects.filter(slip__in=slips).values_list("slip", "word"):
        words[slip].add(word)
    return tuple(_with_near(term, words) if term.name else term for term in _begun(terms))


def _with_near(term: Term, words: dict[str, set[str]]) -> Term:
    candidates = {word for slip in spelling.slips(term.word) for word in words.get(slip, ())}
    return Term(term.word, True, len(term.word) > 2, (*term.others, *spelling.near(term.word, candidates)))


def _page(user: Any, leaves: list[int]) -> Found:
    """One hit for each person, in the order their leaves answered."""
    known = Party.objects.visible_to(user).filter(pk__in=leaves).defer("created_at")
    seen = {each.pk: each for each in known} if leaves else {}
    persons: dict[int, Party] = {}
    for pk in leaves:
        if pk in seen:
            persons.setdefault(seen[pk].person_id, seen[pk])
    shown = list(persons.values())
    return Found(_hits(user, shown[:PAGE]), more=len(shown) > PAGE or len(leaves) >= MOST)


def _hits(user: Any, parties: list[Party]) -> list[Hit]:
    numbers = [each.pk for each in parties]
    points, markers = defaultdict(list), defaultdict(list)
    for point in (
        ContactPoint.objects.filter(party__in=numbers).defer("since").order_by("-preferred", "kind", "-pk")
    ):
        points[point.party_id].append(point)
    for marker in live_markers(user).filter(party__in=numbers):
        markers[marker.party_id].append(marker)
    return [Hit(each, points[each.pk], markers[each.pk]) for each in parties]


def live_markers(user: Any) -> Any:
    """The markers that stand today, as far as this person's ceiling reaches."""
    standing = Marker.objects.on(time.today()).filter(lifted_on=None)
    return standing.filter(sensitivity__lte=reach(user)).order_by("ends_on", "pk")


def markers_to_review(user: Any) -> list[Marker]:
    """The markers that end within two weeks, or ended in the last four without a decision; soonest first.

    What must be true: nothing is marked past its day, and no marker ends unseen.
    """
    today = time.today()
    undecided = Marker.objects.filter(lifted_on=None, sensitivity__lte=reach(user))
    near = undecided.filter(ends_on__gte=today - timedelta(days=28), ends_on__lte=today + timedelta(days=14))
    seen = near.filter(party__in=Party.objects.visible_to(user).values("pk"))
    return list(seen.select_related("party").order_by("ends_on", "pk")[:PAGE])
