"""What reads like a complaint is opened by a person or by nobody; and the figures by service and ward."""

from datetime import date

import pytest

from guildhall.commons.offers import Offer, address, make
from guildhall.commons.parties.models import known_or_new
from guildhall.kernel.measures import Period
from guildhall.services.complaints import actions, board, offering
from guildhall.services.complaints.models import Complaint, Offered
from guildhall.services.complaints.tests.conftest import MONDAY, decide_all


@pytest.fixture
def offer(people):
    """Nora says in a survey that nobody came."""
    nora = known_or_new("Nora Bell", email="nora.bell@example.org")
    return Offer("complaint", "Survey 7", "Nobody ever came to mend it.", date(2026, 5, 29), nora)


def test_nothing_is_filed_by_itself(offer):
    assert make(offer)
    assert make(offer)

    assert Offered.objects.count() == 1
    assert not Complaint.objects.exists()
    assert address(offer) == "/complain/"


def test_a_person_opens_it_with_one_press(offer, client_of, people, cora):
    make(offer)
    row = Offered.objects.get()
    page = client_of(cora)

    assert "Nobody ever came to mend it." in page.get("/complaints/offered/").content.decode()
    opened = page.post(f"/complaints/offered/{row.pk}/open/")
    again = page.post(f"/complaints/offered/{row.pk}/open/")

    complaint = Complaint.objects.get()
    assert opened.headers["Location"] == again.headers["Location"] == complaint.get_absolute_url()
    assert (complaint.complainant, complaint.opened_on) == ("Nora Bell", date(2026, 5, 29))
    assert complaint.involvements.get(role="complainant").party == offer.party
    row.refresh_from_db()
    assert (row.state, row.complaint, row.decided_by) == ("taken", complaint, cora)


def test_or_leaves_it(offer, client_of, cora, people):
    make(offer)
    row = Offered.objects.get()

    assert client_of(people["rowan"]).get("/complaints/offered/").status_code == 403
    client_of(cora).post(f"/complaints/offered/{row.pk}/leave/")

    assert list(offering.waiting()) == []
    assert not Complaint.objects.exists()


def test_the_board_counts_by_service_and_ward_what_one_may_see(
    answered, accepted, received, people, cora, client_of
):
    answered()
    actions.answer(decide_all(accepted(), cora, "not_upheld"), by=cora, answer="Thank you.")
    received("parking")
    received("children")
    june = Period.month(MONDAY)

    (repairs, parking) = board.lines(june, cora, "area")
    assert repairs.cells[1:] == ("2", "2", "2 of 2", "1 of 2", "0 of 2")
    assert parking.received == 1
    assert [each.received for each in board.lines(june, people["mira"], "area")] == [1]
    (nowhere,) = board.lines(june, cora, "ward")
    assert (nowhere.label, nowhere.received) == (board.NO_WARD, 3)
    page = client_of(cora).get("/complaints/?year=2026").content.decode()
    assert "Together" in page
    assert client_of(people["amira"]).get("/complaints/").status_code == 403
    assert client_of(cora).get("/complaints/?year=x").status_code == 404
