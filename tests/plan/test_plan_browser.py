"""The pages of a plan in a browser: by eye, by axe, on a telephone, and on one sheet of paper."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from guildhall.plan.models import Milestone
from tests.browser.rig import axe, shot

pytestmark = pytest.mark.browser

PLAN = "/plan/2018-23"
PAGES = {
    "plan": f"{PLAN}/",
    "plan-board": f"{PLAN}/board/?year=2018-19",
    "plan-on-a-page": f"{PLAN}/page/",
    "plan-objective": f"{PLAN}/objectives/gdpr/",
    "plan-deliverable": f"{PLAN}/deliverables/digital-customer-transformation/",
}


@pytest.fixture
def reached(plan):
    """A plan of which some has come, some late."""
    for at, milestone in enumerate(Milestone.objects.filter(first__lt=date(2018, 10, 1)).order_by("pk")):
        if at % 3:
            Milestone.objects.filter(pk=milestone.pk).update(done_on=date(2018, 7, 1 + at % 30))


def test_no_page_of_a_plan_breaks_a_rule_or_is_wider_than_a_telephone(reached, page, phone):
    for size, window in {"desktop": page, "phone": phone}.items():
        for name, address in PAGES.items():
            window.goto(address)
            shot(window, f"{name}-{size}")
            axe(window)
            if size == "phone":
                assert window.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_plan_and_an_objective_fit_one_sheet(reached, page):
    for name in ("plan-on-a-page", "plan-objective"):
        page.goto(PAGES[name])
        printed = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm"))

        assert len(PdfReader(io.BytesIO(printed)).pages) == 1, name
