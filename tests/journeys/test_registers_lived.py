"""The registers of the demonstration: what the desk finds in them at the end of the year."""

from datetime import date

import pytest

from guildhall.demo.year import Volume
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.contracts.models import Contract
from guildhall.services.risks.models import Risk
from tests.journeys.small_year import live

END = date(2018, 3, 31)


@pytest.fixture
def lived(db, settings):
    """A year with little asked in it, and who was refused what."""
    settings.LETTERS = "console"
    with time.pretend(END):
        return live(Volume(2017, requests=1))


def found(key, name):
    return [each.record.title for each in service(key).duties[name].findings(SYSTEM, END)]


def test_the_registers_show_what_a_council_has_and_what_it_overlooks(lived):
    assert lived.refused == []
    stages = set(Risk.objects.values_list("kind", "stage"))
    assert stages == {("risk", "open"), ("risk", "accepted"), ("issue", "open")}
    assert found("risks", "treated_or_accepted") == ["A dataset is published with names in it"]
    assert "Projected income is not realised" in found("risks", "reviewed_each_quarter")
    assert found("risks", "mitigations_are_in_time") == ["Projected income is not realised"]
    assert Contract.objects.filter(kind="waiver", extends__isnull=False).count() == 1
    assert found("contracts", "covered_without_a_gap") == ["Elections software"]
    assert found("contracts", "has_end_value_and_manager") == ["Volunteers who visit reception"]
