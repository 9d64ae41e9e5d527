"""When is my answer due? The command line, the API and the page give one answer."""

import html
import json
import re
import shlex
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client

from guildhall.kernel import time
from guildhall.kernel.clocks import cli
from guildhall.kernel.clocks.rules import REGIMES
from guildhall.site.deadlines.laws import ABBREVIATIONS, BY_REGIME, spelt_out

PAGE = "/when-is-my-answer-due/"
pytestmark = pytest.mark.django_db

CASES = [
    ("foi", "2026-06-12", {}),
    ("foi", "2026-06-12", {"clarification_received": "2026-06-20"}),
    ("foi", "2026-06-12", {"clarification_asked": "2026-06-15"}),
    ("foi", "2026-06-12", {"fees_notice": "2026-06-16", "fee_received": "2026-06-30"}),
    ("foi", "2026-06-12", {"fees_notice": "2026-06-16", "fee_received": "2026-11-30"}),
    ("foi", "2026-06-12", {"extended": "2026-07-01"}),
    ("foi", "2060-06-14", {}),
    ("eir", "2026-12-23", {"clarification_asked": "2026-12-30", "clarification_received": "2027-01-04"}),
    ("eir", "2017-04-13", {"extended": "2017-05-03"}),
    ("sar", "2026-01-31", {}),
    ("sar", "2018-05-24", {"identity_asked": "2018-05-30", "identity_received": "2018-06-04"}),
    ("sar", "2026-03-06", {"clarification_asked": "2026-03-10", "clarification_received": "2026-03-20"}),
    ("foi-review", "2026-08-28", {}),
    ("eir-review", "2026-08-28", {}),
    ("dp-complaint", "2026-06-19", {}),
    ("dp-complaint", "2026-06-18", {}),
    ("complaint-lgsco", "2026-03-27", {}),
    ("complaint-lgsco", "2026-03-27", {"acknowledged": "2026-04-07", "extended": "2026-04-20"}),
    ("complaint-lgsco", "2017-06-12", {"acknowledged": "2017-06-19"}),
    ("complaint-housing", "2026-04-20", {"stage": "2", "acknowledged": "2026-04-27"}),
    ("complaint-children", "2026-03-02", {"stage": "2"}),
    ("complaint-adult", "2026-03-02", {}),
]  # fmt: skip


def text(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def shown(page):
    """What a page tells: the day, and every step."""
    found = re.search(r'class="clock__date"><time datetime="([^"]+)"', page)
    steps = re.search(r'<ol class="govuk-list steps">(.*?)</ol>', page, re.DOTALL)
    return found and found[1], [
        text(each) for each in re.findall(r"<li[^>]*>(.*?)</li>", steps[1], re.DOTALL)
    ]


def linked(page):
    """The command and the address of the same answer as JSON, as the page gives them."""
    command = re.search(r"<pre[^>]*><code>(.*?)</code>", page)[1]
    address = re.search(r'href="(/api/v1/deadlines[^"]+)"', page)[1]
    return html.unescape(command), html.unescape(address)


@pytest.mark.parametrize(("law", "received", "since"), CASES)
def test_three_ways_give_one_answer(law, received, since, capsys, monkeypatch, own_calendar):
    """Reached as a reader reaches them: by the command and the link that the page itself gives."""
    monkeypatch.setenv("GUILDHALL_DATA", str(own_calendar.parent))
    own_calendar.write_text("day,nation,title,change\n2026-06-23,SCT,A holiday of our own,add\n")

    page = Client().get(PAGE, {"law": law, "received": received, **since}).content.decode()
    command, address = linked(page)
    assert cli.main([*shlex.split(command)[2:], "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    api = Client().get(address)
    due, steps = shown(page)

    assert api.json() == told
    assert due == told["due"]
    assert len(steps) == len(told["steps"])
    for said, step in zip(steps, told["steps"], strict=True):
        assert said.startswith(step["text"])
        assert step["law"] in said
    for law_ in told["law"]:
        assert law_ in text(page)
    assert ("may still move" in page) == told["provisional"]
    if told["waiting_for"]:
        assert f"waiting for {told['waiting_for']}" in text(page)


def test_the_days_are_shown_and_those_not_counted_are_named():
    page = Client().get(PAGE, {"law": "foi", "received": "2026-06-12"}).content.decode()

    assert 'class="days__box days__box--uncounted"' in page
    assert "Mon 15 June 2026: bank holiday in Scotland" in text(page)
    assert "Tue 14 July 2026, working day 20, the last day" in text(page)


def test_dates_typed_in_boxes_lead_to_an_address_that_can_be_kept():
    typed = {"law": "foi", "received-day": "12", "received-month": "June", "received-year": "2026"}
    response = Client().get(PAGE, {**typed, "extended-day": "", "extended-month": "", "extended-year": ""})

    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}?law=foi&received=2026-06-12"


def test_nothing_asked_yet_is_no_error():
    response = Client().get(PAGE)

    assert response.status_code == 200
    assert b"There is a problem" not in response.content


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Select what was asked for"),
        ({"law": "foi"}, "Enter the day it arrived"),
        ({"law": "magna-carta", "received": "2026-06-12"}, "Select what was asked for from the list"),
        ({"law": "foi", "received": "2026-02-30"}, "The date must be a real date"),
        ({"law": "foi", "received": "0000-01-01"}, "The date must be a real date"),
        ({"law": "foi", "received": "soon"}, "The date must include a day and month"),
        ({"law": "foi", "received": "1999-12-31"}, "The date must be 1 January 2000 or later"),
        ({"law": "foi", "received": "2004-12-31"}, "FOIA s.10(1) applies from Sat 1 January 2005"),
        (
            {"law": "dp-complaint", "received": "2026-06-19", "fees_notice": "2026-06-20"},
            "how my information was used knows no such step. Leave this date empty",
        ),
        (
            {"law": "foi", "received": "2026-06-12", "extended": "2026-06-11"},
            "The date must be 12 June 2026, when it arrived, or later",
        ),
        (
            {"law": "foi", "received": "2026-06-12", "fee_received": "2026-06-20"},
            "Enter the date on which the council asked for it too",
        ),
        (
            {
                "law": "foi", "received": "2026-06-12",
                "fees_notice": "2026-06-22", "fee_received": "2026-06-20",
            },
            "The date must be 22 June 2026, when it was asked for, or later",
        ),
        (
            {"law": "foi", "received": "2026-06-12", "extended": "2026-08-20"},
            "Extended on Thu 20 August 2026, too late: the requester must be told by Tue 14 July 2026",
        ),
        ({"law": "foi\x00", "received": "2026-06-12\x00"}, "Select what was asked for from the list"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_the_fields_own_words(asked, sentence):
    response = Client().get(f"{PAGE}?{urlencode(asked) or 'law='}")

    assert response.status_code == 422
    assert sentence in text(response.content.decode())
    assert "_" not in " ".join(
        re.findall(r'class="govuk-error-message">(.*?)</p>', response.content.decode())
    )


def test_an_answer_once_given_says_how_far_off_it_is_and_accuses_nobody():
    with time.pretend(date(2026, 6, 15)):
        ahead = text(Client().get(PAGE, {"law": "foi", "received": "2026-06-12"}).content.decode())
    with time.pretend(date(2026, 7, 20)):
        past = text(Client().get(PAGE, {"law": "foi", "received": "2026-06-12"}).content.decode())

    assert "20 working days left" in ahead
    assert "That day has passed, 4 working days ago" in past
    assert "late" not in past.partition("Why")[0]


def test_every_law_that_is_offered_is_a_clock_and_every_abbreviation_is_spelt_out():
    assert BY_REGIME.keys() <= REGIMES.keys()
    for law in BY_REGIME:
        for rule in REGIMES[law]:
            assert spelt_out((rule.law,)) or not re.search(r"\b[A-Z]{2}", rule.law), rule.law
    assert spelt_out(("UK GDPR Art.12(3)",)) == [("UK GDPR", ABBREVIATIONS["UK GDPR"])]
    assert spelt_out(("GDPR Art.12(3)",)) == [("GDPR", ABBREVIATIONS["GDPR"])]


def test_the_page_asks_the_database_nothing(django_assert_num_queries):
    client = Client()
    with django_assert_num_queries(0):
        client.get(PAGE, {"law": "foi", "received": "2026-06-12"})
