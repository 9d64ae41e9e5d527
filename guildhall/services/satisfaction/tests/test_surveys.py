"""Surveys: who begins and pauses them, what their figures say to whom, and what changed before and after."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client

from guildhall.commons.satisfaction import sampling
from guildhall.commons.satisfaction.models import Asking, Invitation
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.services.satisfaction import actions, changes
from guildhall.services.satisfaction.service import satisfaction

YEAR = Period.year(2017)
PAGE = "/satisfaction/2017-18/"


class TestRunningOne:
    def test_a_rate_is_never_changed_but_followed_by_another(self, survey):
        first = Asking.objects.get()
        actions.set_rate(survey, by=SYSTEM, percent=5, reason="Enough have answered")

        now = sampling.in_force("contacts", "call")
        first.refresh_from_db()
        assert (first.percent, first.until is None, now.percent, now.cap_days) == (100, False, 5, 0)
        assert now.seed != first.seed

    def test_while_it_is_paused_nobody_is_asked(self, survey):
        paused = actions.pause(survey, by=SYSTEM, reason="An election")
        assert sampling.in_force("contacts", "call") is None

        actions.resume(paused, by=SYSTEM, reason="It is over")
        assert sampling.in_force("contacts", "call").percent == 100

    def test_the_same_customers_are_not_asked_by_two_surveys(self, survey):
        with pytest.raises(Invalid, match="asked already"):
            actions.begin(by=SYSTEM, title="Again", of_service="contacts", channel="call", percent=1)

    def test_an_adviser_does_not_decide_who_is_asked(self, survey, cast):
        with pytest.raises(Refused):
            actions.set_rate(survey, by=cast["dev"], percent=0, reason="Too many complaints")

    def test_what_nobody_looked_at_for_a_quarter_is_found(self, survey, today):
        duty = satisfaction.duties["looked_at_each_quarter"]
        assert [each.record.pk for each in duty.findings(SYSTEM, today)] == [survey.pk]

        actions.look_at(survey, by=SYSTEM, found="Most are content")
        assert list(duty.findings(SYSTEM, today)) == []

    def test_a_survey_that_nobody_answers_is_found(self, survey, customers, today):
        duty = satisfaction.duties["is_answered"]
        assert list(duty.findings(SYSTEM, today))

        customers(today - timedelta(days=3), [5])
        assert not list(duty.findings(SYSTEM, today))


class TestFigures:
    def test_measures_are_of_those_with_a_view_and_of_enough_of_them(self, customers):
        customers(date(2017, 9, 1), [5, 5, 4, 4, 4, 4, 4, 3, 2])
        assert measure("satisfaction.helpdesk").value(YEAR) is None

        customers(date(2017, 10, 2), [5, 0])
        assert measure("satisfaction.helpdesk").value(YEAR) == 80
        assert measure("satisfaction.answers").value(YEAR) == 11
        assert measure("satisfaction.answered").value(YEAR) == 100
        assert measure("satisfaction.complaint_handling").value(YEAR) is None

    def test_everybody_sees_the_figure_its_base_and_its_interval(self, customers):
        customers(date(2017, 9, 1), [5] * 18 + [1] * 2)
        page = Client().get(PAGE).content.decode()

        assert "18 of 20 with a view were satisfied: 90.0%, between 69.9% and 97.2%" in page
        assert "20 answered (100% of 20 asked)" in page

    def test_97_per_cent_is_shown_as_what_is_known_of_it(self, customers):
        customers(date(2017, 9, 1), [5] * 18 + [1] * 2)
        page = " ".join(Client().get(PAGE).content.decode().split())

        assert "<strong>97% was published</strong>" in page
        assert "Who was asked, how many answered and by which formula is not known" in page
        assert "Nobody can tell: 97% lies within the interval." in page

    def test_a_small_group_and_the_one_it_could_be_subtracted_by_are_withheld(self, customers):
        for topic, number in (("Bins", 3), ("Parking", 12), ("Council tax", 40)):
            customers(date(2017, 9, 1), [5] * number, topic=topic)
        found = Client().get("/api/v1/surveys/results?period=2017-18&by=topic").json()

        assert {each["key"]: each["withheld"] for each in found["groups"]} == {
            "Bins": True, "Parking": True, "Council tax": False
        }  # fmt: skip
        assert all(each["satisfied"] is None for each in found["groups"] if each["withheld"])
        lines = b"".join(Client().get("/satisfaction/2017-18.csv?by=topic").streaming_content).decode()
        assert "Bins,3,withheld" in lines

    def test_while_the_year_runs_everybody_is_told_months_alone(self, customers):
        customers(date(2018, 4, 3), [5] * 20)

        assert Client().get("/satisfaction/2018-19/?by=topic").status_code == 404
        assert Client().get("/api/v1/surveys/results?by=topic").status_code == 422
        assert "Too few answers yet" in Client().get("/satisfaction/2018-19/").content.decode()
        with time.pretend(date(2018, 6, 5)):
            assert "20 of 20" in Client().get("/satisfaction/2018-19/").content.decode()

    def test_staff_see_them_up_to_today_and_apart(self, customers, cast, client_of):
        customers(date(2018, 5, 3), [5] * 20, comment="Nobody came and I want a refund")
        nadia, dev = client_of(cast["nadia"]), client_of(cast["dev"])

        page = nadia.get("/surveys/?by=topic").content.decode()
        assert "20 of 20" in page
        assert "Calls" in page
        assert "Begin a survey" not in dev.get("/surveys/").content.decode()
        assert "Nobody came" in nadia.get("/surveys/comments/?like=complaint").content.decode()
        assert dev.get("/surveys/comments/").status_code == 403
        assert nadia.get("/surveys/?customers=internal").content.decode().count("20 of 20") == 0

    def test_a_year_of_answers_costs_no_more_queries_than_a_day(
        self, customers, cast, client_of, django_assert_max_num_queries
    ):
        nadia = client_of(cast["nadia"])
        for month in (4, 5, 6, 7, 8):
            customers(date(2017, month, 3), [5] * 12)
        nadia.get("/surveys/?period=2017-18")

        with django_assert_max_num_queries(16):
            nadia.get("/surveys/?period=2017-18")
        with django_assert_max_num_queries(20):
            Client().get(PAGE)

    def test_the_api_says_what_cannot_be_asked(self, today):
        answer = Client().get("/api/v1/surveys/results?period=never")

        assert answer.status_code == 422
        assert "not a period" in json.loads(answer.content)["detail"]


class TestBeforeAndAfter:
    def test_a_dated_change_sets_both_sides_beside_each_other(self, survey, customers, cast, client_of):
        customers(date(2017, 8, 1), [5] * 30 + [1] * 30)
        customers(date(2017, 9, 20), [5] * 55 + [1] * 5)
        actions.note_change(survey, by=SYSTEM, what="New telephones", changed_on=date(2017, 9, 4), months=3)

        (found,) = changes.compared([survey])
        assert (found.difference.before.views, found.difference.after.views) == (60, 60)
        assert found.difference.told.startswith("Satisfaction rose by 41.7 points")
        assert "New telephones" in client_of(cast["nadia"]).get(survey.get_absolute_url()).content.decode()

    def test_every_draw_that_was_kept_can_be_drawn_again(self, customers):
        customers(date(2017, 8, 1), [5] * 30)

        assert sampling.audit(Invitation.objects.select_related("asking")) == []
