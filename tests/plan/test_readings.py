"""Promises read over their basis: live, frozen, restated or entered by people; and rated by their rule."""

import re
from datetime import date
from decimal import Decimal

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.figures import Sample, freeze
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.plan.actions import deliverables as deliverable_verbs
from guildhall.plan.actions import figures as figure_verbs
from guildhall.plan.actions import plans as plan_verbs
from guildhall.plan.actions import promises as promise_verbs
from guildhall.plan.models import Forecast, Promise, Restatement
from guildhall.plan.readings import history, readings
from guildhall.plan.upkeep import notice_restatements
from guildhall.services.requests import actions as requests

YEAR = Period.year(2018)
FIRST_QUARTER = Period.quarter(2018, 1)


@pytest.fixture
def panel(db, cast):
    """A deliverable that promises 1,200 panel members each quarter, counted by nobody here."""
    with time.pretend(date(2018, 4, 3)):
        plan = plan_verbs.enter(
            by=cast["nadia"], key="panel-plan", title="Panel plan", directorate="Community",
            first="2018-04-01", last="2019-03-31",
        )  # fmt: skip
        deliverable = deliverable_verbs.set_out(
            by=cast["nadia"], plan=plan.pk, key="panel", title="Keep a citizens' panel"
        )
        promise_verbs.set_promise(
            deliverable, by=cast["nadia"], text="1,200 people on the panel", key="members", unit="people",
            target=1200, tolerance=5, tolerance_in="percent", basis="quarter",
        )  # fmt: skip
    return deliverable


def enter(panel, by, period, value, **told):
    return figure_verbs.enter_figure(
        panel, by=by, promise="members", period=period, value=value, source="Panel database", **told
    )


def members(page=FIRST_QUARTER):
    (reading,) = readings(Promise.objects.select_related("deliverable"), page)
    return reading


@pytest.fixture
def one_late_of_ten(cast):
    for place in range(10):
        with time.pretend(date(2018, 4, 10)):
            asked = requests.ask(by=SYSTEM, wanted="Trees", name="Jo Castle", email="jo.castle@example.org")
        with time.pretend(date(2018, 6, 20) if place == 0 else date(2018, 4, 20)):
            requests.answer(asked, by=cast["amira"], outcome="granted", answer="Here.")


@pytest.fixture
def in_time(panel, cast):
    """A promise counted by the system: 95% of requests in time, each quarter, 3 points off still amber."""
    with time.pretend(date(2018, 4, 3)):
        Promise.objects.all().delete()
        promise_verbs.set_promise(
            panel, by=cast["nadia"], text="95% in time", key="in-time", measure="requests.answered_in_time",
            target=95, tolerance=3, basis="quarter",
        )  # fmt: skip
    return Promise.objects.get()


# Figures from outside


def test_a_figure_entered_by_a_person_is_read_with_its_source_and_who_entered_it(panel, cast):
    with time.pretend(date(2018, 7, 2)):
        enter(panel, cast["nadia"], "2018-19 Q1", "1,150")
        reading = members()

    assert (reading.value, reading.rating.colour) == (1150, "amber")
    assert reading.known.source == "Panel database; entered by Nadia Frost on Mon 2 July 2018"
    assert "Nadia Frost entered 1,150 for 2018-19 Q1" in panel.events.last().sentence


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"period": "2018-19"}, "judged by a quarter, such as 2018-19 Q1: 2018-19 is none"),
        ({"period": "2018-19 Q2"}, "2018-19 Q2 is not over before Sun 30 September 2018"),
        ({"period": "soon"}, "“soon” is not a period"),
        ({"value": "many"}, "“many” is not a number"),
        ({"value": "£1,150"}, "is in £, and this figure is in people"),
        ({"value": "97%"}, "is in %, and this figure is in people"),
        ({"value": "1,15"}, "is not a number"),
        ({"source": ""}, "source"),
    ],
)
def test_what_cannot_be_a_figure_is_refused_in_words_and_leaves_nothing(panel, cast, told, says):
    asked = {
        "promise": "members",
        "period": "2018-19 Q1",
        "value": "1150",
        "source": "Panel database",
        **told,
    }

    with time.pretend(date(2018, 7, 2)), pytest.raises(Invalid, match=re.escape(says)):
        figure_verbs.enter_figure(panel, by=cast["nadia"], **asked)

    assert not Sample.objects.filter(source="Panel database").exists()


def test_a_figure_that_changes_says_why_and_shows_as_restated(panel, cast):
    with time.pretend(date(2018, 7, 2)):
        enter(panel, cast["nadia"], "2018-19 Q1", "1150")
    with time.pretend(date(2018, 7, 9)):
        with pytest.raises(Invalid, match="It was 1,150 for 2018-19 Q1: say why it changes"):
            enter(panel, cast["nadia"], "2018-19 Q1", "1210")
        enter(panel, cast["nadia"], "2018-19 Q1", "1210", why="Late forms were counted.")
        reading = members()

    assert (reading.value, reading.rating.colour) == (1210, "green")
    assert reading.restated == "Restated: it was 1,150 until Mon 9 July 2018. Late forms were counted."


def test_a_figure_the_records_count_is_not_typed(in_time, panel, cast):
    with pytest.raises(Refused, match="Every figure it promises is counted from the records"):
        enter(panel, cast["nadia"], "2018-19 Q1", "99")


def test_who_may_not_change_the_plan_enters_no_figure(panel, cast):
    with pytest.raises(Refused):
        enter(panel, cast["amira"], "2018-19 Q1", "1150")


# How they are rated


def test_a_target_that_changes_moves_the_colour_at_once(panel, cast, client_of):
    client = client_of(cast["nadia"])
    address = "/plan/panel-plan/promises/panel/members/"
    with time.pretend(date(2018, 7, 2)):
        enter(panel, cast["nadia"], "2018-19 Q1", "1150")
        assert "Nearly on target" in client.get(address).content.decode()
        promise_verbs.set_promise(
            panel, by=cast["nadia"], text="1,100 people on the panel", key="members", unit="people",
            target=1100, tolerance=5, tolerance_in="percent", basis="quarter",
        )  # fmt: skip

        page = client.get(address).content.decode()

    assert "On target" in page
    assert "1,150 meets the target, at least 1,100." in page


def test_a_percentage_of_no_target_is_refused_where_it_is_set(panel, cast):
    with pytest.raises(Invalid, match="A percentage of a target of 0 is always 0"):
        promise_verbs.set_promise(
            panel, by=cast["nadia"], text="No net cost", key="cost", unit="£", target=0, direction="at_most",
            tolerance=5, tolerance_in="percent",
        )  # fmt: skip


def test_nothing_known_is_grey_and_a_quarter_that_runs_is_blue(panel):
    with time.pretend(date(2018, 5, 1)):
        running = members().rating
    with time.pretend(date(2018, 7, 2)):
        over = members().rating

    assert (running.colour, running.because) == ("blue", "It is judged on Sat 30 June 2018.")
    assert (over.colour, over.because) == ("grey", "Nothing is known for this period.")


def test_last_year_decides_where_the_promise_says_so(panel, cast):
    with time.pretend(date(2018, 4, 3)):
        Promise.objects.update(rule=Promise.Rule.LAST_YEAR)
    Sample.objects.create(
        measure=Promise.objects.get().figure, first=date(2017, 4, 1), last=date(2017, 6, 30), value=1000,
        source="Panel database",
    )  # fmt: skip
    with time.pretend(date(2018, 7, 2)):
        enter(panel, cast["nadia"], "2018-19 Q1", "1,050")
        reading = members()

    assert reading.rating.colour == "amber"
    assert [each.told for each in reading.travels] == [
        "Nothing is known of the quarter before.",
        "Better than the same quarter last year (1,000).",
    ]


# Live, frozen and restated


def test_a_live_promise_is_read_from_the_records(in_time, one_late_of_ten):
    with time.pretend(date(2018, 7, 2)):
        (reading,) = readings([in_time], FIRST_QUARTER)

    assert (reading.value, reading.rating.colour) == (Decimal("90.0"), "red")
    assert reading.known.source == "Counted from the records now"


def test_what_was_frozen_is_read_until_a_later_count_differs_and_then_says_why(
    in_time, panel, one_late_of_ten, cast
):
    with time.pretend(date(2018, 7, 1)):
        freeze([measure("requests.answered_in_time")], FIRST_QUARTER)
    with time.pretend(date(2018, 6, 28)):
        found = requests.ask(by=SYSTEM, wanted="Bins", name="Sam Quill", email="sam.quill@example.org")
        requests.answer(found, by=cast["amira"], outcome="granted", answer="Here.")
    with time.pretend(date(2018, 7, 5)):
        notice_restatements(date(2018, 7, 5))
        (noticed,) = readings([in_time], FIRST_QUARTER)
        figure_verbs.explain_restatement(
            panel,
            by=cast["nadia"],
            restatement=Restatement.objects.get().name,
            because="One was logged late.",
        )
        (explained,) = readings([in_time], FIRST_QUARTER)

    assert noticed.value == Decimal("90.9")
    assert noticed.restated == "Restated: it was 90% until Thu 5 July 2018. Nobody has said why yet."
    assert explained.restated.endswith("One was logged late.")


def test_a_change_after_the_period_is_over_shows_at_the_next_look_and_takes_its_reason(
    in_time, panel, one_late_of_ten, cast, client_of
):
    client, address = client_of(cast["nadia"]), "/plan/panel-plan/promises/panel/in-time/"
    with time.pretend(date(2018, 7, 1)):
        freeze([measure("requests.answered_in_time")], FIRST_QUARTER)
    with time.pretend(date(2018, 7, 5)):
        before = client.get(address).content.decode()
    with time.pretend(date(2018, 6, 28)):
        found = requests.ask(by=SYSTEM, wanted="Bins", name="Sam Quill", email="sam.quill@example.org")
        requests.answer(found, by=cast["amira"], outcome="granted", answer="Here.")
    with time.pretend(date(2018, 7, 5)):
        noticed = client.get(address).content.decode()
        report = client.get("/plan/panel-plan/report/2018-19-Q1/").content.decode()
        assert not Restatement.objects.exists()
        asked = client.get(f"{panel.get_absolute_url()}explain_restatement/").content.decode()
        figure_verbs.explain_restatement(
            panel, by=cast["nadia"], because="One was logged late.",
            restatement="requests.answered_in_time 2018-04-01 2018-06-30",
        )  # fmt: skip
        explained = client.get(address).content.decode()
        notice_restatements(date(2018, 7, 6))

    assert "Restated" not in before
    assert "Restated: it was 90% until Thu 5 July 2018. Nobody has said why yet." in noticed
    assert "90.9%" in report
    assert "90.0000 is now 90.9000" in asked
    assert "Restated: it was 90% until Thu 5 July 2018. One was logged late." in explained
    assert Restatement.objects.get().because == "One was logged late."


def test_another_change_asks_for_another_reason(in_time, panel, one_late_of_ten, cast):
    with time.pretend(date(2018, 7, 1)):
        freeze([measure("requests.answered_in_time")], FIRST_QUARTER)
    for name in ("Sam Quill", "Ada Moss"):
        with time.pretend(date(2018, 6, 28)):
            found = requests.ask(by=SYSTEM, wanted="Bins", name=name, email="one@example.org")
            requests.answer(found, by=cast["amira"], outcome="granted", answer="Here.")
        with time.pretend(date(2018, 7, 5)):
            (noticed,) = readings([in_time], FIRST_QUARTER)
            assert noticed.restated.endswith("Nobody has said why yet.")
            figure_verbs.explain_restatement(
                panel, by=cast["nadia"], because=f"{name}’s was logged late.",
                restatement=noticed.known.restatement.name,
            )  # fmt: skip

    assert Restatement.objects.get().because == "Ada Moss’s was logged late."


def test_what_did_not_change_is_not_restated(in_time, one_late_of_ten):
    with time.pretend(date(2018, 7, 1)):
        freeze([measure("requests.answered_in_time")], FIRST_QUARTER)
        notice_restatements(date(2018, 7, 1))

    assert not Restatement.objects.exists()


def test_a_change_that_is_undone_is_no_restatement_any_more(in_time, one_late_of_ten):
    with time.pretend(date(2018, 7, 1)):
        freeze([measure("requests.answered_in_time")], FIRST_QUARTER)
        Restatement.objects.create(
            measure="requests.answered_in_time", first=FIRST_QUARTER.first, last=FIRST_QUARTER.last, was=90,
            value=80, noticed_on=date(2018, 7, 1),
        )  # fmt: skip
        notice_restatements(date(2018, 7, 2))

    assert not Restatement.objects.exists()


def test_twenty_quarters_of_a_live_promise_take_few_queries(
    in_time, one_late_of_ten, django_assert_max_num_queries
):
    with time.pretend(date(2018, 7, 2)), django_assert_max_num_queries(8):
        read = history(in_time, YEAR, 20)

    assert len(read) == 20
    assert [each.value for each in read[-2:]] == [None, 90]


# Its page


def test_the_page_has_the_figure_the_rule_the_history_and_a_file(panel, cast, client_of):
    client = client_of(cast["nadia"])
    Sample.objects.create(
        measure=Promise.objects.get().figure, first=date(2018, 1, 1), last=date(2018, 3, 31), value=1100,
        source="Panel database",
    )  # fmt: skip
    with time.pretend(date(2018, 7, 2)):
        enter(panel, cast["nadia"], "2018-19 Q1", "1,150")
        page = client.get("/plan/panel-plan/promises/panel/members/").content.decode()
        file = client.get("/plan/panel-plan/promises/panel/members.csv").content.decode()

    assert "1,150 is 4.2% short of the target, at least 1,200: within 5% of it is amber." in page
    assert "Better than the quarter before (1,100)." in page
    assert 'class="history"' in page
    assert "2018-19 Q1,1150,people,at least 1200" in file.replace('"', "").replace("1,200", "1200")


def test_the_page_begins_with_the_first_period_of_which_anything_is_known(panel, cast, client_of):
    client = client_of(cast["nadia"])
    with time.pretend(date(2018, 10, 2)):
        nothing = client.get("/plan/panel-plan/promises/panel/members/").context["table"].rows
        enter(panel, cast["nadia"], "2018-19 Q1", "1,150")
        known = client.get("/plan/panel-plan/promises/panel/members/").context["table"].rows

    assert [str(row[0]) for row in nothing] == ["2018-19 Q2"]
    assert [str(row[0]) for row in known] == ["2018-19 Q2", "2018-19 Q1"]


def test_a_draft_is_no_page_for_the_public(panel, client):
    assert client.get("/plan/panel-plan/promises/panel/members/").status_code == 404


def test_the_page_says_where_it_is_heading_or_why_nobody_can_say(in_time, cast, client_of):
    client = client_of(cast["nadia"])
    Promise.objects.update(basis="year")
    Forecast.objects.create(
        measure=in_time.measure, first=YEAR.first, last=YEAR.last, value=Decimal("93.1"), low=90, high=96,
        told="By exponential smoothing.", made_on=date(2018, 7, 1), made_from="x",
    )  # fmt: skip
    with time.pretend(date(2018, 7, 2)):
        page = client.get("/plan/panel-plan/promises/panel/in-time/").content.decode()

    assert "93.1% by the end of 2018-19, between 90% and 96%" in page
