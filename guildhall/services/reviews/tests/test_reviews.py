"""An answer is looked at again, by somebody else, in the time of its law."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.delivery import sweep_outbox
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Sensitivity
from guildhall.kernel.services import service
from guildhall.services.reviews.actions import ask, decide, extend, withdraw
from guildhall.services.reviews.models import Review

APRIL = date(2026, 4, 1)
UPHELD = {"outcome": "upheld", "decision": "The list begins in 2025."}


def test_a_review_of_foi_is_decided_in_twenty_working_days(review_of):
    review = review_of("foi")

    assert (review.opened_on, review.due_on) == (date(2026, 3, 27), date(2026, 4, 28))
    assert review.reference == "RV-2026-00001"
    assert review.events.get().sentence == "A review of IR-2026-00001 was asked for."


def test_an_exceptional_review_takes_forty_and_no_more(people, review_of):
    review = review_of("foi")

    with time.pretend(date(2026, 4, 28)):
        extended = extend(review, by=people["rowan"], reason="Forty boxes.")
        why_not = extend.why_not(extended, people["rowan"])

    assert extended.due_on == date(2026, 5, 28)
    assert why_not == "It was extended on Tue 28 April 2026, and that is allowed once."


def test_a_review_is_not_extended_after_its_time(people, review_of):
    review = review_of("foi")

    with time.pretend(date(2026, 4, 29)), pytest.raises(Refused, match="had to be told by Tue 28 April 2026"):
        extend(review, by=people["rowan"], reason="Forty boxes.")


def test_representations_under_eir_are_decided_in_forty_working_days(people, review_of):
    review = review_of("eir", date(2026, 3, 20))

    assert review.due_on == date(2026, 5, 20)
    assert extend.why_not(review, people["rowan"]) == "EIR reg.11(4) allows no more time."


def test_a_complaint_about_subject_access_is_acknowledged_at_once(review_of):
    with time.pretend(date(2026, 6, 19)):
        review = review_of("sar", date(2026, 6, 19), late_because="They were in hospital.")

    met = {each.kind: (each.due_on, each.met_on) for each in review.deadlines.all()}
    assert met["acknowledgement"] == (date(2026, 7, 20), date(2026, 6, 19))
    assert met["review"][1] is None


def test_nobody_reviews_their_own_answer(people, review_of):
    review = review_of()
    Review.objects.filter(pk=review.pk).update(answered_by=people["rowan"])
    review.refresh_from_db()

    with pytest.raises(Refused, match="decided by somebody else: you answered this request"):
        decide(review, by=people["rowan"], **UPHELD)


def test_the_database_knows_who_answered_too(people, review_of):
    review = review_of()

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(decided_by=people["amira"])


def test_somebody_else_decides_and_says_why(people, review_of):
    review = review_of()
    with pytest.raises(Invalid, match="decision"):
        decide(review, by=people["rowan"], outcome="upheld")

    with time.pretend(date(2026, 4, 28)):
        decided = decide(review, by=people["rowan"], **UPHELD)

    assert (decided.stage, decided.outcome, decided.decided_by) == ("decided", "upheld", people["rowan"])
    assert decided.in_time
    assert decided.events.order_by("sequence").last().sentence == "Rowan Pike upheld the answer."


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("partly", "changed part of the answer"), ("overturned", "overturned the answer")],
)
def test_the_timeline_says_what_was_decided(people, review_of, outcome, words):
    review = review_of()

    with time.pretend(APRIL):
        decided = decide(review, by=people["rowan"], outcome=outcome, decision="You were right.")

    assert decided.events.order_by("sequence").last().sentence == f"Rowan Pike {words}."


def test_only_a_reviewing_officer_decides(people, review_of):
    review = review_of()

    for name in ("bill", "helen", "ines", "dev"):
        assert decide.why_not(review, people[name]) == "Your role does not include this."


def test_a_review_is_opened_from_its_request_and_not_by_itself(people):
    assert ask.why_not(None, people["rowan"]) == "Your role does not include this."


def test_a_review_and_its_letters_are_read_by_no_more_people_than_the_request(people, review_of):
    review = review_of()
    request = review.links.get(kind="reviews").target.typed()
    wanted = service("formats").actions["ask"](
        by=people["rowan"], about=review.reference, letter="Decision", wants="large_print"
    )
    service("requests").actions["raise_sensitivity"](
        request, by=people["amira"], sensitivity=Sensitivity.RESTRICTED, reason="A child is named."
    )

    sweep_outbox()
    sweep_outbox()  # what the review's own wall is heard by

    for record in (review, wanted):
        record.refresh_from_db()
        assert record.sensitivity == Sensitivity.RESTRICTED


def test_a_review_may_be_taken_back(people, review_of):
    review = review_of()

    with time.pretend(APRIL):
        withdrawn = withdraw(review, by=people["rowan"], why="They rang.")

    assert (withdrawn.stage, withdrawn.outcome) == ("withdrawn", "")


def test_the_requester_of_the_answer_is_the_requester_of_its_review(review_of):
    assert review_of().involvements.get().party.name == "Nora Bell"


def test_a_late_review_is_a_finding_until_it_is_decided(people, review_of):
    review = review_of()
    duty = service("reviews").duties["decided_in_time"]
    day_after = date(2026, 4, 29)

    with time.pretend(day_after):
        assert not duty.broken(people["ines"], date(2026, 4, 28)).exists()
        assert list(duty.broken(people["ines"], day_after)) == [review]
        decide(review, by=people["rowan"], **UPHELD)
        assert not duty.broken(people["ines"], day_after).exists()


def test_a_review_without_its_reviewer_is_a_finding(people, review_of):
    review = review_of()
    with time.pretend(APRIL):
        decide(review, by=people["rowan"], **UPHELD)
    duty = service("reviews").duties["decided_by_somebody_else"]
    assert not duty.broken(people["ines"], APRIL).exists()

    Review.objects.filter(pk=review.pk).update(decided_by=None)

    assert list(duty.broken(people["ines"], APRIL)) == [review]


def test_the_figures_tell_how_often_an_answer_was_wrong(people, review_of):
    with time.pretend(date(2026, 3, 30)):
        decide(review_of(), by=people["rowan"], **UPHELD)
        decide(review_of(), by=people["rowan"], outcome="partly", decision="You were right.")
        review_of()

    year = Period.year(2025)
    figures = {name: measure(f"reviews.{name}").value(year) for name in ("asked", "in_time", "changed")}
    assert figures == {"asked": 3, "in_time": 100, "changed": 50}
