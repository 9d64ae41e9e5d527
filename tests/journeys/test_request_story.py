"""One request from the first question to the last review, as everybody lives it on their own pages."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from guildhall.commons.letters.models import Letter
from guildhall.kernel import time
from guildhall.kernel.delivery import sweep_outbox
from guildhall.kernel.events import flaws
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, Team
from guildhall.services.requests.models import InformationRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast: Any, settings: Any) -> dict[str, Client]:
    """Everybody in the cast, signed in, by key; and "nora", who has no account."""
    settings.DEMONSTRATION = True  # nobody's data is at stake, so no second factor is asked
    clients = {name: Client() for name in cast}
    for name, client in clients.items():
        client.force_login(cast[name])
    return {**clients, "nora": Client()}


@pytest.fixture(autouse=True)
def first_of_june() -> Iterator[None]:
    with time.pretend(date(2017, 6, 1)):
        yield


def hidden(page: Any) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page.content.decode())
    return dict(found)


def sends(client: Client, address: str, **given: Any) -> Any:
    """Opens a form and sends it filled in, as a browser without a script does."""
    sent = client.post(address, {**hidden(client.get(address)), **given})
    assert sent.status_code == 303, sent.content.decode()
    return sent


def asks(nora: Client) -> str:
    """Asks on the website; returns the reference."""
    pages = {
        "about": {"about": "other"},
        "wanted": {"wanted": "How much did the council spend on lifts?"},
        "name": {"name": "Nora Bell"},
        "reply-by": {"reply_by": "email"},
        "email": {"email": "nora.bell@example.org"},
        "prefers": {},
    }
    for page, given in pages.items():
        sends(nora, f"/ask/{page}/", **given)
    sent = sends(nora, "/ask/check/")
    found = re.search(r"IR-\d{4}-\d{5}", nora.get(sent.headers["Location"]).content.decode())
    assert found
    return found[0]


def newest_letter(record: Record) -> str:
    return Letter.objects.filter(record=record.pk).latest("pk").markdown.replace("\\", "")


def own_page(record: Record) -> str:
    """The address of the requester's own page, as it stands in their letter."""
    found = re.search(r"(/track/[^>\s]+)", newest_letter(record))
    assert found
    return found[0]


def test_a_request_from_the_first_question_to_the_last_review(people: dict[str, Client]) -> None:
    amira, nora, parking, rowan = (people[name] for name in ("amira", "nora", "tomas", "rowan"))

    reference = asks(nora)
    request = InformationRequest.objects.get(reference=reference)
    desk = f"/records/{reference}"
    assert request.due_on == date(2017, 6, 29)

    sends(amira, f"{desk}/triage/", regime="foi")
    team = Team.objects.get(name="Parking")
    sends(amira, f"{desk}/ask_team/", teams=[team.pk], question="What do you spend on lifts?")
    part = request.backlinks.get(kind="part_of").source
    assert "Nora" not in parking.get(f"/records/{part.reference}/").content.decode()
    assert parking.get(f"{desk}/").status_code == 404

    sends(amira, f"{desk}/ask_to_clarify/", question="In which years?")
    with time.pretend(date(2017, 6, 12)):
        request.refresh_from_db()
        track = own_page(request)
        assert "We asked you what you meant." in nora.get(track).content.decode()
        sends(nora, f"{track}clarify/", clarification="In 2016.")
        request.refresh_from_db()
        assert request.due_on == date(2017, 7, 10)
        assert "You will have an answer by Monday 10 July 2017" in newest_letter(request)

    with time.pretend(date(2017, 6, 19)):
        sends(parking, f"/records/{part.reference}/answer_part/", answer="£41,200, and the bids.")
        sweep_outbox()
        assert "gave Parking’s part" in amira.get(f"{desk}/").content.decode()

    with time.pretend(date(2017, 7, 10)):
        sends(
            amira,
            f"{desk}/answer_in_part/",
            answer="£41,200.",
            exemptions=["s.43(2)"],
            reasons="The bids are commercially sensitive.",
            public_interest="Bidders would stay away.",
        )
        request.refresh_from_db()
        assert (request.outcome, request.in_time, request.working_days) == ("part", True, 20)
        sends(amira, f"{desk}/publish/", public_title="Spending on lifts", public_answer="£41,200 in 2016.")
        seen = people["sam"].get(f"/disclosures/{reference}/").content.decode()
        assert "Spending on lifts" in seen
        assert "Nora" not in seen

    with time.pretend(date(2017, 7, 24)):
        sends(nora, f"{track}ask_for_review/", grounds="The bids are three years old.")
        review = request.backlinks.get(kind="reviews").source
        assert review.due_on == date(2017, 8, 22)

    with time.pretend(date(2017, 8, 10)):
        decide = f"/records/{review.reference}/decide/"
        without_reasons = rowan.post(decide, {**hidden(rowan.get(decide)), "outcome": "overturned"})
        assert without_reasons.status_code == 422
        sends(rowan, decide, outcome="overturned", decision="Here they are.")
        sweep_outbox()
        assert "You were right, and our answer was wrong." in newest_letter(review)
        assert "Rowan Pike overturned the answer" in amira.get(f"{desk}/").content.decode()

    year = Period.year(2017)
    assert measure("requests.answered_in_time").value(year) == 100
    assert measure("reviews.changed").value(year) == 100
    assert list(flaws(Record.objects.all())) == []


def test_the_officer_sees_why_a_verb_cannot_be_done(people: dict[str, Client]) -> None:
    reference = asks(people["nora"])

    page = people["amira"].get(f"/records/{reference}/extend/")
    with time.pretend(date(2017, 7, 3)):
        late = people["amira"].get(f"/records/{reference}/extend/")

    assert page.status_code == 200
    assert late.status_code == 403
    assert "Too late to extend: the requester had to be told by Thu 29 June 2017" in late.content.decode()
