"""A plan is entered, shown, adopted and in the end replaced; the public reads it once it is adopted."""

from datetime import date

import pytest

from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.records import Link
from guildhall.plan.actions import deliverables, objectives, plans, proposals
from guildhall.plan.models import Deliverable, Objective, Plan
from tests.plan.conftest import TODAY


@pytest.fixture
def adopted(draft, deliverable, cast):
    return plans.adopt(draft, by=cast["owen"], decision="Cabinet, minute 12")


def test_a_plan_begins_as_a_draft(draft):
    assert (draft.stage, draft.reference, draft.published_on) == ("draft", "PL-2018-00001", None)


def test_two_plans_have_two_names(draft, cast):
    with pytest.raises(Invalid, match="There is a plan called 2018-21 already"):
        plans.enter(
            by=cast["nadia"], key="2018-21", title="Another", directorate="Another", first=TODAY, last=TODAY
        )


def test_a_plan_ends_after_it_begins(cast, in_february):
    with pytest.raises(Invalid, match="The last day must be on or after the first day"):
        plans.enter(by=cast["nadia"], key="x", title="x", directorate="x", first=TODAY, last=date(2017, 1, 1))


def test_changing_a_plan_leaves_alone_what_is_not_said(draft, cast):
    revised = plans.revise(draft, by=cast["nadia"], purpose="To serve the city", why="It had none.")

    assert (revised.purpose, revised.title, revised.directorate) == (
        "To serve the city", draft.title, draft.directorate,
    )  # fmt: skip
    assert revised.events.latest("sequence").changes["purpose"] == ["", "To serve the city"]


def test_a_director_adopts_and_a_lead_does_not(draft, objective, cast):
    with pytest.raises(Refused, match="Your role does not include this"):
        plans.adopt(draft, by=cast["nadia"], decision="Mine")

    assert plans.adopt(draft, by=cast["owen"], decision="Cabinet, minute 12").stage == "adopted"


def test_a_plan_without_an_objective_is_not_adopted(draft, cast):
    with pytest.raises(Refused, match="It has no objective yet"):
        plans.adopt(draft, by=cast["owen"], decision="Cabinet, minute 12")


def test_adopting_agrees_the_objectives_and_publishes_all_of_it(adopted, objective, deliverable, said):
    assert Plan.objects.get().published_on == TODAY
    assert Objective.objects.get().stage == "agreed"
    assert Objective.objects.get().published_on == Deliverable.objects.get().published_on == TODAY
    assert said(adopted) == "Owen Blythe adopted it by Cabinet, minute 12: 1 objective, 1 deliverable."


def test_what_is_added_to_an_adopted_plan_is_public_at_once(adopted, cast):
    added = deliverables.set_out(by=cast["nadia"], plan=adopted.pk, title="Something more")

    assert added.published_on == TODAY


def test_an_objective_added_to_an_adopted_plan_is_public_once_it_is_agreed(adopted, cast):
    added = objectives.set_out(by=cast["nadia"], plan=adopted.pk, title="Something more")

    assert added.published_on is None
    assert objectives.agree(added, by=cast["owen"]).published_on == TODAY


def test_a_plan_that_is_replaced_names_the_one_that_replaces_it(adopted, cast, said):
    successor = plans.enter(
        by=cast["nadia"], key="2021-24", title="The next plan", directorate="Customer services",
        first=date(2021, 4, 1), last=date(2024, 3, 31),
    )  # fmt: skip

    ended = plans.supersede(adopted, by=cast["owen"], successor=successor.pk)

    assert (ended.stage, ended.closed_on) == ("superseded", TODAY)
    assert Link.objects.get(kind="superseded_by").target.pk == successor.pk
    assert said(ended) == "Owen Blythe ended it, because The next plan replaces it."


def test_nothing_is_added_to_a_plan_that_is_replaced(adopted, cast):
    plans.supersede(adopted, by=cast["owen"])

    with pytest.raises(Invalid, match="plan: Select a valid choice"):
        objectives.set_out(by=cast["nadia"], plan=adopted.pk, title="Too late")


def test_a_section_is_written_and_written_again(draft, cast):
    plans.write_section(draft, by=cast["nadia"], number="1", title="Purpose", text="First words")
    plans.write_section(draft, by=cast["nadia"], number="1", title="Purpose", text="Better words")

    assert [each.text for each in draft.sections.all()] == ["Better words"]


def test_a_figure_is_for_a_period_or_as_at_a_day(draft, cast):
    with pytest.raises(Invalid, match="A figure is for a period or as at a day, not both"):
        plans.state_figure(
            draft, by=cast["nadia"], name="Calls", value=10, unit="calls", period="2017-18", as_at=TODAY
        )


def test_a_figure_that_names_no_period_takes_that_of_the_plan(draft, cast):
    plans.revise(draft, by=cast["nadia"], default_period="2017-18")

    plans.state_figure(draft, by=cast["nadia"], name="Calls handled", value=10, unit="calls")

    figure = draft.figures.get(key="calls-handled")
    assert (figure.first, figure.last, figure.own_period) == (date(2017, 4, 1), date(2018, 3, 31), False)


def test_a_comment_is_kept_with_who_made_it(draft, cast):
    proposals.comment(draft, by=cast["nadia"], about="Section 2", text="Too long")

    assert draft.comments.get().author == cast["nadia"]
