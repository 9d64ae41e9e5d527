"""The review of one pair after the other, by keyboard; the overview; the thresholds."""

import pytest
from django.test import Client

from guildhall.commons.parties.models import Merge
from guildhall.services.linkage.models import Match, Run, Settings


def page(response):
    return response.content.decode()


def test_both_entries_stand_side_by_side_with_what_differs_marked(desk, match):
    shown = page(desk.get("/matches/review/"))

    assert "Gillian Everwood" in shown
    assert "Rose Everwood" in shown
    assert '<mark class="differs">Rose Everwood</mark>' in shown
    assert '<mark class="differs">16 August 1951</mark>' not in shown
    assert "They have different first names." in shown
    assert "waterfall" in shown


def test_one_choice_decides_and_shows_the_next(desk, match):
    given = {"match": match.reference, "version": match.version, "answer": "keep_apart:1", "remark": ""}
    answer = desk.post("/matches/review/", given)

    assert (answer.status_code, answer.url) == (303, "/matches/review/")
    decided = Match.objects.get()
    assert (decided.stage, decided.ground) == (Match.Stage.APART, "Twins, or brothers and sisters")
    assert "Every match is decided" in page(desk.get("/matches/review/"))


def test_joining_joins(desk, match):
    desk.post("/matches/review/", {"match": match.reference, "version": match.version, "answer": "join:1"})

    assert Match.objects.get().stage == Match.Stage.JOINED
    assert Merge.objects.get().reason == "They changed their name"


def test_without_an_answer_the_question_is_asked_again(desk, match):
    answer = desk.post("/matches/review/", {"match": match.reference, "version": match.version})

    assert answer.status_code == 422
    assert "Are they one person?" in page(answer)


def test_two_officers_do_not_decide_the_same_pair_twice(desk, match):
    given = {"match": match.reference, "version": match.version, "answer": "keep_apart:1"}
    desk.post("/matches/review/", given)
    answer = desk.post("/matches/review/", {**given, "answer": "join:0"})

    assert answer.status_code == 422
    assert "Somebody changed this" in page(answer)
    assert not Merge.objects.exists()


def test_a_pair_put_off_is_not_shown_again_today(desk, match):
    desk.post("/matches/review/", {"match": match.reference, "version": match.version, "answer": "later:0"})

    assert "You have put off the rest" in page(desk.get("/matches/review/"))
    assert Match.objects.get().stage == Match.Stage.ASKED


def test_the_record_shows_both_and_what_moved_the_weight(desk, match):
    shown = page(desk.get(match.get_absolute_url()))

    assert "Gillian Everwood" in shown
    assert "What moved the weight" in shown
    assert "They are two people" in shown


def test_the_review_asks_the_database_a_few_questions_however_many_wait(
    desk, match, django_assert_max_num_queries
):
    with django_assert_max_num_queries(25):
        desk.get("/matches/review/")


def test_who_may_not_decide_is_told_so(cast, settings, match):
    settings.DEMONSTRATION = True
    client = Client()
    client.force_login(cast["tomas"], backend=settings.AUTHENTICATION_BACKENDS[0])

    assert client.get("/matches/review/").status_code == 403
    assert client.get("/matches/").status_code == 404


def test_the_overview_tells_of_the_runs(desk, match):
    assert "Nobody has been linked yet" in page(desk.get("/matches/"))
    Run.objects.create(by_name="Rowan Pike", model="uk-people-1", step="Comparing", done=2)

    assert "Comparing: 2 of 6" in page(desk.get("/matches/"))


@pytest.mark.parametrize(("joins", "status"), [("4", 303), ("-9", 422)])
def test_thresholds_are_changed_with_a_reason_and_in_order(desk, today, joins, status):
    given = {
        "joins": joins,
        "asks": "-3",
        "asks_despite": "20",
        "sample": "25",
        "restricted_sources": "x",
        "reason": "Safer",
    }

    assert desk.post("/matches/thresholds/", given).status_code == status
    assert Settings.now().joins == (4 if status == 303 else 3)
