"""The handbook in the browser: staff read it, find what they look for, and nobody else sees it."""

import re

import pytest
from django.urls import reverse

from guildhall.kernel.services import services
from guildhall.site.handbook import book, reading
from tests.browser.rig import axe, shot

SERVICE = "services/requests"


@pytest.fixture
def desk(client, cast, settings):
    """A window in which an information officer is signed in."""
    settings.DEMONSTRATION = True
    client.force_login(cast["amira"], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.mark.parametrize("name", [book.INDEX, "roles", SERVICE])
def test_a_stranger_is_asked_to_sign_in(client, db, name):
    assert client.get(book.url(name)).status_code == 302


def test_a_resident_is_told_that_it_is_for_staff(client, cast, settings):
    client.force_login(cast["jo"], backend=settings.AUTHENTICATION_BACKENDS[0])

    assert client.get(reverse("handbook")).status_code == 403


@pytest.mark.parametrize("name", list(book.pages()))
def test_every_page_can_be_read_and_every_link_on_it_followed(desk, name):
    page = desk.get(book.url(name))

    assert page.status_code == 200
    for link in set(links(page.content.decode())):
        assert desk.get(link).status_code == 200, link


def links(html):
    return re.findall(r'(?:href|src)="(/handbook/[^"#]*)', html)


@pytest.mark.parametrize("name", ["nowhere", "services/nothing", "README"])
def test_a_page_that_is_not_there_says_so(desk, name):
    assert desk.get(f"/handbook/{name}/").status_code == 404
    assert desk.get(f"/handbook/{name}.svg").status_code == 404


def test_the_lifecycle_of_every_service_is_drawn(desk):
    for service in services():
        drawing = desk.get(reverse("handbook_drawing", args=[f"services/{service.key}"]))

        assert drawing["Content-Type"] == "image/svg+xml"
        assert drawing.content.startswith(b"<svg")


def test_every_queue_leads_to_its_page_of_the_handbook(desk):
    queue = desk.get("/desk/requests/").content.decode()

    assert f'href="{book.url(SERVICE)}"' in queue
    assert f'href="{book.url(book.INDEX)}"' in queue, "the navigation has it too"


def test_a_word_is_found_where_it_stands(desk):
    page = desk.get(reverse("handbook"), {"q": "legal hold"})

    assert "Put on legal hold" in page.content.decode()
    assert f'href="{book.url(SERVICE)}#put-on-legal-hold"' in page.content.decode()


def test_a_word_in_a_heading_comes_before_one_in_a_text():
    found = book.search("retention")

    assert found[0].heading == "Retention schedule"


def test_what_is_not_there_is_not_found(desk):
    page = desk.get(reverse("handbook"), {"q": "<b>zeppelin</b>"}).content.decode()

    assert "Nothing in the handbook says" in page
    assert "<b>zeppelin" not in page


def test_the_handbook_asks_the_database_only_who_is_asking(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        desk.get(book.url(SERVICE))


def test_a_cell_tells_its_column_to_a_telephone():
    page = reading.html("words", "| word | meaning |\n| --- | --- |\n| Stage | Where it stands |\n")

    assert 'data-label="meaning"' in page
    assert 'role="cell"' in page


def test_what_markdown_does_not_need_is_taken_out():
    assert "<script" not in reading.html("words", "# Words\n\n<script>alert(1)</script>")


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("window", ["page", "phone"])
def test_the_handbook_breaks_no_rule_of_accessibility(request, window, sign_in, cast, settings):
    settings.DEMONSTRATION = True
    page = request.getfixturevalue(window)
    sign_in(page, cast["amira"])
    for address in ("/handbook/", book.url(SERVICE), "/handbook/laws-of-time/", "/handbook/?q=refuse"):
        page.goto(address)
        axe(page)
        assert fits(page), f"{address} is wider than the window"
    page.goto(book.url(SERVICE))
    shot(page, f"handbook-{window}")
