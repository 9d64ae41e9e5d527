"""A council whose systems have told it of people, on the first of June 2018."""

import csv
from datetime import date

import pytest
from django.conf import settings as django_settings
from django.test import Client

from guildhall.commons.parties.models import Party
from guildhall.kernel import time
from guildhall.kernel.imports import take
from guildhall.kernel.origins import Row, importers
from guildhall.services.linkage import imports  # noqa: F401  signs up
from guildhall.services.linkage.generating import columns, generate
from guildhall.services.linkage.matching.linking import Scored
from guildhall.services.linkage.models import Match
from guildhall.services.linkage.running import ask

TODAY = date(2018, 6, 1)
HOME = {"address": "12 Wilberforce Road", "postcode": "QZ2 0AB", "uprn": "100000000055"}
GILLIAN = {
    "key": "1",
    "title": "Mrs",
    "forename": "Gillian",
    "surname": "Everwood",
    "born_on": "16/08/1951",
    **HOME,
}
GILL = {**GILLIAN, "key": "77", "forename": "Gill", "phone": "07700 900123"}
TWIN = {
    "key": "8",
    "forename": "Rose",
    "surname": "Everwood",
    "born_on": "16/08/1951",
    "phone": "07700 900123",
    **HOME,
}


@pytest.fixture
def today(db):
    """It is Friday 1 June 2018."""
    with time.pretend(TODAY):
        yield TODAY


@pytest.fixture
def tell(today):
    """A system tells of people, one row each; answers with what became of them."""

    def told(source, *rows, dry_run=False):
        given = [
            Row(line, {name: str(value) for name, value in row.items()}) for line, row in enumerate(rows, 2)
        ]
        return list(take(importers["parties"], given, source=source, dry_run=dry_run))

    return told


@pytest.fixture
def known():
    """The entry of that number in that system."""

    def found(source, key):
        return Party.objects.get(source=source, source_key=key)

    return found


@pytest.fixture
def steward(cast):
    """Rowan, who is the data steward."""
    return cast["rowan"]


@pytest.fixture
def desk(steward, settings):
    """Rowan’s browser."""
    settings.DEMONSTRATION = True
    client = Client()
    client.force_login(steward, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def asked(tell, known):
    """Two entries somebody is asked about, as a run leaves them."""
    tell("Council tax", GILLIAN)
    tell("Libraries", TWIN)
    left, right = sorted((known("Council tax", "1"), known("Libraries", "8")), key=lambda each: each.pk)
    evidence = {
        "forename": ["another", -5.3],
        "date of birth": ["the same", 14.2],
        "location": ["the same address", 15.2],
    }
    return left, right, evidence


@pytest.fixture
def match(asked):
    """The question a run with low thresholds asks about the two."""
    left, right, evidence = asked
    ask([(Scored(left.pk, right.pk, 12.4, evidence, "They have different first names."), None)])
    return Match.objects.get()


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """What twelve systems wrote down of a small city, and who is truly who."""
    path = tmp_path_factory.mktemp("city") / "told.csv"
    rows = list(generate(5_000))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns())
        writer.writerows(rows)
    return path, {int(row.key): row.person for row in rows}
