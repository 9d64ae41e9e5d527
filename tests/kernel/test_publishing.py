"""What is to appear on a later day: until then nothing the public can ask holds its words."""

from datetime import date, timedelta

import pytest
from django.test import Client

from guildhall.kernel import schedule, search, time
from guildhall.kernel.search import SearchEntry
from guildhall.services.requests.actions import answer, publish, triage, unpublish

pytestmark = pytest.mark.django_db
CANARY = "quetzal"
ITS_DAY = date(2018, 3, 21)
PUBLIC = [
    f"/disclosures/?q={CANARY}",
    "/disclosures/",
    f"/disclosures/published.rss?q={CANARY}",
    f"/disclosures/published.csv?q={CANARY}",
    f"/disclosures/published.json?q={CANARY}",
    f"/search/?q={CANARY}",
    "/api/v1/disclosures",
]


@pytest.fixture
def embargoed(cast, asked, today):
    """Answered today, to appear next Wednesday."""
    request = triage(asked(2), by=cast["amira"], regime="foi")
    request = answer(request, by=cast["amira"], outcome="granted", answer="All of them.")
    words = {"public_title": f"The {CANARY} of Southsea", "summary": CANARY, "public_answer": CANARY}
    return publish(request, by=cast["amira"], appears_on=ITS_DAY, **words)


def tick_on(day):
    with time.pretend(day):
        schedule.tick()


def public_entries(record):
    return SearchEntry.objects.filter(record=record, audience=SearchEntry.Audience.PUBLIC)


def said(address):
    response = Client().get(address)
    assert response.status_code == 200
    return (
        (b"".join(response) if response.streaming else response.content).decode().replace(f"q={CANARY}", "")
    )


@pytest.mark.parametrize("address", PUBLIC)
def test_before_its_day_no_public_address_knows_it_and_on_its_day_each_does(embargoed, address):
    title = "of Southsea"
    for days in (0, 6):
        with time.pretend(ITS_DAY - timedelta(days=7 - days)):
            schedule.tick()
            assert title not in said(address)

    with time.pretend(ITS_DAY):
        schedule.tick()
        assert title in said(address)


def test_before_its_day_its_words_are_not_even_in_the_public_index(embargoed):
    tick_on(ITS_DAY - timedelta(days=1))

    assert not public_entries(embargoed).exists()
    assert not SearchEntry.objects.filter(
        words__index__matches=search.Query.parse(CANARY), audience=SearchEntry.Audience.PUBLIC
    ).exists()


def test_a_day_on_which_nothing_ran_is_made_up_for(embargoed):
    tick_on(ITS_DAY + timedelta(days=9))

    assert public_entries(embargoed).get().title == f"The {CANARY} of Southsea"


def test_what_is_taken_back_before_its_day_never_appears(embargoed, cast):
    unpublish(embargoed, by=cast["amira"], reason="It named a child.")

    tick_on(ITS_DAY)

    assert not public_entries(embargoed).exists()


def test_what_is_published_today_is_found_at_once(published):
    assert public_entries(published("Kerbs")).get().title == "Kerbs"
