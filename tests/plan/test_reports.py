"""The quarterly report writes itself; people comment, the director signs, and what changes later shows."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.periods import Period
from guildhall.plan.actions import deliverables as deliverable_verbs
from guildhall.plan.actions import delivery as delivery_verbs
from guildhall.plan.actions import figures as figure_verbs
from guildhall.plan.actions import objectives as objective_verbs
from guildhall.plan.actions import plans as plan_verbs
from guildhall.plan.actions import promises as promise_verbs
from guildhall.plan.actions import reports as report_verbs
from guildhall.plan.models import Commentary, Deliverable, Plan, SignOff
from guildhall.plan.reports import report
from tests.paper.inside import Inside, validated, verapdf

FIRST_QUARTER = Period.quarter(2018, 1)
ADDRESS = "/plan/panel-plan/report/2018-19-Q1/"


@pytest.fixture
def plan(db, cast):
    """Two deliverables: a panel of 1,200 people, and a flagship magazine that costs nothing."""
    nadia = cast["nadia"]
    with time.pretend(date(2018, 4, 3)):
        plan = plan_verbs.enter(
            by=nadia, key="panel-plan", title="Panel plan", directorate="Community", first="2018-04-01",
            last="2019-03-31",
        )  # fmt: skip
        objective_verbs.set_out(by=nadia, plan=plan.pk, key="heard", title="Residents are heard")
        panel, flagship = (
            deliverable_verbs.set_out(by=nadia, plan=plan.pk, key=key, title=title)
            for key, title in (("panel", "Keep a citizens' panel"), ("flagship", "Print the Flagship"))
        )
        promise_verbs.set_promise(
            panel, by=nadia, text="1,200 people on the panel", key="members", unit="people", target=1200,
            tolerance=5, tolerance_in="percent", basis="quarter",
        )  # fmt: skip
        promise_verbs.set_promise(
            flagship, by=nadia, text="No net cost", key="cost", unit="£", target=0, direction="at_most",
            tolerance=10_000, basis="quarter",
        )  # fmt: skip
        delivery_verbs.add_milestone(
            panel, by=nadia, text="Recruit from every ward", quarter="2018-19 Q1", critical=True
        )
    with time.pretend(date(2018, 7, 2)):
        enter(panel, nadia, "members", "1200")
        enter(flagship, nadia, "cost", "£32,000")
    return plan


def enter(deliverable, by, promise, value, **told):
    return figure_verbs.enter_figure(
        deliverable, by=by, promise=promise, period="2018-19 Q1", value=value, source="Ledger", **told
    )


def named(key):
    return Deliverable.objects.get(key=key)


def told(plan, user, quarter=FIRST_QUARTER):
    with time.pretend(date(2018, 7, 10)):
        return report(Plan.objects.get(pk=plan.pk), quarter, user)


def sign(plan, user, on=date(2018, 7, 10)):
    with time.pretend(on):
        return report_verbs.sign_off_quarter(plan, by=user, quarter="2018-19 Q1")


def test_the_worst_comes_first_and_a_deliverable_is_as_bad_as_its_worst_part(plan, cast):
    found = told(plan, cast["owen"])

    assert [(each.deliverable.key, each.rating.colour) for each in found.lines] == [
        ("panel", "red"),
        ("flagship", "red"),
    ]
    assert found.lines[0].rating.because.startswith("The worst of 2: It was due by Sat 30 June 2018")
    assert [each.rating.colour for each in found.lines[0].readings] == ["green"]


def test_a_milestone_that_is_not_critical_does_not_decide(plan, cast):
    named("panel").milestones.update(critical=False)

    (_, panel) = told(plan, cast["owen"]).lines

    assert (panel.deliverable.key, panel.rating.colour) == ("panel", "green")
    assert panel.steps[0].rating.colour == "red"


def test_a_comment_has_versions_and_the_last_one_is_read(plan, cast):
    for day, text in ((9, "Recruitment is late."), (10, "Recruitment began in June.")):
        with time.pretend(date(2018, 7, day)):
            figure_verbs.comment_on_quarter(named("panel"), by=cast["nadia"], quarter="2018-19 Q1", text=text)

    assert told(plan, cast["owen"]).lines[0].comment.text == "Recruitment began in June."
    assert Commentary.objects.filter(text="Recruitment is late.", version=1).exists()


def test_nobody_comments_on_a_quarter_that_has_not_begun_or_on_a_year(plan, cast):
    for quarter, says in (("2019-20 Q1", "does not begin before"), ("2018-19", "is not a quarter")):
        with time.pretend(date(2018, 7, 10)), pytest.raises(Invalid, match=says):
            figure_verbs.comment_on_quarter(named("panel"), by=cast["nadia"], quarter=quarter, text="Early.")


def test_the_director_signs_and_nobody_else(plan, cast):
    with pytest.raises(Refused, match="Your role does not include this"):
        sign(plan, cast["nadia"])

    sign(plan, cast["owen"])

    assert told(plan, cast["owen"]).signed.signed_by == cast["owen"]


def test_a_quarter_that_runs_is_not_signed(plan, cast):
    with time.pretend(date(2018, 6, 1)), pytest.raises(Invalid, match="is not over before Sat 30 June 2018"):
        report_verbs.sign_off_quarter(plan, by=cast["owen"], quarter="2018-19 Q1")


def test_nothing_has_changed_right_after_the_sign_off(plan, cast):
    sign(plan, cast["owen"])

    assert told(plan, cast["owen"]).changes == []


def test_a_figure_changed_after_the_sign_off_shows_as_changed_since(plan, cast):
    sign(plan, cast["owen"])
    with time.pretend(date(2018, 7, 12)):
        enter(named("flagship"), cast["nadia"], "cost", "£9,000", why="An advert was paid late.")

    found = told(plan, cast["owen"])

    assert found.changes == [
        "“No net cost”: its figure was £32,000 and is £9,000.",
        "“No net cost” was “off target” (red) and is “nearly on target” (amber).",
        "Print the Flagship was “off target” (red) and is “nearly on target” (amber).",
    ]
    assert [each.promise.key for each in found.restated] == ["cost"]


def test_so_do_a_changed_target_a_new_comment_and_a_new_deliverable(plan, cast):
    sign(plan, cast["owen"])
    with time.pretend(date(2018, 7, 12)):
        promise_verbs.set_promise(
            named("panel"), by=cast["nadia"], text="1,200 people on the panel", key="members", unit="people",
            target=1300, tolerance=5, tolerance_in="percent", basis="quarter",
        )  # fmt: skip
        figure_verbs.comment_on_quarter(named("panel"), by=cast["nadia"], quarter="2018-19 Q1", text="More.")
        deliverable_verbs.set_out(by=cast["nadia"], plan=plan.pk, key="new", title="A new thing")

    assert told(plan, cast["owen"]).changes == [
        "A new thing was not in it.",
        "“1,200 people on the panel”: its target was 1,200 and is 1,300.",
        "“1,200 people on the panel” was “on target” (green) and is “off target” (red).",
        "Keep a citizens' panel has a new comment.",
    ]


def test_signed_again_it_is_a_second_version_and_the_first_stays(plan, cast):
    sign(plan, cast["owen"])
    sign(plan, cast["owen"], date(2018, 7, 20))

    assert [each.version for each in SignOff.objects.order_by("version")] == [1, 2]
    assert "for the second time" in plan.events.last().sentence


def test_the_page_shows_figures_words_and_a_chart_and_gives_a_file(plan, cast, client_of):
    client = client_of(cast["nadia"])
    with time.pretend(date(2018, 7, 10)):
        page = client.get(ADDRESS).content.decode()
        file = client.get(f"{ADDRESS.rstrip('/')}.csv").content.decode()

    assert "Not signed off" in page
    assert "only within £10,000 is amber" in page
    assert 'class="stacked"' in page
    assert "2 of 2 deliverables need attention" in page
    assert "Print the Flagship,Off target,No net cost,2018-19 Q1,32000,£,at most £0" in file


def test_the_public_reads_a_report_once_the_plan_is_adopted_and_the_report_signed(plan, cast, client):
    with time.pretend(date(2018, 7, 10)):
        for objective in plan.objectives.all():
            objective_verbs.agree(objective, by=cast["owen"])
        plan_verbs.consult(plan, by=cast["nadia"])
        plan_verbs.adopt(plan, by=cast["owen"], decision="Cabinet, minute 12")
        before = client.get(ADDRESS).status_code
        assert "No report is signed off yet" in client.get("/plan/panel-plan/report/").content.decode()
        sign(plan, cast["owen"])
        after = client.get("/plan/panel-plan/report/", follow=True)

    assert (before, after.status_code) == (404, 200)
    assert "Owen Blythe" not in after.content.decode()


def test_the_directors_page_says_what_changed_since_the_last_signature(plan, cast, client_of):
    sign(plan, cast["owen"])
    with time.pretend(date(2018, 7, 12)):
        enter(named("flagship"), cast["nadia"], "cost", "£9,000", why="An advert was paid late.")
        page = client_of(cast["owen"]).get("/plan/panel-plan/director/").content.decode()

    assert "Since the report of 2018-19 Q1 was signed off on 10 July 2018" in page
    assert "its figure was £32,000 and is £9,000." in page
    assert "2 of them have no comment for 2018-19 Q1" in page


def test_no_report_of_what_is_no_quarter_or_has_not_begun(plan, cast, client_of):
    client = client_of(cast["nadia"])

    with time.pretend(date(2018, 7, 10)):
        for quarter in ("2018-19", "soon", "2030-31-Q1"):
            assert client.get(f"/plan/panel-plan/report/{quarter}/").status_code == 404


@pytest.fixture
def on_paper(plan, cast, client, settings, tmp_path):
    """The report as everybody reads it, signed twice with a comment in between."""
    settings.DATA = tmp_path
    sign(plan, cast["owen"])
    with time.pretend(date(2018, 7, 12)):
        plan_verbs.adopt(Plan.objects.get(pk=plan.pk), by=cast["owen"], decision="Cabinet, minute 12")
        figure_verbs.comment_on_quarter(
            named("flagship"), by=cast["nadia"], quarter="2018-19 Q1", text="Paper cost more than planned."
        )
    sign(plan, cast["owen"], on=date(2018, 7, 16))
    with time.pretend(date(2018, 7, 20)):
        return client.get(f"{ADDRESS.rstrip('/')}.pdf")


def test_the_report_on_paper_is_tagged_and_says_who_signed_which_version(on_paper):
    document = Inside(on_paper.content)

    assert on_paper["Content-Type"] == "application/pdf"
    assert document.catalog["/MarkInfo"]["/Marked"]
    assert document.catalog["/Lang"] == "en-GB"
    assert {"At a glance", "Every deliverable", "Versions and sign-off"} <= set(document.of("H1"))
    words = document.tags.words
    for told in ("Paper cost more than planned.", "No net cost", "£32,000", "Version 1", "Version 2"):
        assert told in words
    assert "Version 2, signed off on 16 July 2018." in words
    assert "Owen" not in words


@pytest.mark.skipif(not verapdf(), reason="veraPDF needs a Java that compiles")
def test_verapdf_finds_nothing_in_the_report_against_pdf_ua(on_paper, tmp_path):
    place = tmp_path / "report.pdf"
    place.write_bytes(on_paper.content)

    assert validated(place).startswith("compliant: 106 rules")


def test_a_report_that_is_not_signed_is_on_paper_for_people_who_work_here(
    plan, cast, client, client_of, settings, tmp_path
):
    settings.DATA = tmp_path
    address = f"{ADDRESS.rstrip('/')}.pdf"
    with time.pretend(date(2018, 7, 12)):
        plan_verbs.adopt(Plan.objects.get(pk=plan.pk), by=cast["owen"], decision="Cabinet, minute 12")
        stranger, colleague = client.get(address), client_of(cast["nadia"]).get(address)

    assert stranger.status_code == 404
    assert "Not signed off" in Inside(colleague.content).tags.words
