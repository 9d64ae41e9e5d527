"""The page of a search: staff find what they may see, everybody else what is published."""

import re

import pytest
from django.test import Client

from guildhall.kernel.pages import search as pages
from guildhall.kernel.records import Record, Sensitivity


@pytest.fixture
def amira(cast, client_of, today):
    return client_of(cast["amira"])


def test_a_whole_reference_leads_straight_to_its_record(amira, asked):
    record = asked()

    response = amira.get("/search/", {"q": f" {record.reference.lower()} "})

    assert (response.status_code, response.headers["Location"]) == (303, record.get_absolute_url())


def test_a_reference_one_may_not_see_looks_like_one_that_is_not_there(amira, asked):
    record = asked()
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)

    def answer(reference):
        page = amira.get("/search/", {"q": reference}).content.decode()
        return re.sub(r'(?<=csrfmiddlewaretoken" value=")\w+', "", page).replace(reference, "X")

    assert answer(record.reference) == answer("IR-2018-99999")


def test_results_come_in_pages(amira, asked, monkeypatch):
    monkeypatch.setattr(pages, "SIZE", 2)
    for number in range(3):
        asked(wanted=f"Kerb number {number}")

    first = amira.get("/search/", {"q": "kerb"})
    second = amira.get("/search/" + first.context["next"])

    assert (len(first.context["rows"]), len(second.context["rows"])) == (2, 1)
    assert (second.context["next"], first.context["count"]) == ("", 3)


def test_a_search_can_be_kept_to_one_service(amira, asked):
    asked(wanted="Kerbs")

    assert len(amira.get("/search/?q=kerbs&service=requests").context["rows"]) == 1
    assert len(amira.get("/search/?q=kerbs&service=parts").context["rows"]) == 0


def test_nothing_asked_and_nothing_found_say_what_to_do(amira, db):
    assert "Search every record you may see" in amira.get("/search/").content.decode()
    assert "Nothing was found" in amira.get("/search/?q=zebra").content.decode()


def test_the_public_finds_only_what_is_published(asked, published):
    asked(wanted="CANARY about kerbs")
    published(title="Kerbs in Fratton", name="CANARY Smith")

    page = Client().get("/search/?q=kerbs").content.decode()

    assert "Kerbs in Fratton" in page
    assert "CANARY" not in page


def test_a_search_of_fifty_pages_costs_few_queries(amira, asked, django_assert_max_num_queries):
    for number in range(8):
        asked(wanted=f"Kerb number {number}")

    with django_assert_max_num_queries(8):
        amira.get("/search/?q=kerb")
