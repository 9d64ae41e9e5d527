"""The plan and its published figures, there even after a test that emptied every table."""

import pytest
from django.apps import apps

from guildhall.kernel.figures import Sample
from guildhall.plan.loading import edition, load_figures, load_plan


@pytest.fixture
def plan(db):
    load_figures(Sample, edition("figures-2017-18"))
    load_plan(apps, edition("plan-2018-23"))
