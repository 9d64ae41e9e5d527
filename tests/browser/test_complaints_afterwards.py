"""What follows a complaint, in a browser: the Ombudsman, the letter, the report and the self-assessment."""

from datetime import date

import pytest

from guildhall.demo.cast import summon
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.complaints.actions import improving, ombudsman, reporting
from guildhall.services.complaints.models import Improvement, LetterLine
from tests.browser.rig import axe, shot

pytestmark = pytest.mark.browser
TODAY = "2026-06-01"


@pytest.fixture
def cast(transactional_db, settings):
    settings.DEMONSTRATION, settings.PINNED_TODAY, settings.LETTERS = True, TODAY, "console"
    return summon()


@pytest.fixture
def told(cast):
    """A case decided and recommended on, one still asked about, a letter, an improvement, a report begun."""
    case = ombudsman.log(
        by=SYSTEM, scheme="lgsco", their_reference="26 000 001", area="repairs", asked="Why did nobody come?",
        due_back_on="2026-06-29",
    )  # fmt: skip
    case = ombudsman.answer_enquiry(case, by=cast["cora"], answer="The contractor missed both visits.")
    case = ombudsman.decide(case, by=cast["cora"], decision="upheld", found="Fault.", on=date(2026, 6, 1))
    ombudsman.recommend(
        case, by=cast["cora"], kind="payment", what="Pay £150 for the delay", asked_for="2026-07-31", cost=150
    )
    LetterLine.objects.create(
        scheme="lgsco", year=2026, reference="26 000 001", key="26000001", category="Housing",
        decision="not_upheld", decided_on="2026-06-01", source="letter.csv", taken_on="2026-06-01",
    )  # fmt: skip
    improving.plan(
        by=cast["cora"], area="repairs", cause="delay", heard="It takes too long.", what="Two more fitters",
        promised_for="2026-07-01",
    )  # fmt: skip
    done = improving.do(Improvement.objects.get(), by=cast["cora"], evidence="They began on Monday.")
    improving.publish(
        done,
        by=cast["cora"],
        public_title="Repairs",
        you_said="It takes too long.",
        we_did="Two more fitters.",
    )
    report = reporting.draft(by=cast["cora"], year=2026)
    reporting.write(report, by=cast["cora"], place="introduction", text="A year of learning.")
    codes = service("codes").actions
    code = codes["draw_up"](by=SYSTEM, title="How we keep to the Code", framework="lgsco-2024")
    codes["judge"](
        code, by=SYSTEM, part="6.3", says="partly", text="Six in ten are late.", due_on="2026-09-01"
    )
    codes["give_evidence"](
        code, by=SYSTEM, part="6.2", text="What is late is found", duty="complaints.acknowledged_in_time"
    )
    return case


def look(window, name):
    """Holds the page to the rules at the window's width, and takes its picture."""
    axe(window)
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), window.url
    shot(window, f"afterwards-{name}-{window.viewport_size['width']}")


def test_every_page_of_what_follows_a_complaint_is_accessible_at_both_widths(
    phone, page, sign_in, cast, told
):
    for window in (phone, page):
        sign_in(window, cast["cora"])
        for name, address in {
            "case": told.get_absolute_url(),
            "letters": "/complaints/review-letters/",
            "letter": "/complaints/review-letters/lgsco/2026-27/",
            "report": "/complaints-report/2026-27/",
            "assessment": "/governance/assessed/lgsco-2024/",
            "you-said": "/you-said-we-did/",
        }.items():
            window.goto(address)
            look(window, name)

    assert "They decided “Not upheld”; we hold “Upheld”." in _at(
        page, "/complaints/review-letters/lgsco/2026-27/"
    )


def _at(page, address):
    page.goto(address)
    return page.content()
