"""Duties and findings for programs: the same as the pages show, of what the caller may see."""

from datetime import date

import pytest

from guildhall.kernel.duties import DutyException
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests.service import requests

DUTY = "requests.answered_in_time"


@pytest.fixture
def call(cast, client_of, today):
    """Asks the API as one of the cast."""
    return lambda player, path, **query: client_of(cast[player]).get(f"/api/v1/{path}", query)


def references(answer):
    return [each["record"] for each in answer.json()["findings"]]


def test_the_duties_are_those_of_the_services_one_works_in(call):
    known = {each["key"]: each for each in call("amira", "duties").json()}

    assert known[DUTY]["title"] == requests.duties["answered_in_time"].title
    assert not any(key.startswith("risks.") for key in known)
    assert "risks.is_scored" in {each["key"] for each in call("ines", "duties").json()}


def test_a_finding_says_what_in_the_record_is_meant(call, asked, monkeypatch):
    monkeypatch.setattr(
        requests.duties["answered_in_time"], "detail", lambda record, today: ["Salt ran out."]
    )
    record = asked(60, "late")
    asked(1, "in time")

    (finding,) = call("amira", "findings", duty=DUTY).json()["findings"]

    assert (finding["record"], finding["detail"], finding["exception"]) == (
        record.reference, ["Salt ran out."], None,
    )  # fmt: skip


def test_one_somebody_answers_for_is_set_apart(call, asked, cast):
    record = asked(60)
    DutyException.objects.create(
        duty=DUTY, record=record, owner=cast["helen"], reason="Flooded archive", until=date(2018, 4, 30)
    )

    assert references(call("amira", "findings", duty=DUTY)) == []
    (finding,) = call("amira", "findings", duty=DUTY, answered_for=True).json()["findings"]
    assert finding["exception"] == {
        "owner": "Helen Marsh",
        "reason": "Flooded archive",
        "until": "2018-04-30",
    }


def test_many_are_read_page_by_page_without_missing_any(call, asked):
    late = [asked(60 + number).reference for number in range(5)]

    first = call("amira", "findings", duty=DUTY, limit=3)
    second = call("amira", first.json()["next"].removeprefix("/api/v1/"))

    assert (len(references(first)), len(references(second))) == (3, 2)
    assert sorted(references(first) + references(second)) == sorted(late)
    assert second.json()["next"] is None


def test_what_one_may_not_see_is_not_found(call, asked):
    record = asked(60)
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)

    assert references(call("amira", "findings", duty=DUTY)) == []
    assert references(call("ines", "findings", duty=DUTY)) == [record.reference]


@pytest.mark.parametrize(
    "query", [{"duty": "requests.sing"}, {"duty": "risks.is_scored"}, {"duty": DUTY, "after": "x"}, {}]
)
def test_what_cannot_be_asked_is_said_in_a_sentence(call, query):
    answer = call("amira", "findings", **query)

    assert answer.status_code == 422
    assert answer.json()["detail"].endswith((".", "read."))


def test_residents_and_strangers_are_told_whom_it_is_for(call, client):
    assert call("jo", "duties").status_code == 403
    assert client.get("/api/v1/findings", {"duty": DUTY}).status_code == 401
