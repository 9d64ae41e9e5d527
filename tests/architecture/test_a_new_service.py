"""The service the README writes out works: pages, handbook, findings and figures come from it alone."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What an installation with the README's service in it showed and answered."""
    folder = tmp_path_factory.mktemp("services")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.architecture.new_service", str(folder)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_it_has_a_form_made_of_what_it_asks(said):
    assert "What was found?" in said["form"]
    assert said["without where"] == 422


def test_it_opens_records_with_references_and_dates(said):
    assert said["opened"] == 303
    assert said["reference"] == "LP-2026-00001"
    assert said["due"] == "2026-06-01"  # ninety days end on Sunday 31 May


def test_it_has_a_queue_and_a_page_for_each_record(said):
    assert "An umbrella" in said["queue"]
    assert "The library" in said["record"]
    assert "Give back" in said["record"]
    assert "Why this date" in said["record"]


def test_its_verbs_move_it_and_leave_a_timeline(said):
    assert said["given"] == 303
    assert said["stage"] == "returned"
    assert said["timeline"] == ["Rita Bell took in An umbrella.", "Rita Bell gave it back to Jo Castle."]


def test_its_duty_finds_what_is_late(said):
    assert said["late"] == [said["reference"]]


def test_its_measure_answers(said):
    assert said["measure"] == "100.0"


def test_it_has_a_page_in_the_handbook(said):
    assert said["handbook"].startswith("# Lost property")
    assert "Torts (Interference with Goods) Act 1977 s.12" in said["handbook"]
    assert "Nothing is kept for more than 90 days" in said["handbook"]
