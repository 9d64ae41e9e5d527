"""Each duty finds what is not as it must be, and finds it no more once the verbs have mended it."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.plan.actions import deliverables, delivery, dependencies, objectives, plans, promises
from guildhall.services.risks import actions as risks
from tests.plan.conftest import TODAY


@pytest.fixture
def found():
    """The sentences of a duty's findings, all of them as one text; empty when there is none."""

    def find(key, day=TODAY):
        name, _, duty = key.partition(".")
        told = list(service(name).duties[duty].findings(SYSTEM, day))
        return "\n".join(f"{each.record.title}: {' '.join(each.detail)}" for each in told)

    return find


def again(record):
    return type(record).objects.get(pk=record.pk)


def test_a_measure_without_a_number(deliverable, cast, found):
    promises.set_promise(deliverable, by=cast["nadia"], key="kept", text="None at present")
    assert "“None at present” has no number." in found("deliverables.has_a_number")
    assert "it says “None at present”" in found("deliverables.says_how_it_is_measured")

    promises.set_promise(
        again(deliverable), by=cast["nadia"], key="kept", text="Assets entered", target=40, unit="assets"
    )
    assert not found("deliverables.has_a_number")
    assert not found("deliverables.says_how_it_is_measured")


def test_a_target_without_date_or_baseline(deliverable, cast, found):
    told = {"key": "kept", "text": "Assets entered", "target": 40, "unit": "assets"}
    promises.set_promise(deliverable, by=cast["nadia"], **told)
    assert "has no date and no baseline" in found("deliverables.targets_are_whole")

    promises.set_promise(again(deliverable), by=cast["nadia"], **told, baseline=0, due_on=date(2018, 9, 28))
    assert not found("deliverables.targets_are_whole")


def test_a_deadline_on_a_day_nobody_works(deliverable, cast, found):
    told = {"key": "kept", "text": "Assets entered"}
    promises.set_promise(deliverable, by=cast["nadia"], **told, due_on=date(2018, 12, 26))
    assert "Mon 24 December 2018 is the working day before" in found("deliverables.due_on_working_days")

    promises.set_promise(again(deliverable), by=cast["nadia"], **told, due_on=date(2018, 12, 21))
    assert not found("deliverables.due_on_working_days")


def test_a_baseline_nobody_will_establish(deliverable, cast, found):
    promises.set_promise(deliverable, by=cast["nadia"], text="More visits; establish the baseline first")
    assert "no milestone establishes it" in found("deliverables.baselines_are_dated")

    delivery.add_milestone(again(deliverable), by=cast["nadia"], text="Baseline known", quarter="2018-19 Q1")
    assert not found("deliverables.baselines_are_dated")


def test_a_thing_entered_twice(deliverable, set_out, cast, found):
    twin = deliverables.set_out(
        by=cast["nadia"], plan=deliverable.plan_id, title="A REGISTER of assets", key="twin"
    )
    assert f"It is entered again as {twin.reference}." in found("deliverables.entered_once")

    deliverables.drop(twin, by=cast["nadia"], why="Entered twice.")
    assert not found("deliverables.entered_once")


def test_a_milestone_without_a_step_and_a_step_without_a_milestone(deliverable, cast, found):
    by, told = cast["nadia"], {"text": "Owners named", "quarter": "2018-19 Q1"}
    delivery.add_milestone(deliverable, by=by, **told)
    delivery.set_key_action(again(deliverable), by=by, key="owners", text="Name the owners")
    assert "“Owners named” (in 2018-19 Q1) belongs to no step" in found("deliverables.milestones_have_a_step")
    assert "“Name the owners” has no milestone." in found("deliverables.steps_have_milestones")

    delivery.add_milestone(again(deliverable), by=by, **told, action="owners")
    assert not found("deliverables.milestones_have_a_step")
    assert not found("deliverables.steps_have_milestones")
    assert deliverable.milestones.count() == 1


def test_a_dependency_nobody_accepted(deliverable, cast, found):
    dependencies.depend_on(deliverable, by=cast["nadia"], text="Laptops", provider="IT service")
    assert "“Laptops”: not accepted yet by IT service." in found("deliverables.dependencies_are_accepted")

    dependencies.accept_dependency(
        again(deliverable), by=cast["owen"], dependency=deliverable.dependencies.get().pk
    )
    assert not found("deliverables.dependencies_are_accepted")


def test_support_that_is_no_dependency(deliverable, cast, found):
    deliverables.amend(deliverable, by=cast["nadia"], summary="It needs support from IT.", why="So it is.")
    assert "“It needs support from IT.” No dependency" in found("deliverables.support_is_a_dependency")

    dependencies.depend_on(again(deliverable), by=cast["nadia"], text="Laptops", provider="IT service")
    assert not found("deliverables.support_is_a_dependency")


def test_an_objective_worded_two_ways(objective, cast, found):
    objectives.note_wording(objective, by=cast["nadia"], text="Answer timely", place="section 3")
    assert "section 3: “Answer timely” instead of “Answer in time”." in found("objectives.has_one_wording")

    objectives.settle_wording(
        again(objective), by=cast["nadia"], wording=objective.wordings.get().pk, why="Section 3 was reworded."
    )
    assert not found("objectives.has_one_wording")


def test_there_is_a_wording_to_settle(objective, cast):
    with pytest.raises(Refused, match="No other wording is noted"):
        objectives.settle_wording(objective, by=cast["nadia"])


def test_an_objective_without_risks(objective, deliverable, found):
    assert found("objectives.has_risks").startswith("Answer in time")

    risks.raise_it(by=SYSTEM, title="The assets are lost", about=deliverable)
    assert not found("objectives.has_risks")


def test_a_plan_that_came_out_after_it_began(draft, cast, found):
    plans.revise(draft, by=cast["nadia"], published_in=date(2019, 5, 1), why="Printed.")
    assert "Its first year, 2018-19, had ended by then." in found("plans.published_in_time")

    plans.revise(again(draft), by=cast["nadia"], published_in=date(2018, 3, 1), why="Wrong year.")
    assert not found("plans.published_in_time")


def test_words_that_break_off_or_leave_open_or_misname(deliverable, cast, found):
    wrong = "Ready for the Localism Bill Act, the electoral roll and"
    deliverables.amend(deliverable, by=cast["nadia"], summary=f"TBC: {wrong}", why="As printed.")
    for duty in (
        "texts_are_finished",
        "nothing_is_left_open",
        "laws_have_their_names",
        "terms_are_preferred",
    ):
        assert found(f"deliverables.{duty}"), duty

    right = "Ready for the Localism Act 2011 and the electoral register."
    deliverables.amend(again(deliverable), by=cast["nadia"], summary=right, why="Put right.")
    for duty in (
        "texts_are_finished",
        "nothing_is_left_open",
        "laws_have_their_names",
        "terms_are_preferred",
    ):
        assert not found(f"deliverables.{duty}"), duty


def test_a_target_without_its_number(deliverable, cast, found):
    promises.set_promise(deliverable, by=cast["nadia"], key="sales", text="Sell at target level")
    assert "“target”, and no figure" in found("deliverables.targets_have_numbers")

    promises.set_promise(
        again(deliverable),
        by=cast["nadia"],
        key="sales",
        text="Sell at target level",
        target=40,
        unit="sales",
    )
    assert not found("deliverables.targets_have_numbers")


def test_a_promise_due_in_a_year_in_which_nothing_is_done(deliverable, cast, found):
    delivery.add_milestone(deliverable, by=cast["nadia"], text="Begun", quarter="2018-19 Q1")
    promises.set_promise(again(deliverable), by=cast["nadia"], text="It is liked", due_on=date(2019, 6, 28))
    assert "in 2019-20; it is worked on in 2018-19 alone" in found("deliverables.measured_in_its_years")

    delivery.note_future_year(again(deliverable), by=cast["nadia"], year=2019, text="It is measured")
    assert not found("deliverables.measured_in_its_years")


def contents(plan, **rows):
    return plans.bring_in(plan, by=SYSTEM, rows=rows)


def test_the_contents_promise_what_is_not_there(draft, cast, found):
    by = cast["nadia"]
    contents(draft, contents=[{"page": 2, "title": "Contracts"}, {"page": 3, "title": "Staffs"}])
    assert "The contents promise “Contracts” on page 2" in found("plans.contents_are_there")

    plans.write_section(again(draft), by=by, title="Contracts", page=2)
    plans.write_section(again(draft), by=by, title="Staff", page=3, text="Ten.")
    assert not found("plans.contents_are_there")
    assert "Under “Contracts” there is nothing." in found("plans.sections_say_something")
    assert "The contents say “Staffs”; the heading is “Staff”." in found("plans.contents_are_headings")

    plans.write_section(again(draft), by=by, title="Contracts", page=2, text="Two.")
    line = draft.contents.get(title="Staffs").pk
    plans.reword_contents_line(again(draft), by=by, line=line, title="Staff")
    assert not found("plans.sections_say_something")
    assert not found("plans.contents_are_headings")


def test_a_team_nobody_describes(draft, cast, found):
    contents(draft, profiles=[{"area": "Desk", "team": "Cashiers"}])
    assert "Of Cashiers it says nothing." in found("plans.teams_are_described")

    plans.describe_team(
        again(draft), by=cast["nadia"], area="Desk", team="Cashiers", responsibility="Payments"
    )
    assert not found("plans.teams_are_described")
    assert draft.profiles.count() == 1


def test_references_that_resolve_to_nothing(draft, deliverable, cast, found):
    by = cast["nadia"]
    named = [
        ("appendix", "Staff list"),
        ("poll", "Mayoral election"),
        ("log", "Harbour"),
        ("review", "Cash review"),
    ]
    contents(draft, mentions=[{"kind": kind, "names": name} for kind, name in named])
    assert all(name in found("plans.references_resolve") for _, name in named)

    plans.write_section(again(draft), by=by, title="Staff list", text="Ten posts.")
    plans.set_key_date(
        again(draft), by=by, kind="election", title="Mayoral election 2019", first=date(2019, 5, 2)
    )
    risks.raise_it(by=SYSTEM, title="The harbour silts up", log="Harbour", about=deliverable)
    deliverables.amend(deliverable, by=by, title="Cash review", why="Named.")
    assert not found("plans.references_resolve")


def test_what_a_deliverable_leaves_to_others(draft, deliverable, cast, found):
    by = cast["nadia"]
    deliverables.amend(
        deliverable, by=by, risks_as_printed="As per harbour review; separate risk log", why="As printed."
    )
    assert "nor undertakes harbour review" in found("deliverables.says_it_itself")
    assert "there is no such risk log" in found("deliverables.says_it_itself")

    plans.write_section(draft, by=by, title="Harbour review", text="What it found.")
    risks.raise_it(by=SYSTEM, title="The assets are lost", log=deliverable.title, about=deliverable)
    assert not found("deliverables.says_it_itself")


def test_figures_that_do_not_add_up(draft, cast, found):
    by, told = cast["nadia"], {"unit": "visits", "period": "2017-18"}
    plans.state_figure(draft, by=by, key="front", name="at the front desk", value=30, **told)
    plans.state_figure(again(draft), by=by, key="all", name="all visits", value=100, sum_of="front", **told)
    assert "is 100; 30 at the front desk are 30: 70 are in nothing named" in found("plans.figures_add_up")

    plans.state_figure(again(draft), by=by, key="back", name="at the back", value=70, **told)
    plans.state_figure(
        again(draft), by=by, key="all", name="all visits", value=100, sum_of="front, back", **told
    )
    assert not found("plans.figures_add_up")


def test_a_figure_for_longer_than_its_page(draft, cast, found):
    told = {
        "key": "deal",
        "name": "income from the naming deal",
        "value": 90,
        "unit": "£",
        "period": "2017-18",
    }
    plans.state_figure(draft, by=cast["nadia"], **told)
    assert "“deal” says that it is for longer" in found("plans.figures_have_their_period")

    plans.state_figure(again(draft), by=cast["nadia"], **told, own_period=True)
    assert not found("plans.figures_have_their_period")


def test_one_sum_under_two_names(draft, cast, found):
    told = {"value": 250000, "unit": "£", "period": "2017-18"}
    plans.state_figure(draft, by=cast["nadia"], key="one", name="Digital savings", **told)
    plans.state_figure(again(draft), by=cast["nadia"], key="two", name="Channel shift", **told)
    assert "£250,000 is “Digital savings”" in found("plans.figures_have_one_name")

    plans.state_figure(again(draft), by=cast["nadia"], key="two", name="Digital channel shift", **told)
    assert not found("plans.figures_have_one_name")


def test_evidence_of_staff_for_a_principle_about_members(draft, cast, found):
    told = {"edition": "2007", "principle": "5"}
    plans.give_evidence(draft, by=cast["nadia"], **told, about="staff", text="All staff had their induction.")
    assert "nothing about members" in found("plans.evidence_fits")

    plans.give_evidence(again(draft), by=cast["nadia"], **told, about="members", text="So had members.")
    assert not found("plans.evidence_fits")


def test_a_claim_that_nothing_marks(draft, deliverable, cast, found):
    plans.write_section(
        draft, by=cast["nadia"], title="Claim", text="All work is both operational and developmental."
    )
    assert "of its 1 deliverable none is marked" in found("plans.claims_are_marked")

    deliverables.amend(deliverable, by=cast["nadia"], kind="operational", why="Marked.")
    deliverables.set_out(
        by=cast["nadia"], plan=draft.pk, title="A new desk", kind="developmental",
        objectives=[each.pk for each in deliverable.objectives.all()],
    )  # fmt: skip
    assert not found("plans.claims_are_marked")


def test_a_part_that_half_of_them_have(draft, set_out, cast, found):
    made = [set_out(f"Work {number}") for number in range(4)]
    for each in made[:3]:
        dependencies.depend_on(each, by=cast["nadia"], text="Laptops", provider="IT service")
    assert "Work 3: It has no dependency (3 of 4 have)." in found("deliverables.has_every_part")

    dependencies.depend_on(again(made[3]), by=cast["nadia"], text="None", provider="Nobody")
    assert not found("deliverables.has_every_part")


def test_an_exception_has_an_owner_a_reason_and_an_end(deliverable, cast, found):
    deliverables.amend(deliverable, by=cast["nadia"], summary="TBC", why="As printed.")
    service("deliverables").actions["except_from_duty"](
        again(deliverable), by=cast["helen"], duty="deliverables.nothing_is_left_open",
        reason="The consultant reports in March.", until=date(2018, 3, 31),
    )  # fmt: skip
    duty = service("deliverables").duties["nothing_is_left_open"]

    assert not duty.broken(SYSTEM, TODAY).exists()
    (excepted,) = duty.findings(SYSTEM, TODAY)
    assert excepted.exception.reason == "The consultant reports in March."
    with time.pretend(date(2018, 4, 1)):
        assert duty.broken(SYSTEM, date(2018, 4, 1)).exists()
