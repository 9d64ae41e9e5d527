"""The plan and its published figures, there even after a test that emptied every table."""

import pytest

from guildhall.kernel.figures import Sample
from guildhall.plan.edition import load, read
from guildhall.plan.loading import edition, load_figures


@pytest.fixture
def plan(db):
    load_figures(Sample, edition("figures-2017-18"))
    load(read("plan-2018-23"))
