"""What the public may see: published records, their published fields, and nothing else in any format."""

import csv
import io
import json
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from guildhall.kernel.pages import feeds, public
from guildhall.kernel.records import Record
from guildhall.services.requests.models import InformationRequest

LOG = "/disclosures/"
FORMS = [LOG, LOG + "published.rss", LOG + "published.csv", LOG + "published.json"]


@pytest.fixture
def visitor(today):
    return Client()


def body(response):
    return b"".join(response).decode() if response.streaming else response.content.decode()


def test_the_log_lists_what_is_published_newest_first(visitor, published):
    published("Older")
    Record.objects.update(published_on=date(2018, 3, 1))
    published("Newer")

    assert [item["title"] for item in visitor.get(LOG).context["items"]] == ["Newer", "Older"]


@pytest.mark.parametrize("address", FORMS)
def test_no_form_of_the_log_says_who_asked_or_what_they_wrote(visitor, published, asked, address):
    record = published("Kerbs", name="Canary Smith")
    asked(1, "Canary that nobody published")

    said = body(visitor.get(address)) + body(visitor.get(f"{LOG}{record.reference}/"))

    assert "Kerbs" in said
    assert "Canary" not in said
    assert "Private" not in said


@pytest.mark.parametrize("address", FORMS)
def test_what_is_to_appear_tomorrow_is_not_there_today(visitor, published, address):
    record = published("Tomorrow")
    Record.objects.filter(pk=record.pk).update(published_on=date(2018, 3, 15))

    assert "Tomorrow" not in body(visitor.get(address))
    assert visitor.get(f"{LOG}{record.reference}/").status_code == 404


@pytest.mark.parametrize("address", FORMS)
def test_what_was_disposed_of_is_published_no_more(visitor, published, address):
    record = published("Long ago")
    Record.objects.filter(pk=record.pk).update(disposed_on=date(2018, 3, 1))

    assert "Long ago" not in body(visitor.get(address))
    assert visitor.get(f"{LOG}{record.reference}/").status_code == 404


def test_the_page_of_a_published_record_shows_its_published_fields(visitor, published):
    record = published("Kerbs", told="There are 12.")

    page = visitor.get(f"{LOG}{record.reference}/").content.decode()

    assert "There are 12." in page
    assert "About Kerbs" in page


def test_the_log_is_searched_by_words_and_year(visitor, published):
    old = published("Kerbs of old")
    Record.objects.filter(pk=old.pk).update(published_on=date(2017, 5, 1))
    published("Kerbs of now")
    published("Trees")

    def titles(query):
        return {item["title"] for item in visitor.get(LOG + query).context["items"]}

    assert titles("?q=kerbs") == {"Kerbs of old", "Kerbs of now"}
    assert titles("?year=2017") == {"Kerbs of old"}
    assert titles("?q=kerbs&year=2018") == {"Kerbs of now"}
    assert titles("?year=1066") == {"Kerbs of old", "Kerbs of now", "Trees"}


def test_the_log_says_how_many_are_withheld_but_not_so_few_that_they_point_at_a_person(visitor, published):
    for number in range(6):
        published(f"number {number}")
    hidden = InformationRequest.objects.order_by("pk")
    assert visitor.get(LOG).context["withheld"] == ""

    Record.objects.filter(pk=hidden[0].pk).update(published_on=None)
    assert visitor.get(LOG).context["withheld"] == "Fewer than 5"

    Record.objects.filter(pk__in=[each.pk for each in hidden[:5]]).update(published_on=None)
    assert visitor.get(LOG).context["withheld"] == "5"


def test_the_log_comes_in_pages(visitor, published, monkeypatch):
    monkeypatch.setattr(public, "SIZE", 2)
    for number in range(3):
        published(f"number {number}")

    first = visitor.get(LOG)
    second = visitor.get(LOG + first.context["next"])

    assert (len(first.context["items"]), len(second.context["items"])) == (2, 1)


def test_the_feed_is_rss_that_readers_understand(visitor, published):
    record = published("Kerbs & <gutters>\x0b", told="x")

    feed = ElementTree.fromstring(visitor.get(LOG + "published.rss").content)  # noqa: S314  our own

    assert [item.findtext("title").strip() for item in feed.iter("item")] == ["Kerbs & <gutters>"]
    assert feed.find("channel/item/link").text.endswith(f"{LOG}{record.reference}/")
    own = feed.find("channel/{http://www.w3.org/2005/Atom}link")
    assert (own.get("rel"), own.get("href")[-len("published.rss") :]) == ("self", "published.rss")


def test_a_cell_that_looks_like_a_formula_is_made_inert(visitor, published):
    published("=HYPERLINK(evil)")

    rows = list(csv.DictReader(io.StringIO(body(visitor.get(LOG + "published.csv")))))

    assert rows[0]["public_title"] == "'=HYPERLINK(evil)"


def test_the_json_leads_through_all_of_it(visitor, published, monkeypatch):
    monkeypatch.setattr(feeds, "IN_JSON", 2)
    for number in range(5):
        published(f"number {number}")
    Record.objects.order_by("pk").filter(pk__gt=3).update(published_on=date(2018, 3, 14) - timedelta(days=3))

    found, address = [], LOG + "published.json"
    while address:
        data = json.loads(body(visitor.get(address)))
        found += [item["public_title"] for item in data["items"]]
        address = data["next"] and data["next"].partition("://")[2].partition("/")[2]
        address = address and f"/{address}"

    assert sorted(found) == [f"number {number}" for number in range(5)]


def test_the_log_costs_the_same_queries_however_long_it_is(visitor, published, django_assert_max_num_queries):
    for number in range(6):
        published(f"number {number}")

    with django_assert_max_num_queries(6):
        visitor.get(LOG)


def test_an_empty_log_says_what_it_is_for(visitor, db):
    assert "Nothing is published yet" in visitor.get(LOG).content.decode()


@pytest.mark.parametrize("path", ["/", "/accessibility/", "/privacy/", "/cookies/", "/help/"])
def test_the_sites_own_pages_open_to_everybody(visitor, db, path):
    assert visitor.get(path).status_code == 200
