"""The API's document is true, complete, and the same as the one that is committed."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from guildhall.config.api import api
from guildhall.kernel.api.asked import schema
from guildhall.kernel.api.reference import chapters
from guildhall.kernel.api.services import doings, openings
from guildhall.kernel.management.commands.openapi import PLACE, document
from guildhall.kernel.services import services

DOCUMENT = json.loads(document())
OPERATIONS = [
    (method, path, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()
]
every_verb = pytest.mark.parametrize(
    "action", [each for service in services() for each in (*openings(service), *doings(service))], ids=str
)


def test_the_committed_document_is_the_running_one():
    committed = (settings.BASE / PLACE).read_text(encoding="utf-8")

    assert committed == document(), "The API changed: look at how, then run `make openapi`."


def test_the_document_is_the_same_whoever_writes_it():
    """A set that is told in another order in another process would make every commit differ."""
    said = subprocess.run(
        [sys.executable, "-m", "guildhall", "openapi", "--check"],
        cwd=Path(settings.BASE), env={"PYTHONHASHSEED": "7", "GUILDHALL_DATA": str(settings.DATA)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr


def test_it_is_served_where_it_says_it_is():
    assert Client().get("/api/v1/openapi.json").json() == DOCUMENT


def test_every_reference_in_it_leads_somewhere():
    for name in set(re.findall(r'"#/components/([^"]+)"', json.dumps(DOCUMENT))):
        kind, _, key = name.partition("/")
        assert key in DOCUMENT["components"][kind], name


def test_no_two_operations_have_one_name():
    names = [told["operationId"] for _, _, told in OPERATIONS]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("method", "path", "told"), OPERATIONS, ids=[told["operationId"] for *_, told in OPERATIONS]
)
def test_every_operation_says_what_it_is_what_it_answers_and_how_it_fails(method, path, told):
    assert told["summary"]
    assert told["description"]
    answers = [each for status, each in told["responses"].items() if status.startswith("2")]
    assert answers[0]["content"]["application/json"]["schema"]
    assert "429" in told["responses"]


@every_verb
def test_every_verb_is_typed_by_its_form(action):
    asks = schema(action)
    fields = action.form().fields

    assert asks["properties"].keys() <= fields.keys()
    for name, told in asks["properties"].items():
        assert told["type"]
        assert told.get("title", "") == str(fields[name].label or "")
    assert set(asks.get("required", [])) == {name for name in asks["properties"] if fields[name].required}


def test_every_verb_has_its_operation():
    documented = {told["operationId"] for _, _, told in OPERATIONS}

    for service in services():
        assert {each.permission for each in (*openings(service), *doings(service))} <= documented


def test_the_page_tells_every_operation():
    told = [operation for chapter in chapters(DOCUMENT) for operation in chapter.operations]

    assert {operation.id for operation in told} == {each["operationId"] for *_, each in OPERATIONS}
    assert all(operation.gives and operation.problems for operation in told)


@pytest.mark.django_db
def test_the_page_is_for_everybody_and_carries_nothing_from_elsewhere(client):
    page = client.get("/api/").content.decode()

    assert "When is an answer due, and why?" in page
    assert "<code>regime</code> is the law that was asked under" in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.findall(r"<script(?![^>]+src=)|<style|\sstyle=|\son\w+=", page)


def test_the_snapshot_is_of_this_api():
    assert api.title == DOCUMENT["info"]["title"] == "Guildhall"
