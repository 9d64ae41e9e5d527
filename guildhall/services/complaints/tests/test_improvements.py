"""What is learned from complaints has an owner and a day, is shown to be done, and is told to everybody."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import Period, measure
from guildhall.services.complaints.actions import improving as actions
from guildhall.services.complaints.duties import improving as duties
from guildhall.services.complaints.models import Improvement

JULY = date(2026, 7, 1)


def found(duty, today):
    return [each.record.reference for each in duty.findings(SYSTEM, today)]


@pytest.fixture
def planned(answered, cora):
    """What is learned from Nora's complaint, to be done by 1 July."""
    complaint = answered()
    actions.improve(
        complaint, by=cora, cause="not_done", heard="Visits were missed and nobody rang.",
        what="Send a text the day before each visit", promised_for=JULY,
    )  # fmt: skip
    return Improvement.objects.get()


@pytest.fixture
def done(planned, people):
    with time.pretend(date(2026, 6, 25)):
        return actions.do(planned, by=people["grace"], evidence="The texts go out since Monday.")


def test_an_improvement_has_an_owner_and_a_day(planned, cora):
    assert (planned.reference, planned.due_on, planned.owner) == ("IV-2026-00001", JULY, cora)
    assert (planned.team.name, planned.area) == ("Housing", "repairs")
    assert found(duties.done_in_time, JULY) == []
    assert found(duties.done_in_time, date(2026, 7, 2)) == [planned.reference]


def test_it_stands_on_the_page_of_the_complaint_it_is_learned_from(planned, client_of, cora):
    complaint = planned.links.get(kind="learned_from").target

    page = client_of(cora).get(complaint.get_absolute_url()).content.decode()

    assert "Send a text the day before each visit" in page


def test_it_may_be_learned_from_several_complaints(answered, people, cora):
    both = [answered(), answered()]
    told = {"area": "repairs", "cause": "delay", "heard": "It takes too long.", "what": "Two more fitters"}

    improvement = actions.plan(
        by=cora, complaints=" ".join(each.reference for each in both), promised_for=JULY, **told
    )

    assert improvement.links.filter(kind="learned_from").count() == 2
    with pytest.raises(Invalid, match="is no complaint"):
        actions.plan(by=cora, complaints=improvement.reference, promised_for=JULY, **told)


def test_it_is_done_when_somebody_says_how_that_is_known(planned, people):
    with pytest.raises(Invalid):
        actions.do(planned, by=people["grace"])
    done = actions.do(planned, by=people["grace"], evidence="The texts go out since Monday.")

    assert (done.stage, done.in_time) == (Improvement.Stage.DONE, True)


def test_a_later_day_is_later_and_gives_a_reason(planned, cora):
    with pytest.raises(Invalid, match="later than the one that was planned"):
        actions.promise_later(planned, by=cora, promised_for=JULY, reason="Parts")

    assert actions.promise_later(
        planned, by=cora, promised_for=date(2026, 8, 1), reason="The supplier is late."
    ).due_on == date(2026, 8, 1)


@pytest.mark.parametrize("name", ["Mrs Bell told us", "Nora told us", "Write to nora.bell@example.org"])
def test_whoever_complained_is_never_named(done, cora, name):
    with pytest.raises(Invalid, match="names somebody who complained"):
        actions.publish(
            done, by=cora, public_title="Visits", you_said=f"{name} nobody came.", we_did="We send a text."
        )


def test_everybody_is_told_what_was_done(done, cora, client):
    with time.pretend(JULY):
        published = actions.publish(
            done, by=cora, public_title="Visits that are not missed",
            you_said="Visits were missed, like a bell that never rings.", we_did="We send a text.",
        )  # fmt: skip
        shown = [
            client.get(f"/you-said-we-did/{each}")
            for each in ("", f"{published.reference}/", "published.rss", "published.csv", "published.json")
        ]
        pages = [
            b"".join(each.streaming_content).decode() if each.streaming else each.content.decode()
            for each in shown
        ]

    assert {each.status_code for each in shown} == {200}
    for page in pages:
        assert "Visits that are not missed" in page
        assert "Nora" not in page
        assert "CP-2026" not in page
    assert "We send a text." in pages[1]


def test_it_is_told_within_four_weeks_or_it_is_said_why_not(done, cora):
    assert found(duties.told_to_everybody, date(2026, 7, 23)) == []
    assert found(duties.told_to_everybody, date(2026, 7, 24)) == [done.reference]

    actions.decide_not_to_publish(done, by=cora, reason="Only one household uses the service.")

    assert found(duties.told_to_everybody, date(2026, 7, 24)) == []


def test_what_is_learned_behind_a_wall_stays_there_until_it_is_published(answered, people, client):
    mira = people["mira"]
    actions.improve(
        answered("children"), by=mira, cause="not_done", heard="Nobody read the file.",
        what="Read the file at every handover", promised_for=JULY,
    )  # fmt: skip
    improvement = Improvement.objects.get()

    for player in ("cora", "grace", "helen", "dev"):
        assert not Improvement.objects.visible_to(people[player]).exists(), player
    with time.pretend(JULY):
        improvement = actions.do(improvement, by=mira, evidence="The form asks for it.")
        actions.publish(
            improvement, by=mira, public_title="Handovers", you_said="Nobody read the file.",
            we_did="It is read at every handover.",
        )  # fmt: skip

        assert "Handovers" in client.get("/you-said-we-did/").content.decode()


def test_the_measures_count_what_was_learned(done, cora):
    actions.publish(done, by=cora, public_title="Visits", you_said="Missed visits.", we_did="Texts.")
    year = Period.year(2026)

    assert measure("improvements.planned").value(year) == 1
    assert measure("improvements.done_in_time").value(year) == 100
    assert measure("improvements.published").value(year) == 1
    assert measure("complaints.learned").value(year) == 0
