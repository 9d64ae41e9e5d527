"""What was promised is followed until it is done and shown, after the complaint is closed."""

from datetime import date

import pytest

from guildhall.commons.parties import links
from guildhall.commons.parties.own_data import own_data
from guildhall.kernel import retention, time
from guildhall.kernel.actions import Invalid
from guildhall.kernel.gates import SYSTEM
from guildhall.services.complaints import actions
from guildhall.services.complaints.duties import (
    acknowledged_in_time,
    answered_in_time,
    done_in_time,
    every_point_answered,
    learned_from,
    put_right,
)
from guildhall.services.complaints.models import Decision, Remedy
from guildhall.services.complaints.tests.conftest import MONDAY, decide_all, promise

LATER = date(2026, 7, 2)


def found(duty, today):
    return [each.record.reference for each in duty.findings(SYSTEM, today)]


@pytest.fixture
def remedy(answered, people):
    """What was promised to Nora: the boiler, by 1 July, seen to by Grace."""
    complaint = answered()
    return complaint.remedies.get()


def test_a_remedy_is_a_record_with_an_owner_and_a_day(remedy, cora):
    assert (remedy.reference, remedy.due_on, remedy.owner) == ("RM-2026-00001", date(2026, 7, 1), cora)
    assert remedy.team.name == "Housing"


def test_it_stays_on_the_desk_after_the_complaint_is_closed(remedy, client_of, people):
    assert not remedy.of.is_open
    with time.pretend(LATER):
        page = client_of(people["grace"]).get("/desk/").content.decode()

    assert "Mend the boiler" in page
    assert found(done_in_time, date(2026, 7, 1)) == []
    assert found(done_in_time, LATER) == [remedy.reference]


def test_it_is_done_when_somebody_says_how_that_is_known(remedy, people, client):
    grace = people["grace"]
    with time.pretend(date(2026, 6, 30)):
        with pytest.raises(Invalid):
            actions.do(remedy, by=grace)
        done = actions.do(remedy, by=grace, evidence="Job 4411, seen by the tenant.")

    assert (done.stage, done.in_time, found(done_in_time, LATER)) == (Remedy.Stage.DONE, True, [])
    part = done.of.involvements.get(role="complainant")
    page = client.get(f"/track/{links.token(done.of_id, part.party_id)}/").content.decode()
    assert "Mend the boiler (done on Tue 30 June 2026)" in page


def test_a_later_day_needs_a_reason_and_is_later(remedy, cora):
    with pytest.raises(Invalid, match="later than the one that was promised"):
        actions.promise_later(remedy, by=cora, promised_for=date(2026, 6, 30), reason="Parts")
    moved = actions.promise_later(remedy, by=cora, promised_for=date(2026, 7, 20), reason="Parts are late.")

    assert moved.due_on == date(2026, 7, 20)


def test_a_payment_says_how_much(accepted, cora):
    with pytest.raises(Invalid, match="Enter how much is paid"):
        promise(accepted(), cora, kind="payment", what="Pay for the heater")


def test_what_is_no_longer_owed_counts_no_more(answered, cora):
    complaint = answered()
    actions.drop(complaint.remedies.get(), by=cora, reasons="She moved out, and agrees.")

    assert found(put_right, MONDAY) == [complaint.reference]


def test_late_complaints_are_found(received, accepted):
    new, looked_into = received(), accepted()

    assert found(acknowledged_in_time, date(2026, 6, 8)) == []
    assert found(acknowledged_in_time, date(2026, 6, 9)) == [new.reference]
    assert found(answered_in_time, date(2026, 6, 15)) == []
    assert found(answered_in_time, date(2026, 6, 16)) == [looked_into.reference]


def test_a_point_without_an_answer_is_found_and_named(answered):
    complaint = answered()
    assert found(every_point_answered, MONDAY) == []

    Decision.objects.filter(point__complaint=complaint, point__number=2).delete()

    (finding,) = every_point_answered.findings(SYSTEM, MONDAY)
    assert finding.detail == ("Nothing was decided of “Nobody told her why”.",)


def test_the_council_learns_within_four_weeks(answered, cora):
    complaint = answered()
    assert found(learned_from, date(2026, 6, 29)) == []
    assert found(learned_from, date(2026, 6, 30)) == [complaint.reference]

    actions.learn(complaint, by=cora, cause="not_done", learned="Visits are confirmed by text.")

    assert found(learned_from, date(2026, 6, 30)) == []


def test_whoever_complained_is_told_all_that_is_held(answered):
    part = answered().involvements.select_related("party").get(role="complainant")
    (record,) = own_data(part.party)["records"]

    assert {"point": "1. The boiler was not mended"} in record["points"]
    assert record["remedies"][0]["what"] == "Mend the boiler"


def test_six_years_later_everything_is_forgotten(answered, cora):
    complaint = answered()
    actions.do(complaint.remedies.get(), by=cora, evidence="Job 4411")
    with time.pretend(date(2032, 6, 2)):
        retention.dispose(date(2032, 6, 2))
    complaint.refresh_from_db()

    assert complaint.complained == retention.FORGOTTEN
    assert {each.text for each in complaint.points.all()} == {retention.FORGOTTEN}
    assert {each.reason for each in Decision.objects.all()} == {retention.FORGOTTEN}
    assert complaint.remedies.get().what == retention.FORGOTTEN


def test_measures_count_what_happened(answered, accepted, cora):
    from guildhall.kernel.measures import Period, measure

    complaint = answered()
    actions.answer(decide_all(accepted(), cora, "not_upheld"), by=cora, answer="Thank you.")
    june = Period.month(MONDAY)

    assert measure("complaints.received").value(june) == 2
    assert measure("complaints.received_repairs").value(june) == 2
    assert measure("complaints.acknowledged_in_time").value(june) == 100
    assert measure("complaints.answered_in_time").value(june) == 100
    assert measure("complaints.upheld").value(june) == 50
    assert measure("complaints.escalated_share").value(june) == 0
    assert measure("remedies.promised").value(june) == 1
    assert complaint.outcome == "upheld"
