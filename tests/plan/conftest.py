"""Plans to work with: the printed edition with its published figures, and a draft somebody is writing."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.figures import Sample
from guildhall.plan.actions import deliverables, objectives, plans
from guildhall.plan.edition import load, read
from guildhall.plan.loading import edition, load_figures

TODAY = date(2018, 2, 1)


@pytest.fixture
def plan(db):
    load_figures(Sample, edition("figures-2017-18"))
    load(read("plan-2018-23"))


@pytest.fixture
def in_february(db):
    with time.pretend(TODAY):
        yield


@pytest.fixture
def draft(cast, in_february):
    """A plan for three years, as its lead has just entered it."""
    return plans.enter(
        by=cast["nadia"], key="2018-21", title="Plan 2018 to 2021", directorate="Customer services",
        first=date(2018, 4, 1), last=date(2021, 3, 31),
    )  # fmt: skip


@pytest.fixture
def objective(draft, cast):
    return objectives.set_out(
        by=cast["nadia"], plan=draft.pk, title="Answer in time", owner_role="Deputy city solicitor"
    )


@pytest.fixture
def set_out(draft, objective, cast):
    """Sets out a deliverable of the draft by its title."""
    return lambda title: deliverables.set_out(
        by=cast["nadia"], plan=draft.pk, title=title, objectives=[objective.pk], lead="Project lead"
    )


@pytest.fixture
def deliverable(set_out):
    return set_out("A register of assets")


@pytest.fixture
def said():
    """What the last thing done to a record was told as."""
    return lambda record: record.events.order_by("-sequence").first().sentence
