"""A duty over words is judged in Python, and found wherever any other duty is."""

from datetime import date

import pytest

from guildhall.kernel import judging, time
from guildhall.kernel.excepting import broken_by
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.requests import actions

TODAY = date(2018, 3, 28)


@pytest.fixture
def duty():
    """A judged duty of the requests for as long as the test lasts."""
    requests = service("requests")

    @requests.judged(
        "No question ends in mid-sentence",
        settled_by="Ask for the rest of it.",
        over=lambda records, today: records.open(),
    )
    def whole(request, today):
        if request.wanted.endswith((",", " and")):
            yield f"“{request.wanted}” ends in mid-sentence."

    yield whole
    del requests.duties["whole"]


@pytest.fixture
def asked(cast):
    with time.pretend(TODAY):
        return [
            actions.ask(by=SYSTEM, wanted=wanted, name="Jo Castle", email="jo@example.org")
            for wanted in ("The gritting routes and", "The gritting routes")
        ]


def test_what_the_judge_says_is_the_finding(duty, asked):
    cut_off, _ = asked

    (finding,) = duty.findings(SYSTEM, TODAY)

    assert finding.record.pk == cut_off.pk
    assert finding.detail == ("“The gritting routes and” ends in mid-sentence.",)


def test_a_record_knows_which_judged_duties_it_does_not_meet(duty, asked):
    cut_off, whole = asked

    assert duty in broken_by(cut_off, TODAY)
    assert duty not in broken_by(whole, TODAY)


def test_the_record_page_and_the_duties_page_say_it(duty, asked, cast, client_of):
    client = client_of(cast["amira"])
    cut_off, whole = asked

    with time.pretend(TODAY):
        said = [client.get(f"/records/{each.reference}/").content.decode() for each in asked]
        listed = client.get("/duties/requests/whole/").content.decode()

    assert ["ends in mid-sentence." in each for each in said] == [True, False]
    assert cut_off.reference in listed
    assert whole.reference not in listed


def test_a_verdict_stands_until_a_record_changes(duty, asked, monkeypatch):
    given = []
    monkeypatch.setattr(duty, "judge", lambda record, today: given.append(record.pk) or ())
    cut_off, _ = asked

    for _ in range(3):
        assert not duty.broken(SYSTEM, TODAY).exists()
    assert len(given) == 2
    with time.pretend(TODAY):
        service("requests").actions["note"](cut_off, by=SYSTEM, note="Rang back.")
    assert not duty.broken(SYSTEM, TODAY).exists()

    assert len(given) == 4


def test_what_it_is_not_about_is_not_found(duty, asked):
    cut_off, _ = asked
    with time.pretend(TODAY):
        service("requests").actions["withdraw"](cut_off, by=SYSTEM)

    assert not duty.broken(SYSTEM, TODAY).exists()
    assert judging.verdicts(duty.service, TODAY)["whole"] == {}
