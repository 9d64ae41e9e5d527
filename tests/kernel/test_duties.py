"""A finding is where a duty is not met; a live exception sets it apart, and never hides it."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from guildhall.kernel import time
from guildhall.kernel.duties import Duty, DutyException, findings
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.requests import actions

TODAY = date(2018, 3, 28)


@pytest.fixture
def duty():
    """A duty of the requests for as long as the test lasts."""
    requests = service("requests")

    def answered_at_once(records, today):
        return records.open().filter(opened_on__lt=today)

    def what_was_wanted(request, today):
        yield f"Wanted since {request.opened_on}: {request.wanted}"

    duty = Duty(
        requests,
        "Answered at once",
        answered_at_once,
        law="FOIA s.10",
        settled_by="Answer it.",
        detail=what_was_wanted,
    )
    yield duty
    del requests.duties["answered_at_once"]


@pytest.fixture
def requests_of_march(cast):
    made = []
    for day in (5, 12, 28):
        with time.pretend(date(2018, 3, day)):
            made.append(
                actions.ask(
                    by=SYSTEM, wanted=f"Grit on the {day}th", name="Jo Castle", email="jo@example.org"
                )
            )
    return made


def excuse(duty, record, owner, until):
    DutyException.objects.create(
        duty=duty.key, record=record, owner=owner, reason="Flooded archive.", until=until
    )


def printed(*arguments):
    out = StringIO()
    with time.pretend(TODAY):
        call_command("findings", *arguments, stdout=out)
    return out.getvalue()


def test_a_finding_is_a_record_that_does_not_meet_the_duty(duty, requests_of_march, cast):
    found = list(findings([duty], cast["amira"], TODAY))

    assert [each.record.pk for each in found] == [each.pk for each in requests_of_march[:2]]


def test_a_finding_says_what_in_the_record_is_meant(duty, requests_of_march):
    assert [each.detail for each in findings([duty], SYSTEM, TODAY)] == [
        ("Wanted since 2018-03-05: Grit on the 5th",),
        ("Wanted since 2018-03-12: Grit on the 12th",),
    ]


def test_nobody_finds_what_they_may_not_see(duty, requests_of_march, cast):
    assert not list(findings([duty], cast["tomas"], TODAY))
    assert len(list(findings([duty], SYSTEM, TODAY))) == 2


def test_an_exception_sets_a_finding_apart_until_its_day(duty, requests_of_march, cast):
    excuse(duty, requests_of_march[0], cast["helen"], until=TODAY)

    broken, excepted = list(findings([duty], SYSTEM, TODAY))
    assert (broken.exception, excepted.exception.reason) == (None, "Flooded archive.")

    a_day_later = list(findings([duty], SYSTEM, date(2018, 3, 29)))
    assert [each.exception for each in a_day_later] == [None, None, None]


def test_an_exception_from_one_duty_excuses_no_other(duty, requests_of_march, cast):
    DutyException.objects.create(
        duty="requests.another",
        record=requests_of_march[0],
        owner=cast["helen"],
        reason="Other.",
        until=TODAY,
    )

    assert [each.exception for each in findings([duty], SYSTEM, TODAY)] == [None, None]


def test_findings_are_walked_in_few_queries(duty, requests_of_march, cast, django_assert_num_queries):
    for record in requests_of_march[:2]:
        excuse(duty, record, cast["helen"], until=TODAY)

    with django_assert_num_queries(3):
        assert [str(each.exception.owner) for each in findings([duty], SYSTEM, TODAY)] == ["Helen Marsh"] * 2


def test_the_command_lists_each_finding_with_what_would_settle_it(duty, requests_of_march, cast):
    excuse(duty, requests_of_march[1], cast["helen"], until=date(2018, 4, 30))

    broken, excepted = json.loads(printed("--json", "--duty", duty.key))

    assert broken["duty"] == "requests.answered_at_once"
    assert broken["law"] == "FOIA s.10"
    assert broken["record"] == requests_of_march[0].reference
    assert broken["settled_by"] == "Answer it."
    assert broken["detail"] == ["Wanted since 2018-03-05: Grit on the 5th"]
    assert broken["exception"] is None
    assert excepted["exception"] == {
        "owner": "Helen Marsh",
        "reason": "Flooded archive.",
        "until": "2018-04-30",
    }


def test_the_command_speaks_plain_words_too(duty, requests_of_march):
    text = printed("--duty", duty.key)

    assert "Information requests: Answered at once (FOIA s.10)\n  What settles it: Answer it." in text
    assert f"{requests_of_march[0].reference}: Grit on the 5th\n    Wanted since 2018-03-05: " in text
    assert text.endswith("2 findings.\n")


def test_a_directorate_without_findings_is_told_so(duty, cast):
    assert json.loads(printed("--json", "--service", "requests")) == []
    assert printed("--duty", duty.key) == "Every duty is met.\n"


def test_an_unknown_duty_is_one_clear_sentence(duty, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("findings", "--duty", "requests.sing")

    assert left.value.code == 2
    assert "There is no such duty. The duties are: " in capsys.readouterr().err
