"""Stage 2 by somebody else, stage 3 by a panel, and after that the Ombudsman."""

from datetime import date

import pytest

from guildhall.commons.parties import links
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import Actor
from guildhall.services.complaints import actions
from guildhall.services.complaints.models import Complaint
from guildhall.services.complaints.tests.conftest import decide_all

Stage = Complaint.Stage
ASKED = date(2026, 6, 15)


def nora(complaint):
    """Nora Bell, through the link in her letter."""
    part = complaint.involvements.select_related("party").get(role="complainant")
    return Actor("party", part.party_id, part.party.name)


@pytest.fixture
def escalated(answered):
    """Makes complaints of which Nora has asked for stage 2, by her link, two weeks after the answer."""

    def escalate(area="repairs"):
        complaint = answered(area)
        with time.pretend(ASKED):
            return actions.escalate(complaint, by=nora(complaint), still_wrong="It still does not work.")

    return escalate


def test_stage_2_is_asked_for_by_the_link_in_the_letter(escalated):
    complaint = escalated()

    assert (complaint.stage, complaint.is_open, complaint.round) == (Stage.ESCALATED, True, 2)
    assert complaint.due_on == date(2026, 6, 22), "acknowledged in five working days"


def test_stage_2_is_asked_for_in_time_or_for_a_reason(answered, cora, client):
    complaint = answered()
    part = complaint.involvements.get(role="complainant")
    page = f"/track/{links.token(complaint.pk, part.party_id)}/"

    with time.pretend(date(2026, 6, 29)):
        assert "Ask for stage 2" in client.get(page).content.decode()
    with time.pretend(date(2026, 6, 30)):
        assert "Ask for stage 2" not in client.get(page).content.decode()
        assert "until Mon 29 June 2026" in actions.escalate.why_not(complaint, nora(complaint))
        with pytest.raises(Invalid, match="although the time to ask is over"):
            actions.escalate(complaint, by=cora, still_wrong="No")
        late = actions.escalate(complaint, by=cora, still_wrong="No", late_because="She was away.")

    assert late.stage == Stage.ESCALATED


def test_whoever_answered_does_not_look_at_it_again(escalated, people, cora):
    complaint = escalated()
    told = {"definition": "It still does not work."}

    with time.pretend(ASKED):
        with pytest.raises(Invalid, match="Choose somebody who did not answer it at stage 1"):
            actions.acknowledge_again(complaint, by=cora, owner=cora.pk, **told)
        complaint = actions.acknowledge_again(complaint, by=cora, owner=people["rowan"].pk, **told)

        assert complaint.due_on == date(2026, 7, 13), "twenty working days after the acknowledgement"
        assert actions.answer_again.why_not(complaint, cora) == (
            "You answered it at stage 1: somebody else decides stage 2."
        )


def test_a_stage_2_letter_cannot_be_sent_incomplete(escalated, people, cora, letter):
    rowan = people["rowan"]
    with time.pretend(ASKED):
        complaint = actions.acknowledge_again(
            escalated(), by=cora, owner=rowan.pk, definition="It still does not work."
        )
        with pytest.raises(Refused, match="still lacks a decision with its reason on points 1 and 2"):
            actions.answer_again(complaint, by=rowan, answer="We looked afresh.")
        complaint = actions.answer_again(
            decide_all(complaint, rowan, "upheld"), by=rowan, answer="We looked afresh."
        )

    assert (complaint.stage, complaint.outcome_again) == (Stage.ANSWERED_AGAIN, "upheld")
    assert complaint.in_time is True
    assert complaint.handled_again_by == rowan
    assert complaint.points.get(number=1).decisions.count() == 2, "what stage 1 decided stays"
    assert "This is the council’s last word on it" in letter(complaint)
    assert "Mend the boiler" in letter(complaint)
    assert "This procedure has 2 stages." in actions.ask_for_panel.why_not(complaint, cora)


def test_stage_2_takes_longer_once_up_to_forty_days(escalated, people, cora):
    with time.pretend(ASKED):
        complaint = actions.acknowledge_again(
            escalated(), by=cora, owner=people["rowan"].pk, definition="It still does not work."
        )
        complaint = actions.extend(complaint, by=cora, reason="A surveyor has to see it.")

        assert complaint.due_on == date(2026, 8, 10)
        assert actions.extend.why_not(complaint, cora).endswith("that is allowed once.")


def test_adult_social_care_has_no_second_stage(answered, people):
    complaint = answered("adults")

    assert actions.escalate.why_not(complaint, people["mira"]) == (
        "This procedure has one stage. "
        "After that the Local Government and Social Care Ombudsman can look at it."
    )


def test_a_childs_complaint_goes_to_an_investigator_an_independent_person_and_a_panel(
    escalated, people, letter
):
    complaint, mira, lena = escalated("children"), people["mira"], people["lena"]
    with time.pretend(ASKED):
        assert complaint.due_on == date(2026, 7, 20), "25 working days, from the day it was asked for"
        told = {"owner": lena.pk, "definition": "Nobody visits."}
        with pytest.raises(Invalid, match="independent_person"):
            actions.acknowledge_again(complaint, by=mira, investigator="Ada Quist", **told)
        complaint = actions.acknowledge_again(
            complaint, by=mira, investigator="Ada Quist", independent_person="Bo Winter", **told
        )
        assert "Bo Winter, who does not work for us" in letter(complaint)
        complaint = actions.extend(complaint, by=mira, reason="Four people are to be heard.")
        assert complaint.due_on == date(2026, 9, 15), "65 working days at most"
        complaint = actions.answer_again(decide_all(complaint, lena), by=lena, answer="We are sorry.")
        assert "You can ask for a **review panel**" in letter(complaint)
        complaint = actions.ask_for_panel(complaint, by=nora(complaint), still_wrong="Nothing changed.")
    assert complaint.due_on == date(2026, 7, 27), "the panel meets within thirty working days"
    assert "They meet by Monday 27 July 2026" in letter(complaint)
    with time.pretend(date(2026, 7, 20)):
        complaint = actions.panel_met(complaint, by=mira, on=date(2026, 7, 20))
        assert complaint.due_on == date(2026, 7, 27), "and reports within five"
        complaint = actions.panel_reported(complaint, by=mira, panel_said="Visit.", on=date(2026, 7, 20))
        assert complaint.due_on == date(2026, 8, 10), "and is answered within fifteen"
        complaint = actions.answer_finally(complaint, by=mira, answer="We visit each week.")

    assert (complaint.stage, complaint.in_time) == (Stage.FINISHED, True)
    assert "We visit each week." in letter(complaint)
