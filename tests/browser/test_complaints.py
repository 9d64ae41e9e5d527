"""A complaint from the website to the remedy, in a browser: every page accessible at both widths."""

import re

import pytest

from guildhall.commons.letters.models import Letter
from guildhall.commons.offers import Offer, make
from guildhall.demo.cast import summon
from guildhall.kernel import time
from guildhall.services.complaints import actions
from guildhall.services.complaints.models import Complaint, Remedy
from tests.browser.rig import axe, shot

pytestmark = pytest.mark.browser
TODAY = "2026-06-01"


@pytest.fixture
def cast(transactional_db, settings):
    settings.DEMONSTRATION, settings.PINNED_TODAY, settings.LETTERS = True, TODAY, "console"
    return summon()


def look(window, name):
    """Holds the page to the rules at the window's width, and takes its picture."""
    axe(window)
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), window.url
    shot(window, f"complaint-{name}-{window.viewport_size['width']}")


def go_on(window, name, button="Continue"):
    look(window, name)
    window.get_by_role("button", name=button).click()


def complains(window):
    """Nora Bell complains, one thing per page."""
    window.goto("/complain/")
    window.get_by_label("My council home, its repairs or its rent").check()
    go_on(window, "area")
    window.get_by_label("What went wrong?").fill("Nobody came to mend the boiler. Nobody told me why.")
    go_on(window, "what")
    window.get_by_label("What would put it right?").fill("That it is mended")
    go_on(window, "wants")
    go_on(window, "since")
    window.get_by_label("For myself").check()
    go_on(window, "whom")
    window.get_by_label("What is your full name?").fill("Nora Bell")
    go_on(window, "name")
    window.get_by_label("By email").check()
    go_on(window, "reply")
    window.get_by_label("What is your email address?").fill("nora.bell@example.org")
    go_on(window, "email")
    go_on(window, "check", "Send my complaint")
    look(window, "sent")


def link_of(complaint):
    """The address in the last letter."""
    markdown = Letter.objects.filter(record=complaint.pk).latest("pk").markdown
    return re.search(r"(/track/[^>\s]+)", markdown)[1]


def test_a_complaint_is_made_answered_looked_at_again_and_put_right(phone, page, sign_in, cast):
    cora, rowan, grace = cast["cora"], cast["rowan"], cast["grace"]
    complains(phone)
    complaint = Complaint.objects.get()

    sign_in(page, cora)
    page.goto(complaint.get_absolute_url())
    look(page, "received")
    page.goto(f"{complaint.get_absolute_url()}accept/")
    page.get_by_label("They are not content").check()
    page.get_by_label("How do we understand it?").fill("Her boiler was not mended.")
    page.get_by_label("What are its points?").fill("The boiler was not mended\nNobody told her")
    go_on(page, "accept", "Accept and acknowledge it")

    assert "a decision with its reason on points 1 and 2" in page.content()
    look(page, "lacks")
    for point in complaint.points.order_by("number"):
        page.goto(f"{complaint.get_absolute_url()}decide_point/")
        page.get_by_label(str(point)).check()
        page.get_by_label("Upheld", exact=True).check()
        page.get_by_label("Why?").fill("Two visits were missed.")
        go_on(page, "point", "Decide a point")
    page.goto(f"{complaint.get_absolute_url()}promise_remedy/")
    page.get_by_label("What do we promise?").fill("Mend the boiler")
    page.get_by_label("Day", exact=True).fill("1")
    page.get_by_label("Month", exact=True).fill("7")
    page.get_by_label("Year", exact=True).fill("2026")
    page.get_by_label("What kind of remedy is it?").select_option("action")
    go_on(page, "promise", "Promise a remedy")
    page.goto(f"{complaint.get_absolute_url()}answer/")
    page.get_by_label("What do you say to them?").fill("We are sorry.")
    go_on(page, "answer", "Send the stage 1 letter")
    look(page, "answered")

    phone.goto(link_of(complaint))
    look(phone, "followed")
    phone.get_by_role("link", name="Ask for stage 2").click()
    phone.get_by_label("What are you not content with?").fill("It still does not work.")
    look(phone, "stage-two")
    phone.locator("main button[type=submit], main .govuk-button").first.click()

    complaint.refresh_from_db()
    assert complaint.stage == Complaint.Stage.ESCALATED
    complaint = actions.acknowledge_again(complaint, by=cora, owner=rowan.pk, definition="It does not work.")
    for point in complaint.points.all():
        complaint = actions.decide_point(
            complaint, by=rowan, point=point.pk, outcome="partly", reasons="It was mended and failed again."
        )
    sign_in(page, rowan)
    page.goto(f"{complaint.get_absolute_url()}answer_again/")
    page.get_by_label("What do you say to them?").fill("We looked afresh.")
    go_on(page, "answer-again", "Send the stage 2 letter")
    look(page, "finished")

    sign_in(page, grace)
    remedy = Remedy.objects.get()
    page.goto("/desk/remedies/")
    look(page, "remedies")
    page.goto(f"{remedy.get_absolute_url()}do/")
    page.get_by_label("How do we know that it was done?").fill("Job 4411, seen by the tenant.")
    go_on(page, "do", "Say that it is done")
    remedy.refresh_from_db()
    assert (remedy.stage, remedy.in_time) == (Remedy.Stage.DONE, True)


def test_what_reads_like_a_complaint_is_offered_and_opened_by_a_person(phone, page, sign_in, cast):
    with time.pretend(time.today()):
        make(Offer("complaint", "Survey 1", "Nobody ever rang me back and it is a disgrace.", time.today()))
    for window in (phone, page):
        sign_in(window, cast["cora"])
        window.goto("/complaints/offered/")
        look(window, "offered")
    page.get_by_role("button", name="Open as a complaint").click()

    assert Complaint.objects.get().complained == "Nobody ever rang me back and it is a disgrace."
    page.goto("/complaints/offered/")
    assert "Nothing waits to be looked at" in page.content()
