"""A whole meeting in a browser, from its plan to its approved minutes; every page held to the rules."""

from datetime import date

import pytest

from guildhall.demo.cast import summon
from guildhall.kernel import time
from guildhall.kernel.services import service
from guildhall.services.meetings.models import Item, Meeting, Motion
from tests.browser.rig import axe, shot

pytestmark = pytest.mark.browser
NAMES = ("Ada Keel", "Bram Dunn", "Cleo Hurst", "Dilys Gale")
SECTIONS = ("purpose", "recommendations", "background", "reasons")


@pytest.fixture
def council(transactional_db, settings):
    """A committee of four with a report that is cleared for its next meeting, on 1 February 2018."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, "2018-02-01"
    settings.LETTERS = "console"
    cast = summon()
    dora = cast["dora"]
    bodies, members = service("bodies").actions, service("members").actions
    body = bodies["establish"](
        by=dora, kind="committee", name="Planning Committee", seats=4, on=date(2016, 5, 17)
    )
    told = {"elected_on": date(2016, 5, 5), "term_ends_on": date(2020, 5, 11), "ward": "Milton"}
    for name in NAMES:
        member = members["elect"](by=dora, name=name, **told)
        member = members["accept_office"](member, by=dora, on=date(2016, 5, 12))
        role = "chair" if name == "Ada Keel" else "member"
        body = bodies["appoint"](body, by=dora, member=member, role=role, on=date(2016, 5, 17))
    return cast, body


def planned(cast, body, day):
    return service("meetings").actions["plan"](
        by=cast["dora"], body=body, kind="formal", meets_on=day, starts_at="17:00", place="Council Chamber"
    )


def reported(cast, meeting):
    """Three reports: one cleared, one exempt, one that is to follow."""
    verbs, by = service("reports").actions, cast["dora"]
    for title in ("Mending the pier", "A contract", "Trees in Milton"):
        report = verbs["draft"](by=by, meeting=meeting, title=title, author_role="Director of Regeneration")
        told = {name: f"This is the {name} of the report, at some length. " * 4 for name in SECTIONS}
        report = verbs["write"](report, by=by, **told)
        service("meetings").actions["put_on_agenda"](meeting, by=by, report=report)
        if title == "A contract":
            verbs["make_exempt"](
                report, by=by, paragraphs=[3], balance="withhold", public_title=title,
                public_interest="Bids are open: disclosure would harm us.", review_on=date(2018, 9, 1),
            )  # fmt: skip
        if title == "Mending the pier":
            verbs["ask_for_comments"](report, by=by)
            for section in ("finance", "legal", "equality"):
                verbs["comment"](report, by=by, section=section, text="There is nothing to add.")
            verbs["clear"](verbs["send_to_chair"](report, by=by), by=by)
    return report


def send(window, label, **typed):
    """Opens the short form of that name, fills it in and sends it."""
    details = window.locator("details", has=window.locator("summary", has_text=label)).first
    if details.count() and details.get_attribute("open") is None:
        details.locator("summary").first.click()
    form = details.locator("form").first if details.count() else window.locator("main form").first
    for name, value in typed.items():
        field = form.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value='{value}']").check(force=True)
        elif field.first.evaluate("each => each.tagName") == "SELECT":
            field.first.select_option(label=value)
        else:
            field.first.fill(value)
    form.locator("button").first.click()


def test_a_whole_meeting_is_run_on_a_telephone_without_a_script(council, no_javascript, sign_in, settings):
    cast, body = council
    window = no_javascript
    sign_in(window, cast["dora"])
    window.goto("/desk/meetings/open/plan/")
    window.fill("[name=body]", body.reference)
    window.check("[name=kind][value=formal]", force=True)
    for part, value in (("day", "14"), ("month", "3"), ("year", "2018")):
        window.fill(f"[name=meets_on-{part}]", value)
    window.fill("[name=starts_at]", "17:00")
    window.fill("[name=place]", "Council Chamber")
    window.click("main form button")
    meeting = Meeting.objects.get()
    reported(cast, meeting)
    window.goto(f"/records/{meeting.reference}/publish_agenda/")
    window.click("main form button")

    settings.PINNED_TODAY = "2018-03-14"
    window.goto(f"/minutes/{meeting.reference}/")
    window.locator("[name=began_at]").fill("17:02")
    window.locator("select[name=chaired_by]").select_option(label="Ada Keel")
    dilys = window.locator("tr", has_text="Dilys Gale")
    dilys.locator("[value=apologies]").check()
    window.locator("main form button").first.click()
    assert "3 present, 1 needed" in window.locator("main").inner_text()
    item = Item.objects.get(title="Mending the pier")
    section = window.locator("section.minuted", has_text=item.title)
    section.locator("summary", has_text="Enter a motion").click()
    motion = section.locator("form", has=window.locator("[name=mover]"))
    motion.locator("[name=text]").fill("That the pier be mended.")
    motion.locator("[name=mover]").select_option(label="Ada Keel")
    motion.locator("[name=seconder]").select_option(label="Bram Dunn")
    motion.locator("button").click()
    window.locator("summary", has_text="Vote: That the pier").click()
    for name, way in (("Ada", "in_favour"), ("Bram", "in_favour"), ("Cleo", "against")):
        window.locator("table.roll tr", has_text=name).locator(f"[value={way}]").check()
    window.locator("form", has=window.locator("table.roll")).locator("button").click()
    assert Motion.objects.get().outcome == "carried"
    for each in Item.objects.exclude(kind="standing").order_by("order"):
        section = window.locator("section.minuted", has_text=f"{each.order}. {each.title}")
        section.locator("summary", has_text="Minute an item").click()
        form = section.locator("form", has=window.locator("[name=decided]"))
        form.locator("[name=decided]").fill("RESOLVED that it be agreed.")
        form.locator("button").click()
    send(window, "Close the meeting", ended_at="18:30")
    window.goto(f"/records/{meeting.reference}/publish_draft_minutes/")
    window.click("main form button")

    after = planned(cast, body, date(2018, 4, 11))
    with time.pretend(date(2018, 3, 20)):
        service("meetings").actions["publish_agenda"](after, by=cast["dora"])
    settings.PINNED_TODAY = "2018-04-11"
    window.goto(f"/minutes/{after.reference}/")
    window.locator("select[name=chaired_by]").select_option(label="Ada Keel")
    window.locator("main form button").first.click()
    window.goto(f"/records/{meeting.reference}/approve_minutes/")
    window.fill("[name=at]", after.reference)
    window.click("main form button")
    window.goto(f"/meetings/{meeting.reference}/")

    told = window.locator("main").inner_text()
    assert "Minutes approved" in told
    assert "2 for, 1 against, 0 abstained: who voted how" in told
    shot(window, "meeting-approved-390")


def look(window, address, name):
    """Opens a page, holds it to the rules at the window's width, and takes its picture."""
    window.goto(address)
    axe(window)
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{address} is too wide"
    )
    shot(window, f"{name}-{window.viewport_size['width']}")


def test_the_pages_of_meetings_break_no_rule(council, page, phone, sign_in, settings):
    cast, body = council
    meeting, verbs, by = planned(cast, body, date(2018, 3, 14)), service("meetings").actions, cast["dora"]
    report = reported(cast, meeting)
    planned(cast, body, date(2018, 3, 28))
    verbs["publish_agenda"](meeting, by=by)
    public = {
        "/meetings/": "meetings",
        "/meetings/calendar/?month=2018-03": "meetings-month",
        f"/meetings/{meeting.reference}/": "meeting-public", f"/meetings/{body.reference}/": "meetings-body",
    }  # fmt: skip
    inside = {
        "/meeting-calendar/?month=2018-03": "meeting-calendar", "/meeting-calendar/year/": "meeting-year",
        meeting.get_absolute_url(): "meeting", report.get_absolute_url(): "meeting-report",
        f"{report.get_absolute_url()}make_exempt/": "meeting-exempt",
        "/desk/meetings/open/plan/": "meeting-plan",
        f"/minutes/{meeting.reference}/": "minutes-before",
    }  # fmt: skip
    for window in (page, phone):
        for address, name in public.items():
            look(window, address, name)
        sign_in(window, by)
        for address, name in inside.items():
            look(window, address, name)
    settings.PINNED_TODAY = "2018-03-14"
    for window in (page, phone):
        look(window, f"/minutes/{meeting.reference}/", "minutes-roll")
    with time.pretend(date(2018, 3, 14)):
        present = [each.pk for each in service("members").record.objects.order_by("pk")]
        verbs["take_attendance"](meeting, by=by, began_at="17:00", chaired_by=present[0], present=present)
        item = Item.objects.get(title="Mending the pier")
        motion = {"text": "That the pier be mended.", "mover": present[0], "seconder": present[1]}
        verbs["put_motion"](meeting, by=by, item=item.pk, **motion)
    for window in (page, phone):
        window.goto(f"/minutes/{meeting.reference}/")
        window.locator("summary", has_text="Vote:").click()
        axe(window)
        shot(window, f"minutes-{window.viewport_size['width']}")
