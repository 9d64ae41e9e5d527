"""Two entries side by side: what each system says of them, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.parties.models import ContactPoint, Party, Said
from guildhall.kernel.clocks.wording import said
from guildhall.services.linkage.models import Match

TITLE, BORN, SINCE = "Title", "Born", "Said on"
WAYS = {"address": "Address", "phone": "Telephone", "email": "E-mail"}


def side_by_side(match: Match) -> Table:
    """What is said of the one and of the other, each difference marked."""
    left, right = _told(match.left), _told(match.right)
    names = list(dict.fromkeys([*left, *right]))
    rows = [(name, *_cells(name, left.get(name, []), right.get(name, []))) for name in names]
    columns = [Column("What"), Column(_called(match.left, "One")), Column(_called(match.right, "The other"))]
    return Table("The two entries", columns, rows, caption_hidden=True)


def _called(party: Party | None, otherwise: str) -> str:
    return (party.source or "Entered here").capitalize() if party else otherwise


def _told(party: Party | None) -> dict[str, list[str]]:
    """Everything the entry says that tells one person from another, in the order it is looked at."""
    if party is None:
        return {"Name": ["Forgotten"]}
    told: dict[str, list[str]] = defaultdict(list)
    told["Name"] = [party.name, *(each.value for each in party.names.all())]
    newest = list(Said.objects.filter(party=party).order_by("-said_on", "-pk")[:40])
    told[TITLE] = [each.value for each in newest if each.field == "title"][:1]
    told[BORN] = [said(party.born_on)] if party.born_on else []
    for point in party.contact_points.all():
        told[WAYS[point.kind]] += [", ".join(_written(point))]
    told[SINCE] = [said(newest[0].said_on)] if newest else [said(party.created_at.date())]
    return {name: values for name, values in told.items() if values}


def _written(point: ContactPoint) -> Iterator[str]:
    yield point.value
    if point.postcode and point.postcode.replace(" ", "") not in point.value.replace(" ", "").upper():
        yield point.postcode
    if point.uprn:
        yield f"UPRN {point.uprn}"


def _cells(name: str, left: list[str], right: list[str]) -> tuple[Any, Any]:
    known = {_plain(each) for each in left} & {_plain(each) for each in right}
    compared = bool(left and right) and name != SINCE
    return _cell(left, known, compared), _cell(right, known, compared)


def _cell(values: list[str], known: set[str], compared: bool) -> Any:
    if not values:
        return format_html('<span class="quiet">{}</span>', "Not said")
    return format_html_join(
        SafeString("<br>"),
        "{}",
        ((_marked(each, compared and _plain(each) not in known),) for each in values),
    )


def _marked(value: str, differs: bool) -> Any:
    """A difference is said in words too, for who does not see the mark."""
    if not differs:
        return value
    return format_html(
        '<mark class="differs">{}</mark> <span class="govuk-visually-hidden">(differs)</span>', value
    )


def _plain(value: str) -> str:
    return "".join(each for each in value.casefold() if each.isalnum())


def with_both(matches: Any) -> Any:
    """The matches with all that is shown of their two entries, in a handful of queries."""
    return matches.select_related("left", "right", "merge").prefetch_related(
        "left__contact_points", "left__names", "right__contact_points", "right__names"
    )
