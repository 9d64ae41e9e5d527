"""An adopted plan is everybody's; a draft is for those who work there."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.retention import dispose
from guildhall.plan import outlines
from guildhall.plan.actions import deliverables, delivery, objectives, plans, promises
from guildhall.plan.models import Idea, Milestone, Promise, Section


@pytest.fixture
def adopted(draft, deliverable, cast):
    return plans.adopt(draft, by=cast["owen"], decision="Cabinet, minute 12")


def test_the_public_does_not_find_a_draft(draft, client, cast):
    assert client.get("/plan/2018-21/").status_code == 404
    assert "No plan is adopted yet" in client.get("/plan/").content.decode()
    client.force_login(cast["jo"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/plan/2018-21/").status_code == 404


def test_staff_read_a_draft_and_are_told_that_it_is_one(draft, cast):
    assert outlines.plan("2018-21", cast["tomas"]) == draft
    assert outlines.plan("", cast["tomas"]) is None


def test_the_public_reads_an_adopted_plan(adopted, client):
    page = client.get("/plan/").content.decode()

    assert "Plan 2018 to 2021" in page
    assert "A register of assets" in page


def test_what_is_only_proposed_for_an_adopted_plan_the_public_does_not_read(adopted, cast, client):
    objectives.set_out(by=cast["nadia"], plan=adopted.pk, title="A secret wish")

    assert "A secret wish" not in client.get("/plan/2018-21/").content.decode()


def test_a_replaced_plan_is_still_read(adopted, cast, client):
    plans.supersede(adopted, by=cast["owen"])

    assert client.get("/plan/2018-21/").status_code == 200


def test_a_deliverable_without_an_objective_is_shown_last(adopted, cast, client):
    deliverables.set_out(by=cast["nadia"], plan=adopted.pk, title="On its own")

    page = client.get("/plan/2018-21/").content.decode()
    assert (
        page.index("A register of assets")
        < page.index("For no objective of the plan")
        < page.index("On its own")
    )


def test_a_plan_page_asks_no_more_for_more_deliverables(
    adopted, set_out, client, django_assert_max_num_queries
):
    for number in range(12):
        set_out(f"Deliverable {number}")

    with django_assert_max_num_queries(20):
        assert client.get("/plan/2018-21/").status_code == 200


def test_when_a_plan_is_forgotten_its_rows_are_too(draft, deliverable, cast):
    plans.write_section(draft, by=cast["nadia"], number="1", title="Purpose")
    promises.set_promise(deliverable, by=cast["nadia"], text="Staff are aware")
    delivery.add_milestone(deliverable, by=cast["nadia"], text="Named", quarter="2018-19 Q2")
    deliverables.drop(deliverable, by=cast["nadia"], why="Nobody asks for it.")
    adopted = plans.adopt(draft, by=cast["owen"], decision="Cabinet")
    plans.supersede(adopted, by=cast["owen"])

    with time.pretend(date(2038, 2, 2)):
        dispose(time.today())

    assert not any(row.objects.exists() for row in (Section, Promise, Milestone, Idea))
