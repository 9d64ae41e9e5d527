"""What can be found of a party, kept beside it: written in the same transaction, gone with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import Lookup
from django.db.models.fields import TextField

from guildhall.commons.parties.people import ContactPoint, Name, Party
from guildhall.commons.parties.spelling import name_words, slips, squeezed

AT_ONCE = 1000


class PartyText(models.Model):
    """The words of one leaf: its names, and its addresses, numbers and birthday as one word each."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="text")
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class PartyWords(models.Model):
    """The index itself: FTS5 in SQLite, the vectors of the texts in PostgreSQL."""

    entry = models.OneToOneField(
        PartyText, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="words"
    )
    index = models.TextField(db_column="parties_words")

    class Meta:
        managed = False
        db_table = "parties_words"

    def __str__(self) -> str:
        return f"words of party text {self.pk}"


class NameSlip(models.Model):
    """A word of somebody's name, and one way to mistype it; the word stands with itself too."""

    slip = models.CharField(max_length=60)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["slip", "word"], name="slip_once"),)
        indexes = (models.Index(fields=["word"], name="slip_of_word"),)

    def __str__(self) -> str:
        return f"{self.slip}: {self.word}"


@TextField.register_lookup
class Spelt(Lookup[Any]):
    """`index__spelt=wanted`: the texts that hold one of the words of every term."""

    lookup_name = "spelt"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} MATCH %s", [*params, self.rhs.as_fts5()]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ to_tsquery('simple', %s)", [*params, self.rhs.as_tsquery()]


def write(leaves: Iterable[int]) -> None:
    """Brings what can be found of these leaves up to date. A bulk import calls it for each batch it wrote."""
    for numbers in _some(leaves):
        found = Party.objects.filter(pk__in=numbers).prefetch_related("names", "contact_points")
        keep([(each, each.names.all(), each.contact_points.all()) for each in found])


def _some(each: Iterable[Any], size: int = AT_ONCE) -> Iterator[list[Any]]:
    waiting = iter(each)
    while some := list(islice(waiting, size)):
        yield some


def keep(told: list[tuple[Party, Iterable[Name], Iterable[ContactPoint]]]) -> None:
    """The words of parties of whom names and points are at hand; one statement, and one for new names."""
    texts = [PartyText(party=party, text=text_of(party, names, points)) for party, names, points in told]
    PartyText.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["party"], update_fields=["text"], batch_size=AT_ONCE
    )
    learn({word for party, names, _ in told for word in spoken(party, names)})


def spoken(party: Party, names: Iterable[Name]) -> set[str]:
    """The words of all of a party's names."""
    return {word[:60] for name in (party.name, *(each.value for each in names)) for word in name_words(name)}


def text_of(party: Party, names: Iterable[Name], points: Iterable[ContactPoint]) -> str:
    """What can be found of one leaf."""
    beside = {squeezed(each.postcode if each.kind == "address" else each.key) for each in points}
    beside |= {squeezed(each.uprn) for each in points} | {squeezed(party.source_key)}
    if party.born_on:
        beside.add(born_word(party.born_on))
    return " ".join(sorted(spoken(party, names)) + sorted(beside - {""}))


def born_word(day: Any) -> str:
    """A birthday as one word, that no name is."""
    return f"d{day:%Y%m%d}"


def learn(words: set[str]) -> None:
    """Takes words of names that were never seen before among those that may be mistyped."""
    for some in _some(sorted(words), AT_ONCE // 2):
        known = set(
            NameSlip.objects.filter(slip__in=some, word=models.F("slip")).values_list("word", flat=True)
        )
        fresh = [NameSlip(slip=slip, word=word) for word in some if word not in known for slip in slips(word)]
        NameSlip.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=AT_ONCE)


def unlearn(words: Iterable[str]) -> None:
    """Forgets words that are in nobody's name any more: a rare name would tell who was here."""
    gone = [word for word in words if not PartyWords.objects.filter(index__spelt=OneWord(word)).exists()]
    NameSlip.objects.filter(word__in=gone).delete()


class OneWord:
    """A single word, exactly."""

    def __init__(self, word: str) -> None:
        self.word = word

    def as_fts5(self) -> str:
        return f'"{self.word}"'

    def as_tsquery(self) -> str:
        return f"'{self.word}'"
