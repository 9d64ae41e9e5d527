"""The 2,731 real requests to real councils of `shared/data/05-foi-email` are all taken, and taken once."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from guildhall.kernel import events
from guildhall.kernel.records import Record
from guildhall.services.requests.models import InformationRequest

REPOSITORY = Path(__file__).resolve().parents[2]
BESIDE = (REPOSITORY.parent / "shared", REPOSITORY.parent.parent / "shared")
FILES = [folder / "data/05-foi-email/foi-requests-councils.csv" for folder in BESIDE]
FILE = next((file for file in FILES if file.exists()), FILES[0])
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FILE.exists(), reason="the real requests are not here: ../shared/data/05-foi-email"
    ),
]


@pytest.fixture
def taken(tmp_path, settings, capsys):
    settings.DATA = tmp_path
    call_command("import", "requests", str(FILE))
    return capsys.readouterr().out


def test_every_row_is_taken_once(taken, capsys):
    assert "2,731 rows read: 2,731 taken, 0 unchanged, 0 changed, 0 refused." in taken

    call_command("import", "requests", str(FILE))

    assert "2,731 rows read: 0 taken, 2,731 unchanged, 0 changed, 0 refused." in capsys.readouterr().out
    assert InformationRequest.objects.count() == 2731
    assert list(events.flaws(Record.objects.all())) == []


def test_every_request_stands_where_its_source_says(taken):
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        told = Counter(row["Status"] for row in csv.DictReader(file))
    outcomes = Counter(InformationRequest.objects.values_list("outcome", flat=True))

    assert outcomes["granted"] == told["Successful"]
    assert outcomes["part"] == told["Partially successful"]
    assert outcomes["not_held"] == told["Information not held"]
    assert outcomes["refused"] == told["Refused"]
    assert InformationRequest.objects.open().count() == outcomes[""]


def test_the_campaigns_are_told(taken):
    assert "rows belong to 73 campaigns: one request sent to many councils." in taken
    assert "“Looked After Children”: 200 requests to 200 authorities, October 2019" in taken
