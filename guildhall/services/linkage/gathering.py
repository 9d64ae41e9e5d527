"""Reading what is known of everybody, as the model wants it: one row for each entry, in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from guildhall.commons.parties.models import ContactPoint, Party, Said
from guildhall.kernel.retention import FORGOTTEN

BATCH = 5_000
NAMED = ("title", "forename", "middle", "surname")
TITLES = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "sir",
    "dame",
    "lord",
    "lady",
    "master",
    "cllr",
}
Row = tuple[str, ...]


def everybody() -> Iterator[list[Row]]:
    """Every person the council knows, in batches of entries, without organisations and the forgotten."""
    people = Party.objects.filter(kind=Party.Kind.PERSON).exclude(name=FORGOTTEN).order_by("pk")
    last = 0
    while found := list(
        people.filter(pk__gt=last).values_list("pk", "name", "born_on", "source", "created_at")[:BATCH]
    ):
        first, last = found[0][0], found[-1][0]
        points, said = _points(first, last), _said(first, last)
        yield [_row(each, points[each[0]], said[each[0]]) for each in found]


def _points(first: int, last: int) -> dict[int, dict[str, tuple[str, ...]]]:
    """The newest way of each kind to reach each of them."""
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    rows = ContactPoint.objects.filter(party__gte=first, party__lte=last).order_by("preferred", "pk")
    for party, kind, *told in rows.values_list("party_id", "kind", "value", "postcode", "uprn"):
        found[party][kind] = tuple(told)
    return found


def _said(first: int, last: int) -> dict[int, dict[str, tuple[str, Any]]]:
    """What sources said of the parts of a name, and when; the newest."""
    found: dict[int, dict[str, tuple[str, Any]]] = defaultdict(dict)
    rows = Said.objects.filter(party__gte=first, party__lte=last, field__in=NAMED).order_by("said_on", "pk")
    for party, name, value, on in rows.values_list("party_id", "field", "value", "said_on"):
        found[party][name] = (value, on)
    return found


def _row(party: Any, points: dict[str, tuple[str, ...]], said: dict[str, tuple[str, Any]]) -> Row:
    number, name, born_on, source, created_at = party
    on = max((day for _, day in said.values()), default=created_at.date())
    parts = [said[each][0] if each in said else "" for each in NAMED] if "surname" in said else split(name)
    address, postcode, uprn = points.get("address", ("", "", ""))
    phone, email = (points.get(kind, ("",))[0] for kind in ("phone", "email"))
    born = born_on.isoformat() if born_on else ""
    return (str(number), source, on.isoformat(), *parts, born, address, postcode, uprn, phone, email)


def split(name: str) -> list[str]:
    """A name written in one line as title, forename, middle name and surname."""
    words = name.split()
    title = words.pop(0) if len(words) > 1 and words[0].rstrip(".").lower() in TITLES else ""
    if len(words) < 2:
        return [title, "", "", "".join(words)]
    return [title.rstrip("."), words[0], " ".join(words[1:-1]), words[-1]]
