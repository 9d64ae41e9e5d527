"""The yearly questions on internal control: answered over days, handed in, and followed to the end."""

from datetime import date, timedelta

import pytest

from guildhall.commons.forms.questionnaires import in_force, versions
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.services.assurance.actions import returns
from guildhall.services.assurance.framework import parts
from guildhall.services.assurance.models import Improvement
from guildhall.services.assurance.places import QUESTIONNAIRES

LACKING = {
    "says": "partly", "evidence": "Some", "remedy": "Keep a log", "owner_role": "Service manager",
    "due_on": date(2018, 9, 1),
}  # fmt: skip


def test_forty_questions_each_bear_on_a_part_of_a_principle():
    asked = in_force(QUESTIONNAIRES, date(2018, 4, 16))

    assert (len(asked.sections), len(asked.questions)) == (10, 40)
    assert {each.shows for each in asked.questions.values()} <= parts().keys()
    assert {each.shows[0] for each in asked.questions.values()} == set("ABCDEFG")


def test_a_version_is_asked_from_its_day_on(tmp_path):
    for day, text in (("2018-01-01", "Is there a log?"), ("2019-01-01", "Is there a good log?")):
        section = f'key = "risk"\ntitle = "Risk"\nquestions = [{{ text = "{text}" }}]'
        told = f'title = "Control"\n[[sections]]\n{section}'
        (tmp_path / f"{day}.toml").write_text(told, encoding="utf-8")

    def asked(day):
        return [each.text for each in in_force(tmp_path, day).questions.values()]

    assert list(versions(tmp_path)) == ["2018-01-01", "2019-01-01"]
    assert asked(date(2017, 5, 1)) == asked(date(2018, 12, 31)) == ["Is there a log?"]
    assert asked(date(2019, 1, 1)) == ["Is there a good log?"]


def test_a_return_is_due_in_four_weeks(asked, finds):
    assert (asked.title, asked.questionnaire) == ("Customer services, 2017-18", "2018-01-01")
    assert asked.due_on == date(2018, 5, 15)
    assert finds("returns", "handed_in_in_time", date(2018, 5, 15)) == []
    assert len(finds("returns", "handed_in_in_time", date(2018, 5, 16))) == 1


def test_an_area_is_asked_once_a_year(asked, cast):
    with pytest.raises(Invalid, match="asks that of Customer services already"):
        returns.ask(by=cast["rowan"], area="customer services", year=2017, asked_of="Head of service")


def test_only_whoever_may_answers(asked, cast):
    for player in ("lorna", "ines", "dev"):
        with pytest.raises(Refused, match="Your role does not include this"):
            returns.answer(asked, by=cast[player], question="risk-1", says="fully", evidence="The log")


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ("remedy", "Say what will be done"),
        ("owner_role", "Say who does it"),
        ("due_on", "Say by when it is done"),
        ("evidence", "Say what shows that"),
    ],
)
def test_an_answer_that_is_not_fully_leads_to_something(asked, answer, missing, why):
    with pytest.raises(Invalid, match=why):
        answer(asked, "risk-1", **{**LACKING, missing: ""})
    assert not asked.answers.exists()


def test_no_other_question_is_answered(asked, answer):
    with pytest.raises(Invalid, match="asks no such question"):
        answer(asked, "luck-1")


def test_it_can_be_left_and_taken_up_and_answered_otherwise(asked, answer):
    answer(asked, "risk-1", **LACKING)
    with time.pretend(date(2018, 4, 20)):
        answer(asked, "risk-2", says="na", evidence="")
        answer(asked, "risk-1")

    assert dict(asked.answers.values_list("question", "says")) == {"risk-1": "fully", "risk-2": "na"}
    assert not asked.improvements.exists()


def test_it_is_handed_in_once_every_question_has_an_answer(asked, answer, answer_all, cast):
    answer(asked, "risk-1")
    with pytest.raises(Refused, match="39 questions have no answer yet"):
        returns.hand_in(asked, by=cast["helen"])

    answer_all(asked)
    asked = returns.hand_in(asked, by=cast["helen"])
    assert (asked.stage, asked.handed_in_on, asked.due_on) == ("handed_in", date(2018, 4, 16), None)
    with pytest.raises(Refused, match="handed in"):
        answer(asked, "risk-1")


@pytest.fixture
def handed_in(asked, answer_all, cast):
    answer_all(asked, risk_1=LACKING, risk_2={**LACKING, "says": "not", "remedy": "Look each quarter"})
    return returns.hand_in(asked, by=cast["helen"])


def improvement(text):
    return Improvement.objects.get(text=text).pk


def test_an_improvement_is_followed_to_its_end(handed_in, finds, cast):
    with pytest.raises(Refused, match="still under way"):
        returns.settle(handed_in, by=cast["rowan"])
    late = date(2018, 9, 2)
    assert finds("returns", "improvements_are_in_time", date(2018, 9, 1)) == []
    (found,) = finds("returns", "improvements_are_in_time", late)
    assert "“Keep a log” was to be done by Sat 1 September 2018. Service manager was to do it." in found

    with time.pretend(late):
        returns.complete_improvement(
            handed_in, by=cast["helen"], improvement=improvement("Keep a log"), outcome="There is one"
        )
        returns.redate_improvement(
            handed_in, by=cast["helen"], improvement=improvement("Look each quarter"), owner_role="Manager",
            due_on=date(2018, 12, 1), reason="The manager is new",
        )  # fmt: skip
        assert finds("returns", "improvements_are_in_time", late) == []
        returns.drop_improvement(
            handed_in, by=cast["helen"], improvement=improvement("Look each quarter"), reason="Done elsewhere"
        )
        settled = returns.settle(handed_in, by=cast["rowan"])
    assert (settled.stage, settled.closed_on) == ("settled", late)


def test_an_area_that_is_not_asked_again_is_found(handed_in, finds, cast):
    assert finds("returns", "asked_each_year", date(2019, 6, 30)) == []
    assert finds("returns", "asked_each_year", date(2019, 7, 1)) == [
        ("Customer services answered for 2017-18, and was not asked again.",)
    ]
    with time.pretend(date(2019, 7, 1)):
        returns.ask(by=cast["rowan"], area="Customer services", year=2018, asked_of="Head of service")
    assert finds("returns", "asked_each_year", date(2019, 7, 1)) == []


def test_the_measures_read_what_was_handed_in_and_improved_in_time(handed_in, cast):
    other = returns.ask(by=cast["rowan"], area="Elections", year=2017, asked_of="Head of service")
    year = Period.year(2018)
    assert measure("returns.returns_in_time").value(year) == 50
    returns.withdraw(other, by=cast["rowan"], reason="It is part of another area")
    assert measure("returns.returns_in_time").value(year) == 100
    assert measure("returns.improved_in_time").value(year) == 0


def test_its_words_are_forgotten_in_time(handed_in, cast):
    from guildhall.kernel.retention import dispose

    for text in ("Keep a log", "Look each quarter"):
        returns.complete_improvement(handed_in, by=SYSTEM, improvement=improvement(text), outcome="Jo did it")
    returns.settle(handed_in, by=SYSTEM)
    with time.pretend(time.today() + timedelta(days=3653)):
        assert dispose(time.today()) == 1

    assert set(Improvement.objects.values_list("text", "outcome")) == {("[forgotten]", "")}
    assert set(handed_in.answers.values_list("evidence", flat=True)) == {""}
