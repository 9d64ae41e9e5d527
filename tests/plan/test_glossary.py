"""The words of reference: what the law is called, and which of several names is the right one."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from guildhall.plan.duties.glossary import laws
from guildhall.plan.loading import EDITIONS

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbook"


@pytest.fixture(scope="module")
def glossary():
    return tomllib.loads((EDITIONS / "glossary.toml").read_text(encoding="utf-8"))


def right(entry):
    """What an entry accepts, in small letters."""
    preferred = entry.get("title") or entry.get("term") or entry["name"]
    return {each.lower() for each in (preferred, *entry["also"])}


def wrong(entry):
    return {each.lower() for each in entry.get("not", [])}


def test_acts_and_regulations_are_called_by_title_and_year(glossary):
    for each in glossary["legislation"]:
        if each["kind"] != "regulation":
            assert re.search(rf"\b(Act|Regulations) {each['year']}$", each["title"]), each["title"]


def test_no_title_stands_twice(glossary):
    titles = [each["title"] for each in glossary["legislation"]]

    assert len(titles) == len(set(titles)) >= 60


def test_a_short_form_of_an_act_is_not_the_title_of_another(glossary):
    titles = {each["title"].lower() for each in glossary["legislation"]}

    assert not [
        short for each in glossary["legislation"] for short in each["also"] if short.lower() in titles
    ]


@pytest.mark.parametrize("table", ["terms", "places", "services"])
def test_no_name_is_both_right_and_wrong(glossary, table):
    accepted = set().union(*map(right, glossary[table]))
    refused = [each for entry in glossary[table] for each in wrong(entry)]

    assert not accepted & set(refused)
    assert len(refused) == len(set(refused))


def test_every_term_says_what_it_is_not(glossary):
    assert all(each["not"] for each in glossary["terms"])


@pytest.mark.parametrize(
    ("short", "titles"),
    [
        ("Localism Act", ["Localism Act 2011"]),
        ("Health and Social Care Act", ["Health and Social Care Act 2012"]),
        ("Data Protection Act", ["Data Protection Act 1998", "Data Protection Act 2018"]),
        ("GDPR", ["General Data Protection Regulation"]),
    ],
)
def test_a_short_form_leads_to_what_it_may_stand_for(glossary, short, titles):
    assert [each["title"] for each in glossary["legislation"] if short in each["also"]] == titles


def test_the_handbook_says_of_every_law_whether_its_name_is_confirmed(capsys):
    call_command("plan", "laws")
    page = (HANDBOOK / "names-of-laws.md").read_text(encoding="utf-8")

    assert capsys.readouterr().out == page, "run `guildhall plan laws > docs/handbook/names-of-laws.md`"
    assert "| Local Government and Housing Act 1989 |  | [notes], as LGHA 1989 |" in page
    assert "| Sustainable Communities Act 2007 |  | [unconfirmed] |" in page


def test_what_the_notes_name_has_the_year_of_the_title():
    for each in laws():
        if each.seen_as:
            assert each.title[-4:] in each.seen_as, each.title
