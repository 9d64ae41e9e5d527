"""`guildhall import parties`: what another system knows of people, an entry each, and who said what when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from guildhall.commons.parties import wording
from guildhall.commons.parties.lineage import noted
from guildhall.commons.parties.models import ContactPoint, Party, PartyEvent, Said, contact_point, postcode_in
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said as in_words
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.imports import Fate, Result
from guildhall.kernel.origins import Row, RowRefused, Taker, importers
from guildhall.kernel.records import Sensitivity
from guildhall.services.linkage.models import Settings

BATCH = 1_000
FIRST = date(1895, 1, 1)
# The headings of files, by the field they are for.
HEADINGS = {
    "key": "key, id, reference, ref, account, account number, customer id, person id, number",
    "title": "title, salutation",
    "forename": "forename, forenames, first name, given name",
    "middle": "middle, middle name, middle names",
    "surname": "surname, last name, family name",
    "name": "name, full name",
    "organisation": "organisation, company, business name",
    "born_on": "born_on, dob, date of birth, birth date, born",
    "address": "address, full address, postal address",
    "postcode": "postcode, post code",
    "uprn": "uprn",
    "phone": "phone, telephone, mobile, phone number, telephone number",
    "email": "email, e-mail, email address",
    "said_on": "said_on, said on, last updated, updated, as at",
}
ALIASES = {heading: name for name, headings in HEADINGS.items() for heading in headings.split(", ")}
# What is remembered of each row, with its source and its day.
LINEAGE = (
    "title",
    "forename",
    "middle",
    "surname",
    "name",
    "organisation",
    "born_on",
    "address",
    "postcode",
    "uprn",
    "phone",
    "email",
)
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@dataclass
class Person:
    """One row, read: what it says, on which day, and what had to be left out."""

    row: Row
    key: str
    told: dict[str, str]
    said_on: date
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As it is shown; capitals are put in ordinary letters, and kept as they came in the lineage."""
        parts = (self.told.get(each, "") for each in ("forename", "middle", "surname"))
        whole = self.told.get("organisation") or self.told.get("name") or " ".join(filter(None, parts))
        return whole.title() if whole.isupper() else whole

    @property
    def kind(self) -> str:
        return Party.Kind.ORGANISATION if self.told.get("organisation") else Party.Kind.PERSON

    @property
    def born_on(self) -> date | None:
        return date.fromisoformat(self.told["born_on"]) if "born_on" in self.told else None

    def points(self, party: Party) -> Iterator[ContactPoint]:
        for kind in ("email", "phone"):
            if value := self.told.get(kind):
                yield contact_point(party, kind, value)
        place = {name: self.told.get(name, "") for name in ("postcode", "uprn")}
        if line := self.told.get("address") or place["postcode"]:
            yield contact_point(party, "address", line, **place)


def take(rows: Iterable[Row], *, source: str, dry_run: bool) -> Iterator[Result]:
    """Takes what a system says of people, a batch a transaction; read again, nothing changes."""
    if not source:
        yield Result(
            0, Fate.REFUSED, why="Say with --source which system tells it: everything is remembered by it."
        )
        return
    lines: dict[str, int] = {}
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield from sorted(_Batch(source, dry_run).take(batch, lines), key=lambda each: each.line)


class _Batch:
    """Some rows of one source, sorted into the new, those that say something else now, and the refused."""

    def __init__(self, source: str, dry_run: bool) -> None:
        self.source, self.dry_run, self.results = source, dry_run, list[Result]()

    def take(self, rows: list[Row], lines: dict[str, int]) -> list[Result]:
        coming = [each for row in rows if (each := self._read(row, lines))]
        known = {
            each.source_key: each
            for each in Party.objects.filter(source=self.source, source_key__in=[one.key for one in coming])
        }
        fresh = [each for each in coming if each.key not in known]
        again = [(each, known[each.key]) for each in coming if each.key in known]
        changed = list(self._changed(again))
        if not self.dry_run:
            with transaction.atomic():
                self._write(fresh)
                self._alter(changed)
        self.results += [_told(each, Fate.TAKEN) for each in fresh]
        return self.results

    def _read(self, row: Row, lines: dict[str, int]) -> Person | None:
        try:
            person = read(row)
        except RowRefused as refusal:
            self.results.append(Result(row.line, Fate.REFUSED, row.cells.get("key", ""), why=str(refusal)))
            return None
        before = lines.setdefault(person.key, row.line)
        if before != row.line:
            why = f"Line {before} is about the same: {person.key}."
            self.results.append(Result(row.line, Fate.REFUSED, person.key, why=why))
            return None
        return person

    def _changed(self, again: list[tuple[Person, Party]]) -> Iterator[tuple[Person, Party, dict[str, str]]]:
        """Those that say something else than the same source said last."""
        said: dict[int, dict[str, str]] = defaultdict(dict)
        rows = Said.objects.filter(party__in=[party.pk for _, party in again], source=self.source)
        for number, name, value in rows.order_by("said_on", "pk").values_list("party_id", "field", "value"):
            said[number][name] = value
        for person, party in again:
            news = {name: value for name, value in person.told.items() if said[party.pk].get(name) != value}
            self.results.append(_told(person, Fate.CHANGED if news else Fate.UNCHANGED))
            if news:
                yield person, party, news

    def _write(self, fresh: list[Person]) -> None:
        now, restricted = time.now(), self.source.casefold() in Settings.now().restricted()
        sensitivity = Sensitivity.RESTRICTED if restricted else Sensitivity.ORDINARY
        parties = Party.objects.bulk_create(
            Party(
                kind=each.kind, name=each.name[:200], created_at=now, born_on=each.born_on,
                source=self.source, source_key=each.key, sensitivity=sensitivity,
            )
            for each in fresh
        )  # fmt: skip
        both = [(each, party, list(each.points(party))) for each, party in zip(fresh, parties, strict=True)]
        ContactPoint.objects.bulk_create([point for _, _, points in both for point in points])
        wording.keep([(party, (), points) for _, party, points in both])
        Said.objects.bulk_create(
            [row for each, party, _ in both for row in self._lineage(party, each, each.told)]
        )
        sentence = f"{self.source} told us of them."
        PartyEvent.objects.bulk_create(
            [noted(party, "import", by=SYSTEM, sentence=sentence) for party in parties]
        )

    def _lineage(self, party: Party, person: Person, told: Mapping[str, str]) -> Iterator[Said]:
        for name in LINEAGE:
            if name in told:
                yield Said(
                    party=party, field=name, value=told[name][:500], source=self.source,
                    said_on=person.said_on,
                    entered_by="guildhall import",
                )  # fmt: skip

    def _alter(self, changed: list[tuple[Person, Party, dict[str, str]]]) -> None:
        """Adds what the source says now; an address or a number it replaces ends that day."""
        for person, party, news in changed:
            party.name, party.born_on = person.name[:200], person.born_on or party.born_on
            party.save(update_fields=["name", "born_on"])
            Said.objects.bulk_create(self._lineage(party, person, news))
            _replace(party, person, news)
            wording.write([party.pk])
            changes = {name: [None, value] for name, value in news.items()}
            sentence = f"{self.source} told us something new of them."
            noted(party, "import", by=SYSTEM, sentence=sentence, changes=changes).save()


def _replace(party: Party, person: Person, news: Mapping[str, str]) -> None:
    ways = {"email": {"email"}, "phone": {"phone"}, "address": {"address", "postcode", "uprn"}}
    kinds = {kind for kind, names in ways.items() if names & set(news)}
    points = [each for each in person.points(party) if each.kind in kinds]
    kept = [each.key for each in points]
    old = party.contact_points.filter(kind__in=[each.kind for each in points], ends_on=None).exclude(
        key__in=kept
    )
    old.update(ends_on=person.said_on)
    ContactPoint.objects.bulk_create(
        points, update_conflicts=True, unique_fields=["kind", "key", "party"],
        update_fields=["value", "postcode", "uprn", "ends_on"],
    )  # fmt: skip


def _told(person: Person, fate: Fate) -> Result:
    return Result(person.row.line, fate, person.key, why=" ".join(person.notes))


def read(row: Row) -> Person:
    """One row as a person or an organisation. Raises RowRefused with a sentence.

    Without a key, a name or a readable birthday it cannot be taken; what is wrong with a way to reach
    somebody is left out, and said.
    """
    cells = {name: " ".join(value.split()) for name, value in row.cells.items() if value.strip()}
    if not (key := cells.pop("key", "")):
        raise RowRefused("It has no number of its own, by which it would be known again.")
    if len(key) > 200:
        raise RowRefused("Its number is longer than 200 characters.")
    if not any(cells.get(each) for each in ("surname", "name", "organisation")):
        raise RowRefused("It has no name.")
    said_on = _day(cells.pop("said_on"), "said on") if "said_on" in cells else time.today()
    if "born_on" in cells:
        cells["born_on"] = _day(cells["born_on"], "born on").isoformat()
    person = Person(row, key, cells, said_on, list(row.notes))
    _reachable(person)
    return person


def _reachable(person: Person) -> None:
    told = person.told
    if postcode := told.get("postcode"):
        written = postcode_in(postcode) or postcode_in(f"{postcode[:-3]} {postcode[-3:]}")
        _mended(person, "postcode", written, f"“{postcode}” is no postcode.")
    if uprn := told.get("uprn"):
        _mended(person, "uprn", uprn if re.fullmatch(r"[0-9]{1,12}", uprn) else "", f"“{uprn}” is no UPRN.")
    if email := told.get("email"):
        _mended(
            person,
            "email",
            email if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email) else "",
            f"“{email}” is no e-mail address.",
        )
    if phone := told.get("phone"):
        _mended(
            person,
            "phone",
            phone if len(re.sub("[^0-9]", "", phone)) >= 6 else "",
            f"“{phone}” is no telephone number.",
        )


def _mended(person: Person, name: str, value: str, otherwise: str) -> None:
    """Takes the value, or leaves it out and says so."""
    if value:
        person.told[name] = value
    else:
        del person.told[name]
        person.notes.append(f"{otherwise} It was left out.")


def _day(text: str, what: str) -> date:
    """A day, read day first: 31/01/1974, 1974-01-31 or 31 January 1974."""
    plain = re.sub(r"[T ]\d\d?:.*$", "", text)
    for pattern in DAYS:
        try:
            day = datetime.strptime(plain, pattern).date()
        except ValueError:
            continue
        if not FIRST <= day <= time.today():
            raise RowRefused(f"“{text}” cannot be the day it was {what}: it is {in_words(day)}.")
        return day
    raise RowRefused(f"“{text}” is no day we can read for when it was {what}: write it as 31/01/1974.")


def _remarks(rows: Iterable[Row]) -> Iterator[str]:
    """What is to be said of the whole file: how much of it says nothing that could tell two people apart."""
    total, thin = 0, 0
    for row in rows:
        total += 1
        thin += not any(
            row.cells.get(each, "").strip()
            for each in ("born_on", "address", "uprn", "postcode", "phone", "email")
        )
    if thin:
        yield f"{thin:,} of {total:,} rows say a name and nothing else: nobody can be told apart by it."


importers["parties"] = Taker(aliases=ALIASES, needs=("key",), take=take, remarks=_remarks)
