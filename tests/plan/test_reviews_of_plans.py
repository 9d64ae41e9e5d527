"""A plan among others, and before its management team: reviews, what they agreed, and what serves what."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.plan.actions import deliverables, objectives, plans, reviews
from guildhall.plan.models import AgreedAction, Plan


def finds(key, duty, on):
    return [each.detail for each in service(key).duties[duty].findings(SYSTEM, on)]


@pytest.fixture
def adopted(draft, objective, deliverable, cast):
    return plans.adopt(draft, by=cast["owen"], decision="minute 12")


def review(plan, cast, on=None):
    return reviews.hold_review(plan, by=cast["nadia"], found="Two milestones slip", on=on)


def test_a_plan_that_runs_is_reviewed_each_quarter(adopted, cast):
    duty = ("plans", "reviewed_each_quarter")
    assert finds(*duty, date(2018, 6, 30)) == []
    assert finds(*duty, date(2018, 7, 1)) == [("Nobody has reviewed it.",)]

    with time.pretend(date(2018, 7, 2)):
        review(adopted, cast)
    assert finds(*duty, date(2018, 12, 31)) == []
    assert finds(*duty, date(2019, 1, 1)) == [("The management team last reviewed it on Mon 2 July 2018.",)]


def test_what_a_review_agreed_is_followed_to_its_end(draft, cast):
    told = {"text": "Ask for two posts", "owner_role": "Deputy city solicitor", "due_on": date(2018, 3, 1)}
    with pytest.raises(Refused, match="No review of it was held yet"):
        reviews.agree_action(draft, by=cast["nadia"], **told)
    review(draft, cast)
    reviews.agree_action(draft, by=cast["nadia"], **told)

    late = date(2018, 3, 2)
    assert finds("plans", "agreed_actions_are_done", date(2018, 3, 1)) == []
    assert finds("plans", "agreed_actions_are_done", late) == [
        ("“Ask for two posts” was to be done by Thu 1 March 2018, by the Deputy city solicitor.",)
    ]
    agreed = AgreedAction.objects.get().pk
    reviews.end_action(draft, by=cast["nadia"], action_agreed=agreed, ends="done", outcome="One was granted")
    assert finds("plans", "agreed_actions_are_done", late) == []
    with pytest.raises(Refused, match="No action of a review is under way"):
        reviews.end_action(draft, by=cast["nadia"], action_agreed=agreed, ends="done", outcome="Again")


@pytest.fixture
def team(draft, cast):
    """A team's plan with an objective and a deliverable, under the directorate's."""
    plan = plans.enter(
        by=cast["nadia"], key="team-2018", title="Helpdesk team plan", directorate="Helpdesk",
        first=date(2018, 4, 1), last=date(2019, 3, 31),
    )  # fmt: skip
    aim = objectives.set_out(by=cast["nadia"], plan=plan.pk, title="Answer the telephone")
    deliverables.set_out(by=cast["nadia"], plan=plan.pk, title="A rota", objectives=[aim.pk])
    return plan


def test_what_a_team_delivers_serves_the_plan_above(draft, objective, team, cast):
    duty, today = ("deliverables", "serves_the_plan_above"), date(2018, 2, 1)
    aim = team.objectives.get()
    with pytest.raises(Refused, match="Its plan stands under no other"):
        reviews.serve(aim, by=cast["nadia"], serves=objective.pk)
    assert finds(*duty, today) == []

    reviews.place_under(team, by=cast["nadia"], above=draft.pk)
    assert finds(*duty, today) == [()]
    with pytest.raises(Invalid):
        reviews.serve(aim, by=cast["nadia"], serves=aim.pk)
    reviews.serve(aim, by=cast["nadia"], serves=objective.pk)
    assert finds(*duty, today) == []


def test_no_plan_stands_above_itself(draft, team, cast):
    reviews.place_under(team, by=cast["nadia"], above=draft.pk)

    with pytest.raises(Invalid, match="stands below this plan already"):
        reviews.place_under(draft, by=cast["nadia"], above=team.pk)
    assert Plan.objects.get(pk=draft.pk).above is None


def test_its_page_tells_of_reviews_and_of_the_plans_around_it(draft, team, cast, client_of):
    review(draft, cast)
    reviews.place_under(team, by=cast["nadia"], above=draft.pk)

    page = client_of(cast["nadia"]).get(draft.get_absolute_url()).content.decode()
    assert "Two milestones slip" in page
    assert "Helpdesk team plan" in page
