"""What an Ombudsman asks is answered by its day, and what they recommend is followed until it is shown."""

from datetime import date

import pytest

from guildhall.commons.parties.own_data import own_data
from guildhall.kernel import retention, time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import Period, measure
from guildhall.services.complaints.actions import ombudsman as actions
from guildhall.services.complaints.actions.ombudsman import log_ombudsman as complaints_verb
from guildhall.services.complaints.duties import ombudsman as duties
from guildhall.services.complaints.models import OmbudsmanCase, Recommendation
from guildhall.services.complaints.tests.conftest import MONDAY

DUE_BACK = date(2026, 6, 29)


def found(duty, today):
    return [each.record.reference for each in duty.findings(SYSTEM, today)]


@pytest.fixture
def case(answered, cora):
    """Makes cases about an answered complaint, with an enquiry due back on 29 June."""

    def log(area="repairs", by=cora, **said):
        complaint = answered(area)
        told = {
            "scheme": "lgsco", "their_reference": "26 001 234", "complaint": complaint.reference,
            "area": area, "subject": "How long the repair took", "kind": "first",
            "asked": "Why did nobody come?",
            "due_back_on": DUE_BACK,
        }  # fmt: skip
        return actions.log(by=by, **{**told, **said})

    return log


@pytest.fixture
def upheld(case, cora):
    """A case answered in time and upheld, with a recommendation due on 31 July."""
    answered = actions.answer_enquiry(case(), by=cora, answer="The contractor missed both visits.")
    decided = actions.decide(answered, by=cora, decision="upheld", found="Fault, and injustice.", on=MONDAY)
    return actions.recommend(
        decided, by=cora, kind="payment", what="Pay £150 for the delay", asked_for=date(2026, 7, 31), cost=150
    )


def test_an_enquiry_is_due_back_on_the_day_they_set(case):
    logged = case()

    assert (logged.reference, logged.due_on) == ("OC-2026-00001", DUE_BACK)
    assert logged.of.reference == "CP-2026-00001"
    assert logged.team.name == "Housing"
    assert found(duties.enquiries_answered, DUE_BACK) == []
    assert found(duties.enquiries_answered, date(2026, 6, 30)) == [logged.reference]


def test_an_enquiry_is_a_question_with_its_day(case):
    with pytest.raises(Invalid, match="or neither"):
        case(due_back_on=None)
    with pytest.raises(Invalid, match="the day it arrived, or later"):
        case(due_back_on=date(2026, 5, 29))


def test_it_is_answered_once_and_asked_again(case, cora):
    logged = case()
    with pytest.raises(Refused, match="Answer the enquiry that is open first"):
        actions.ask_again(logged, by=cora, kind="draft", asked="Any comments?", due_back_on=DUE_BACK)
    answered = actions.answer_enquiry(logged, by=cora, answer="We are sorry.")
    assert answered.due_on is None
    with pytest.raises(Refused, match="No enquiry is open"):
        actions.answer_enquiry(answered, by=cora, answer="And again.")

    again = actions.ask_again(
        answered, by=cora, kind="draft", asked="Any comments?", due_back_on=date(2026, 7, 10)
    )

    assert again.due_on == date(2026, 7, 10)
    assert [each.in_time for each in again.enquiries.order_by("pk")] == [True, False]


def test_a_late_answer_says_that_it_is_late(case, cora):
    logged = case()
    with time.pretend(date(2026, 7, 2)):
        late = actions.answer_enquiry(logged, by=cora, answer="We are sorry.")

    assert "after the day it was due back" in late.events.latest("sequence").sentence
    assert measure("ombudsman.enquiries_in_time").value(Period.month(DUE_BACK)) == 0


def test_each_decides_in_its_own_words(case, cora):
    logged = case(scheme="housing")

    with pytest.raises(Invalid):
        actions.decide(logged, by=cora, decision="upheld", on=MONDAY)
    decided = actions.decide(logged, by=cora, decision="severe", on=MONDAY)

    assert (decided.stage, decided.is_upheld) == (OmbudsmanCase.Stage.DECIDED, True)
    assert found(duties.never_unanswered, MONDAY) == [decided.reference]
    assert found(duties.upheld_is_put_right, MONDAY) == [decided.reference]


def test_what_they_recommend_is_followed_until_it_is_shown(upheld, people):
    recommendation = upheld.recommendations.get()
    assert (recommendation.reference, recommendation.due_on) == ("OR-2026-00001", date(2026, 7, 31))
    assert found(duties.upheld_is_put_right, MONDAY) == []
    assert found(duties.complied_in_time, date(2026, 8, 1)) == [recommendation.reference]

    with pytest.raises(Invalid):
        actions.comply(recommendation, by=people["grace"])
    done = actions.comply(recommendation, by=people["grace"], evidence="Paid on 1 June, BACS 4411.")

    assert (done.stage, done.in_time) == (Recommendation.Stage.COMPLIED, True)
    assert found(duties.complied_in_time, date(2026, 8, 1)) == []


def test_a_later_day_is_later_and_says_who_agreed(upheld, cora):
    recommendation = upheld.recommendations.get()
    with pytest.raises(Invalid, match="later than the one they set"):
        actions.agree_later(recommendation, by=cora, asked_for=date(2026, 7, 30), reason="Agreed")

    moved = actions.agree_later(
        recommendation, by=cora, asked_for=date(2026, 8, 14), reason="The investigator agreed by e-mail."
    )

    assert moved.due_on == date(2026, 8, 14)


def test_the_measures_are_those_of_the_annual_letter(upheld, case, cora):
    actions.decide(
        case(their_reference="26 001 235", asked="", due_back_on=None),
        by=cora,
        decision="not_upheld",
        on=MONDAY,
    )
    actions.decide(
        case(their_reference="26 001 236", asked="", due_back_on=None),
        by=cora,
        decision="referred",
        on=MONDAY,
    )
    actions.comply(upheld.recommendations.get(), by=cora, evidence="Paid.")
    year = Period.year(2026)

    told = {
        key: measure(key).value(year)
        for key in (
            "ombudsman.received", "ombudsman.decided", "ombudsman.upheld", "ombudsman.remedied_before",
            "ombudsman.enquiries_in_time", "recommendations.due", "recommendations.complied",
            "recommendations.complied_in_time",
        )
    }  # fmt: skip

    assert list(told.values()) == [3, 3, 50, 0, 100, 1, 100, 100]


def test_a_case_is_as_close_as_its_complaint(answered, people):
    complaints_verb(
        answered("children"), by=people["mira"], scheme="lgsco", their_reference="26 3", asked="Why?",
        due_back_on=DUE_BACK,
    )  # fmt: skip
    logged = OmbudsmanCase.objects.get()
    assert logged.due_on == DUE_BACK
    decided = actions.decide(logged, by=people["mira"], decision="upheld", on=MONDAY)
    decided = actions.recommend(
        decided, by=people["mira"], kind="apology", what="Apologise", asked_for=date(2026, 7, 31)
    )

    for player in ("cora", "rowan", "grace", "helen"):
        assert not OmbudsmanCase.objects.visible_to(people[player]).exists(), player
        assert not Recommendation.objects.visible_to(people[player]).exists(), player
    for player in ("mira", "lena", "ines"):
        assert OmbudsmanCase.objects.visible_to(people[player]).exists(), player
        assert Recommendation.objects.visible_to(people[player]).exists(), player


def test_a_case_found_to_be_about_a_child_goes_behind_the_wall(answered, case, cora, people):
    logged = actions.log(by=cora, scheme="lgsco", their_reference="26 9", area="other")
    decided = actions.decide(logged, by=cora, decision="upheld", on=MONDAY)
    decided = actions.recommend(
        decided, by=cora, kind="apology", what="Apologise", asked_for=date(2026, 7, 31)
    )
    assert found(duties.about_a_complaint, MONDAY) == [decided.reference]
    child = answered("children")

    with pytest.raises(Invalid, match="No record has the reference"):
        actions.say_which_complaint(decided, by=cora, complaint=child.reference)
    actions.say_which_complaint(decided, by=SYSTEM, complaint=child.reference)

    assert not OmbudsmanCase.objects.visible_to(cora).exists()


def test_its_page_and_the_complaints_tell_the_whole_of_it(upheld, client_of, cora):
    page = client_of(cora)
    case, complaint = (page.get(each.get_absolute_url()).content.decode() for each in (upheld, upheld.of))

    assert "Why did nobody come?" in case
    assert "The contractor missed both visits." in case
    assert "Pay £150 for the delay" in case
    assert "26 001 234" in complaint
    assert "Upheld, Mon 1 June 2026" in complaint


def test_whoever_complained_is_told_what_the_ombudsman_made_of_it(upheld):
    part = upheld.of.involvements.select_related("party").get(role="complainant")
    (told,) = [each for each in own_data(part.party)["records"] if each.get("ombudsman")]

    assert told["ombudsman"][0]["found"] == "Fault, and injustice."
    assert told["ombudsman"][0]["recommended"][0]["what"] == "Pay £150 for the delay"


def test_six_years_later_it_is_forgotten(upheld, case, cora):
    other = actions.decide(
        case(their_reference="26 2", asked="", due_back_on=None), by=cora, decision="not_upheld", on=MONDAY
    )
    with time.pretend(date(2032, 7, 2)):
        retention.dispose(date(2032, 7, 2))
    upheld.refresh_from_db()
    other.refresh_from_db()

    assert upheld.their_reference == other.their_reference == retention.FORGOTTEN
    assert {each.asked for each in upheld.enquiries.all()} == {retention.FORGOTTEN}
