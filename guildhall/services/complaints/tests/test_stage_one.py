"""From arriving to the stage 1 letter: what is a complaint, what it is owed, and what its letter must say."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.records import Sensitivity
from guildhall.kernel.services import action
from guildhall.services.complaints import actions
from guildhall.services.complaints.casework import overall
from guildhall.services.complaints.models import Complaint
from guildhall.services.complaints.tests.conftest import MONDAY, decide_all, promise

Stage = Complaint.Stage
TEST = {"test": "dissatisfied", "regime": "corporate", "definition": "What she means", "points": "One"}


def due(complaint, kind):
    return complaint.deadlines.get(kind=kind).due_on


def test_a_complaint_counts_from_the_day_it_arrives(received, letter):
    complaint = received()

    assert (complaint.reference, complaint.regime) == ("CP-2026-00001", "housing")
    assert complaint.team.name == "Housing"
    assert complaint.sensitivity == Sensitivity.PERSONAL
    assert complaint.due_on == date(2026, 6, 8), "acknowledged in five working days"
    assert due(complaint, "answer") == date(2026, 6, 22), "and answered ten after the last of them"
    assert "**By Monday 8 June 2026** we tell you how we understand it" in letter(complaint)


def test_time_to_answer_runs_from_the_acknowledgement(accepted, letter):
    complaint = accepted(on=date(2026, 6, 12))

    assert complaint.stage == Stage.FIRST
    assert complaint.due_on == date(2026, 6, 26)
    assert complaint.deadlines.get(kind="acknowledgement").met_on == date(2026, 6, 12)
    assert "1. The boiler was not mended\n2. Nobody told her why" in letter(complaint)
    assert "You will have an answer by Friday 26 June 2026" in letter(complaint)


def test_a_complaint_of_2017_has_the_time_of_the_policy_of_2017(accepted):
    complaint = accepted(on=date(2017, 6, 12))

    assert complaint.due_on == date(2017, 7, 3), "fifteen working days from the day it came"


@pytest.mark.parametrize(
    ("test", "said"),
    [("request", "That is a request for a service"), ("survey", "Ask them first whether they want it")],
)
def test_what_is_no_complaint_is_not_taken_on_as_one(received, cora, test, said):
    with pytest.raises(Invalid) as refusal:
        actions.accept(received(), by=cora, **{**TEST, "test": test})

    assert said in str(refusal.value)


def test_somebody_may_complain_for_another_and_says_by_what_right(received):
    complaint = received(for_whom="other", authority="My mother, who asked me to")

    assert complaint.authority == "My mother, who asked me to"
    with pytest.raises(Invalid, match="Tell us who it is for"):
        received(for_whom="other")


def test_an_old_complaint_is_looked_at_for_a_reason(received, cora, letter):
    complaint = received(since_on=date(2025, 5, 1))

    with pytest.raises(Invalid, match="Say why we look at it although it is old"):
        actions.accept(complaint, by=cora, **TEST)
    accepted = actions.accept(complaint, by=cora, late_because="She was in hospital.", **TEST)

    assert "We look at it all the same: She was in hospital." in letter(accepted)


def test_what_is_not_accepted_is_told_of_the_ombudsman_and_counted(received, cora, letter):
    complaint = received(since_on=date(2024, 1, 1))
    told = {"ground": "old", "reasons": "The file has been destroyed in its time."}

    with pytest.raises(Invalid, match="no kind of complaint is shut out"):
        actions.refuse(complaint, by=cora, **told)
    refused = actions.refuse(complaint, by=cora, weighed=True, **told)

    assert refused.stage == Stage.REFUSED
    assert "The file has been destroyed in its time." in letter(refused)
    assert "Housing Ombudsman Service" in letter(refused)
    assert "0300 111 3000" in letter(refused)


def test_it_is_not_called_old_when_nobody_says_that_it_is(received, cora):
    with pytest.raises(Invalid, match="Nothing says that they knew of it"):
        actions.refuse(received(), by=cora, ground="old", reasons="Old", weighed=True)


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [("conduct", "monitoring officer"), ("school", "governing"), ("licensing", "licensing team"),
     ("request", "request for a service")],
)  # fmt: skip
def test_what_is_decided_elsewhere_is_passed_on_with_where(received, cora, letter, elsewhere, said):
    passed = actions.pass_on(received(), by=cora, elsewhere=elsewhere, because="Ola has it now.")

    assert passed.stage == Stage.ROUTED
    assert said in letter(passed)


def test_the_service_goes_on_beside_the_complaint(people):
    dev = people["dev"]
    request = action("requests", "log")(
        by=dev, wanted="The log of visits", name="Nora Bell", channel="phone", regime="foi", on=MONDAY
    )
    complaint = actions.log(
        by=dev, area="repairs", complained="Nobody came", name="Nora Bell", channel="phone", on=MONDAY,
        beside=request.reference,
    )  # fmt: skip

    assert complaint.links.get(kind="complains_of").target_id == request.pk
    assert request.is_open


# --- the letter is complete, or is not sent ----------------------------------------------------


def test_the_letter_says_what_it_lacks(accepted, cora):
    complaint = accepted()

    assert actions.answer.why_not(complaint, cora) == (
        "The letter still lacks a decision with its reason on points 1 and 2."
    )
    first = complaint.points.get(number=1)
    complaint = actions.decide_point(complaint, by=cora, point=first.pk, outcome="upheld", reasons="No visit")

    assert actions.answer.why_not(complaint, cora) == (
        "The letter still lacks a decision with its reason on point 2 and a remedy, or why nothing is owed."
    )
    with pytest.raises(Refused, match="still lacks"):
        actions.answer(complaint, by=cora, answer="Sorry")


def test_a_whole_letter_says_all_that_the_code_asks(accepted, cora, letter):
    complaint = decide_all(accepted(), cora, "partly")
    complaint = promise(complaint, cora)
    complaint = promise(complaint, cora, kind="payment", what="Pay for the heater", cost="120.50")
    complaint = actions.answer(complaint, by=cora, answer="We are sorry.")
    sent = letter(complaint)

    assert complaint.stage == Stage.ANSWERED
    assert (complaint.outcome, complaint.handled_by, complaint.in_time) == ("partly", cora, True)
    for said in (
        "stage 1",
        "Her boiler was not mended, and nobody said why.",
        "**1. The boiler was not mended**",
        "**Partly upheld.** We missed two visits.",
        "Mend the boiler (by Wed 1 July 2026)",
        "Pay for the heater (by Wed 1 July 2026, £120.50)",
        "Ask us for **stage 2** by Monday 29 June 2026",
        "Housing Ombudsman Service",
    ):
        assert said in sent, said


def test_nothing_is_owed_only_for_a_reason(accepted, cora, letter):
    complaint = decide_all(accepted(), cora)
    complaint = actions.owe_nothing(complaint, by=cora, reasons="It was mended before you wrote.")
    complaint = actions.answer(complaint, by=cora, answer="Thank you.")

    assert "It was mended before you wrote." in letter(complaint)


def test_nothing_upheld_owes_nothing(accepted, cora, letter):
    complaint = actions.answer(decide_all(accepted(), cora, "not_upheld"), by=cora, answer="Thank you.")

    assert complaint.outcome == "not_upheld"
    assert "We found nothing that has to be put right." in letter(complaint)


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        (("upheld", "upheld"), "upheld"),
        (("upheld", "not_upheld"), "partly"),
        (("partly", "no_finding"), "partly"),
        (("not_upheld", "no_finding"), "not_upheld"),
        (("no_finding", "no_finding"), "no_finding"),
    ],
)
def test_the_whole_is_what_its_points_come_to(outcomes, whole):
    assert overall(outcomes) == whole


# --- more time, and more points ----------------------------------------------------------------


def test_it_takes_longer_once_for_a_reason_and_the_ombudsman_is_named(accepted, cora, letter):
    complaint = accepted()
    complaint = actions.extend(complaint, by=cora, reason="The contractor is away.")

    assert complaint.due_on == date(2026, 6, 29), "twenty working days in all"
    assert "The contractor is away." in letter(complaint)
    assert "Housing Ombudsman Service" in letter(complaint)
    assert "It was extended on Mon 1 June 2026" in actions.extend.why_not(complaint, cora)


def test_it_cannot_be_extended_once_it_is_late(accepted, cora):
    complaint = accepted()

    with time.pretend(date(2026, 6, 16)):
        assert "Too late: they had to be told by Mon 15 June 2026" in actions.extend.why_not(complaint, cora)


def test_what_is_new_folds_in_until_stage_1_is_answered(accepted, answered, cora):
    complaint = actions.add_point(accepted(), by=cora, text="The stairs are dark")

    assert [each.number for each in complaint.points.order_by("number")] == [1, 2, 3]
    assert actions.add_point.why_not(answered(), cora) == (
        "Stage 1 was answered on Mon 1 June 2026: something new is a complaint of its own."
    )


def test_adult_social_care_is_answered_by_an_agreed_plan(accepted, people, letter):
    complaint = accepted("adults")
    assert (complaint.due_on, complaint.round) == (date(2026, 12, 1), 1)

    complaint = actions.agree_plan(
        complaint, by=people["mira"], plan="We visit her first.", agreed_on=date(2026, 7, 10)
    )

    assert complaint.due_on == date(2026, 7, 10)
    assert "You will have an answer by Friday 10 July 2026" in letter(complaint)


def test_data_protection_complaints_are_acknowledged_in_thirty_days(received):
    complaint = received("data", on=date(2026, 6, 19))

    assert [(each.kind, each.due_on) for each in complaint.deadlines.all()] == [
        ("acknowledgement", date(2026, 7, 20))
    ]
    assert received("data", on=date(2018, 3, 1)).due_on == date(2018, 3, 8), "the policy of its day"


def test_it_can_be_withdrawn(accepted, cora):
    complaint = actions.withdraw(accepted(), by=cora, why="It was mended.")

    assert (complaint.stage, complaint.is_open) == (Stage.WITHDRAWN, False)
