"""Every page of the helpdesk with a lived year in it, wide and narrow, by the rules of axe."""

from datetime import date, timedelta

import pytest

from guildhall.demo.cast import summon
from guildhall.demo.year import Volume
from guildhall.kernel.records import Record
from guildhall.services.contacts.models import Contact
from tests.browser.rig import axe, shot
from tests.journeys.small_year import live

pytestmark = pytest.mark.browser
TODAY = date(2018, 3, 31)


@pytest.fixture
def lived(transactional_db, settings):
    """The city at the end of a small year."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, TODAY.isoformat()
    settings.LETTERS = "console"
    live(Volume(2017, requests=4))
    return summon()


def pages(contact):
    article, point = (Record.objects.of(each).order_by("pk").first() for each in ("contacts", "points"))
    person = contact.party
    return {
        "helpdesk": "/contacts/",
        "board": "/contacts/board/",
        "log": "/contacts/log/",
        "log-found": "/contacts/log/?q=a",
        "log-person": f"/contacts/log/?party={person.person_id}",
        "contact": contact.get_absolute_url(),
        "contacts": "/contacts/list/",
        "contacts-none": "/contacts/list/?period=2001-01-01",
        "by-topic": "/contacts/topics/?period=2017-18",
        "knowledge": "/contacts/knowledge/",
        "service-points": "/contacts/points/",
        "skills": "/contacts/skills/",
        "adviser": f"/contacts/skills/{contact.adviser_id}/",
        "telephone": "/contacts/telephony/",
        "telephone-day": "/contacts/telephony/2018-03-20/",
        "opening-hours": "/opening-hours/",
        "article": article.get_absolute_url(),
        "point": point.get_absolute_url(),
        "write-article": "/desk/contacts/open/write/",
    }


def test_every_page_of_the_helpdesk_breaks_no_rule_wide_or_narrow(page, phone, sign_in, lived):
    contact = Contact.objects.exclude(party=None).filter(on__gte=TODAY - timedelta(days=60)).first()
    for window in (page, phone):
        sign_in(window, lived["orla"])
        for name, address in pages(contact).items():
            opened = window.goto(address)
            assert opened.status == 200, address
            axe(window)
            wide = window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert wide, f"{address} is too wide"
            shot(window, f"helpdesk-{name}-{window.viewport_size['width']}")
