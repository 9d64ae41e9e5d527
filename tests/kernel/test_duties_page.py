"""Duties: how many records meet each, which do not, and who answers for those."""

from datetime import date

import pytest

from guildhall.kernel.duties import DutyException
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests.service import requests

DUTY = "/duties/requests/answered_in_time/"


@pytest.fixture
def amira(cast, client_of, today):
    return client_of(cast["amira"])


def figures(response):
    stated = {each["service"].key: each["duties"] for each in response.context["stated"]}
    return next(each for each in stated["requests"] if each["duty"].name == "answered_in_time")


def except_it(record, by, **said):
    said = {
        "duty": "requests.answered_in_time",
        "reason": "The archive burned",
        "until": "2018-04-30",
        **said,
    }
    return requests.actions["except_from_duty"](record, by=by, **said)


def test_a_duty_says_how_many_records_meet_it(amira, asked):
    asked(60), asked(1), asked(2)

    found = figures(amira.get("/duties/"))

    assert (found["records"], found["met"], found["broken"], found["excepted"]) == ("3", "2", "1", "0")


def test_the_findings_are_the_records_that_do_not_meet_it(amira, asked):
    asked(60, "late"), asked(1, "in time")

    assert [row.title for row in amira.get(DUTY).context["rows"]] == ["late"]


def test_the_page_and_the_record_say_what_is_meant_where_the_duty_can_tell(amira, asked, monkeypatch):
    duty = requests.duties["answered_in_time"]
    monkeypatch.setattr(duty, "detail", lambda record, today: [f"Its time ended on {record.due_on}."])
    record = asked(60)

    for address in (DUTY, record.get_absolute_url()):
        assert f"Its time ended on {record.due_on}." in amira.get(address).content.decode()


def test_the_head_of_the_service_answers_for_a_finding_in_a_recorded_step(amira, asked, cast, client_of):
    record = asked(60, "late")
    helen = client_of(cast["helen"])
    url = record.get_absolute_url() + "except_from_duty/"
    form = helen.get(url)

    helen.post(
        url,
        {
            "submission": form.context["submission"],
            "shown-version": form.context["version"],
            "duty": "requests.answered_in_time",
            "reason": "The archive burned",
            "until": "2018-04-30",
        },
    )

    exception = DutyException.objects.get()
    assert (exception.owner, exception.until) == (cast["helen"], date(2018, 4, 30))
    assert record.events.last().sentence == (
        "Helen Marsh answers until 30 April 2018 for a duty that is not met: The archive burned"
    )
    response = amira.get(DUTY)
    assert [row.title for row in response.context["rows"]] == []
    assert "Helen Marsh" in response.content.decode()
    assert figures(amira.get("/duties/"))["excepted"] == "1"
    assert "answers for it until 30 April 2018" in amira.get(record.get_absolute_url()).content.decode()


def test_an_exception_ends_on_its_day(amira, asked, cast):
    except_it(asked(60), cast["helen"])
    DutyException.objects.update(until=date(2018, 3, 13))

    assert len(amira.get(DUTY).context["rows"]) == 1


def test_nobody_else_may_answer_for_a_finding(cast, asked, today):
    from guildhall.kernel.actions import Refused

    with pytest.raises(Refused, match="Your role does not include this"):
        except_it(asked(60), cast["amira"])


def test_nothing_is_excepted_for_ever_or_for_the_past(cast, asked, today):
    from guildhall.kernel.actions import Invalid

    for day in ("2018-03-13", "2019-06-01"):
        with pytest.raises(Invalid, match="within a year"):
            except_it(asked(60), cast["helen"], until=day)


def test_a_record_that_meets_every_duty_needs_nobody_to_answer(cast, asked, today):
    record = asked(1)

    assert requests.actions["except_from_duty"].why_not(record, cast["helen"]) == "It meets every duty."


def test_a_finding_one_may_not_see_is_neither_listed_nor_counted(amira, asked, cast, client_of):
    record = asked(60, "CANARY")
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)

    assert "CANARY" not in amira.get(DUTY).content.decode()
    assert figures(amira.get("/duties/"))["records"] == "0"
    assert "CANARY" in client_of(cast["ines"]).get(DUTY).content.decode()


def test_a_duty_of_a_service_one_does_not_work_in_is_not_there(cast, client_of, today):
    assert client_of(cast["tomas"]).get(DUTY).status_code == 404
    assert client_of(cast["ines"]).get("/duties/requests/nothing/").status_code == 404
