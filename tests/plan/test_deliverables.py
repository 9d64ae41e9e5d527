"""A deliverable is set out, begun, and in the end delivered, carried or dropped, always with a why."""

from datetime import date

import pytest

from guildhall.kernel.actions import Invalid
from guildhall.kernel.records import Link
from guildhall.plan.actions import benefits, deliverables, delivery, dependencies, objectives, plans, promises
from guildhall.plan.models import Deliverable
from tests.plan.conftest import TODAY


@pytest.fixture
def next_plan(cast, in_february):
    return plans.enter(
        by=cast["nadia"], key="2021-24", title="The next plan", directorate="Customer services",
        first=date(2021, 4, 1), last=date(2024, 3, 31),
    )  # fmt: skip


def test_a_deliverable_serves_objectives_of_its_own_plan(draft, next_plan, cast):
    strange = objectives.set_out(by=cast["nadia"], plan=next_plan.pk, title="Something else")

    with pytest.raises(Invalid, match="“Something else” is an objective of another plan"):
        deliverables.set_out(by=cast["nadia"], plan=draft.pk, title="x", objectives=[strange.pk])

    assert not Deliverable.objects.exists()


def test_two_deliverables_of_a_plan_have_two_short_names(deliverable, set_out):
    with pytest.raises(Invalid, match="The plan has one called a-register-of-assets already"):
        set_out("A register of assets")


def test_a_title_of_signs_alone_makes_no_short_name(draft, cast):
    with pytest.raises(Invalid, match="Enter a short name: letters, figures and hyphens"):
        deliverables.set_out(by=cast["nadia"], plan=draft.pk, title="???")


def test_an_amendment_tells_which_objectives_it_is_for_now(deliverable, cast, said):
    changed = deliverables.amend(
        deliverable, by=cast["nadia"], objectives=[], why="It serves the whole council."
    )

    assert (changed.title, changed.objectives.count()) == ("A register of assets", 0)
    assert said(deliverable) == "Nadia Frost changed it: It serves the whole council. (now for: no objective)"


def test_a_deliverable_is_begun_and_delivered_with_evidence(deliverable, cast):
    begun = deliverables.start(deliverable, by=cast["nadia"])
    done = deliverables.deliver(begun, by=cast["nadia"], evidence="The register is in use.")

    assert (begun.stage, done.stage, done.closed_on) == ("under_way", "delivered", TODAY)


def test_what_is_not_done_is_carried_into_another_plan(deliverable, next_plan, cast, said):
    promises.set_promise(
        deliverable, by=cast["nadia"], text="In use", unit="%", target=90, due_on=date(2020, 3, 31)
    )
    delivery.set_key_action(deliverable, by=cast["nadia"], text="Name the owners")

    carried = deliverables.carry(deliverable, by=cast["nadia"], into=next_plan.pk, why="No money this year.")

    again = next_plan.deliverables.get()
    assert (carried.stage, carried.ended_because) == ("carried", "No money this year.")
    assert (again.title, again.key, again.lead) == (deliverable.title, deliverable.key, deliverable.lead)
    assert (again.promises.get().target, again.promises.get().due_on) == (90, None)
    assert again.key_actions.get().text == "Name the owners"
    assert deliverable.promises.get().due_on == date(2020, 3, 31)
    assert Link.objects.get(kind="carried_to").target.pk == again.pk
    assert said(deliverable) == (
        f"Nadia Frost carried it into The next plan as {again.reference}: No money this year."
    )


def test_a_name_the_next_plan_has_already_is_numbered(deliverable, next_plan, cast):
    deliverables.set_out(by=cast["nadia"], plan=next_plan.pk, title=deliverable.title)

    deliverables.carry(deliverable, by=cast["nadia"], into=next_plan.pk, why="Not done.")

    assert set(next_plan.deliverables.values_list("key", flat=True)) == {
        "a-register-of-assets", "a-register-of-assets-2",
    }  # fmt: skip


def test_nothing_is_dropped_without_a_reason(deliverable, cast):
    with pytest.raises(Invalid):
        deliverables.drop(deliverable, by=cast["nadia"])

    assert deliverables.drop(deliverable, by=cast["nadia"], why="Nobody asks for it.").stage == "dropped"


def test_an_amount_needs_a_unit(deliverable, cast, said):
    with pytest.raises(Invalid, match="Say in what the amount is, such as £ or full-time posts"):
        delivery.set_resource(deliverable, by=cast["nadia"], kind="financial", text="Ballots", amount=165000)

    delivery.set_resource(
        deliverable, by=cast["nadia"], kind="financial", text="Ballots", amount=165000, unit="£"
    )
    assert said(deliverable) == "Nadia Frost: it takes Ballots (£165,000)."


def test_the_same_resource_is_said_once(deliverable, cast):
    for amount in (1, 2):
        delivery.set_resource(
            deliverable, by=cast["nadia"], kind="human", text="Officers", amount=amount, unit="posts"
        )

    assert [each.amount for each in deliverable.resources.all()] == [2]


def test_a_milestone_is_in_a_quarter_or_by_a_day(deliverable, cast, said):
    delivery.add_milestone(deliverable, by=cast["nadia"], text="Owners named", quarter="2018-19 Q2")
    assert said(deliverable) == "Nadia Frost added a milestone in 2018-19 Q2: Owners named"

    delivery.add_milestone(deliverable, by=cast["nadia"], text="All in use", due_on=date(2018, 12, 31))
    assert said(deliverable) == "Nadia Frost added a milestone by Mon 31 December 2018: All in use"

    with pytest.raises(Invalid, match="That day is not in 2018-19 Q2"):
        delivery.add_milestone(
            deliverable, by=cast["nadia"], text="x", quarter="2018-19 Q2", due_on=date(2018, 12, 31)
        )
    with pytest.raises(Invalid, match="Enter a quarter or a day"):
        delivery.add_milestone(deliverable, by=cast["nadia"], text="x")


def test_a_milestone_is_part_of_a_step(deliverable, cast):
    delivery.set_key_action(deliverable, by=cast["nadia"], text="Name the owners")

    delivery.add_milestone(
        deliverable, by=cast["nadia"], text="Named", quarter="2018-19 Q2", action="name-the-owners"
    )

    assert deliverable.milestones.get().action == deliverable.key_actions.get()


def test_a_milestone_slips_and_is_reached(deliverable, cast, said):
    delivery.add_milestone(deliverable, by=cast["nadia"], text="Named", due_on=date(2018, 6, 29))
    milestone = deliverable.milestones.get()

    delivery.reforecast_milestone(
        deliverable, by=cast["nadia"], milestone=milestone.pk, forecast_on=date(2018, 9, 28), why="Leave."
    )
    assert said(deliverable) == (
        "Nadia Frost expects “Named” on Fri 28 September 2018 instead of Fri 29 June 2018: Leave."
    )

    delivery.reach_milestone(deliverable, by=cast["nadia"], milestone=milestone.pk)
    milestone.refresh_from_db()
    assert (milestone.done_on, milestone.due_on) == (TODAY, date(2018, 6, 29))


def test_nobody_accepts_a_dependency_they_asked_for(deliverable, cast, said):
    dependencies.depend_on(deliverable, by=cast["nadia"], text="Laptops", provider="IT service")

    assert dependencies.accept_dependency.why_not(deliverable, cast["nadia"]) == (
        "The other side accepts it: you asked for this."
    )

    dependencies.accept_dependency(deliverable, by=cast["owen"], dependency=deliverable.dependencies.get().pk)
    assert deliverable.dependencies.get().accepted_on == TODAY
    assert said(deliverable) == "Owen Blythe agreed to provide Laptops"


def test_a_circle_of_dependencies_is_refused_and_named(set_out, cast):
    first, second, third = set_out("First"), set_out("Second"), set_out("Third")
    dependencies.depend_on(first, by=cast["nadia"], text="its end", needs=second.key)
    dependencies.depend_on(second, by=cast["nadia"], text="its end", needs=third.key)

    with pytest.raises(
        Invalid, match="That would be a circle: “Third” needs “First” needs “Second” needs “Third”"
    ):
        dependencies.depend_on(third, by=cast["nadia"], text="its end", needs=first.key)

    assert not third.dependencies.exists()


def test_what_came_of_a_benefit_needs_evidence(deliverable, cast, said):
    benefits.set_benefit(deliverable, by=cast["nadia"], name="Less print", kind="cashable", amount=2500000)
    assert said(deliverable) == "Nadia Frost set down a benefit: Less print (£2.5m in all)."
    benefits.record_benefit_year(
        deliverable, by=cast["nadia"], benefit="less-print", year=2018, planned=100000
    )

    with pytest.raises(Invalid, match="Say what shows that the benefit came"):
        benefits.record_benefit_year(
            deliverable, by=cast["nadia"], benefit="less-print", year=2018, actual=90000
        )

    benefits.record_benefit_year(
        deliverable, by=cast["nadia"], benefit="less-print", year=2018, actual=90000, evidence="The ledger"
    )
    year = deliverable.benefits.get().years.get()
    assert (year.planned, year.actual) == (100000, 90000)
    assert said(deliverable) == (
        "Nadia Frost recorded Less print for 2018-19 (planned £100,000, came £90,000)."
    )


def test_an_objective_is_reworded_with_a_reason_and_its_other_wordings_noted_once(objective, cast):
    objectives.reword(
        objective, by=cast["nadia"], title="Answer everybody in time", why="Nobody is left out."
    )
    found = {"text": "Answer timely", "place": "section 3"}
    objectives.note_wording(objective, by=cast["nadia"], **found)

    with pytest.raises(Invalid, match="That is noted already"):
        objectives.note_wording(objective, by=cast["nadia"], **found)
    assert objective.wordings.count() == 1
