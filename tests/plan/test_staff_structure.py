"""The staff structure: teams and posts by role, on any day, what changed, and what hangs loose."""

import csv
import io
from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid
from guildhall.plan.actions import plans as verbs
from guildhall.plan.duties import structure
from guildhall.plan.edition import load, read
from guildhall.plan.models import Plan
from guildhall.plan.service import plans
from guildhall.plan.staffing.tree import changes, lines_on, tree

BEFORE, AFTER = date(2018, 6, 1), date(2019, 6, 1)


@pytest.fixture
def enter(draft, cast):
    """Enters a team or a post in the draft."""

    def line(kind, title, **told):
        plans.actions["add_structure_line"](draft, by=cast["nadia"], kind=kind, title=title, **told)
        return draft.structure.get(title=title, first=told.get("first"))

    return line


@pytest.fixture
def reorganised(draft, enter):
    """A head with two teams: from 2019 with a digital one and no registrars, and less of the head."""
    enter("post", "Head of service", fte=1, grade="15", last=date(2018, 12, 31))
    enter("post", "Head of service", key="head-from-2019", fte="0.6", grade="15", first=date(2019, 1, 1))
    enter("team", "Elections", reports_to="head-of-service", last=date(2018, 12, 31))
    enter("team", "Elections", key="elections-from-2019", reports_to="head-from-2019", first=date(2019, 1, 1))
    enter("team", "Registrars", reports_to="head-of-service", last=date(2018, 12, 31))
    enter("team", "Digital", reports_to="head-from-2019", first=date(2019, 1, 1))
    enter("post", "Developer", team="digital", reports_to="head-from-2019", fte="2.5", first=date(2019, 1, 1))
    return draft


def drawn(nodes, depth=0):
    return [one for each in nodes for one in (f"{'  ' * depth}{each.line}", *drawn(each.below, depth + 1))]


def found(duty, plan, today=AFTER):
    return list(duty.judge(Plan.objects.get(pk=plan.pk), today))


def test_the_structure_is_drawn_as_it_stood_on_any_day(reorganised):
    assert drawn(tree(lines_on(reorganised, BEFORE))) == ["Head of service", "  Elections", "  Registrars"]
    assert drawn(tree(lines_on(reorganised, AFTER))) == [
        "Head of service", "  Elections", "  Digital", "    Developer",
    ]  # fmt: skip


def test_a_day_counts_the_full_time_equivalents_below_each(reorganised):
    (head,) = tree(lines_on(reorganised, AFTER))

    assert head.told == "Post, 15, 3.1 full-time equivalents"
    assert head.below[0].told == "Team"


def test_a_post_stands_below_the_head_of_its_team(enter, draft):
    enter("team", "Elections")
    enter("post", "Elections manager", team="elections")
    enter("post", "Canvass officer", team="elections", reports_to="elections-manager")

    assert drawn(tree(lines_on(draft, BEFORE))) == ["Elections", "  Elections manager", "    Canvass officer"]


def test_two_days_are_compared_by_what_teams_and_posts_are_called(reorganised):
    told = changes(lines_on(reorganised, BEFORE), lines_on(reorganised, AFTER))

    assert [str(each.line) for each in told.new] == ["Digital", "Developer"]
    assert [str(each.line) for each in told.gone] == ["Registrars"]
    ((head),) = told.otherwise
    assert (str(head.line), head.changes) == ("Head of service", [("Full-time equivalents", "1", "0.6")])
    assert told.same == 1


def test_nothing_is_in_the_end_above_itself(enter, draft, cast):
    enter("team", "Elections")
    enter("post", "Elections manager", team="elections")

    with pytest.raises(
        Invalid, match="circle: “Elections” is under “Elections manager” is under “Elections”"
    ):
        plans.actions["correct_structure_line"](
            draft,
            by=cast["nadia"],
            row=draft.structure.get(key="elections").pk,
            reports_to="elections-manager",
        )

    assert draft.structure.get(key="elections").reports_to is None


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("team", {"grade": "9"}, "A team has no grade"),
        ("post", {"fte": 0}, "more than 0 full-time equivalents"),
        ("post", {"first": BEFORE, "last": date(2018, 5, 1)}, "The last day is not before the first"),
        ("post", {"team": "nowhere"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_in_words(enter, draft, kind, told, words):
    with pytest.raises(Invalid, match=words):
        enter(kind, "Somebody", **told)

    assert not draft.structure.exists()


def test_what_others_hang_on_is_not_taken_out(enter, draft, cast):
    head = enter("post", "Head of service")
    enter("team", "Elections", reports_to="head-of-service")

    with pytest.raises(Invalid, match="Others are in it or report to it"):
        plans.actions["remove_structure_line"](draft, by=cast["nadia"], row=head.pk, why="Gone.")

    assert draft.structure.count() == 2


def test_a_post_without_a_team_is_found_unless_teams_report_to_it(enter, draft):
    enter("post", "Head of service")
    enter("team", "Elections", reports_to="head-of-service")
    enter("post", "Adviser")

    assert found(structure.posts_have_a_team, draft) == [
        "The post “Adviser” is in no team, and no team reports to it."
    ]


def test_what_reports_to_an_ended_post_is_found_from_the_day_after(enter, draft):
    enter("post", "Head of service", last=BEFORE)
    enter("team", "Elections", reports_to="head-of-service")

    assert found(structure.nothing_hangs_on_what_ended, draft, BEFORE) == []
    assert found(structure.nothing_hangs_on_what_ended, draft, AFTER) == [
        "The team “Elections” reports to “Head of service”, which ended on Fri 1 June 2018."
    ]


def test_a_function_without_a_team_is_found_once_there_is_a_structure(enter, draft, cast):
    for team in ("Elections (and registration)", "Helpdesk"):
        verbs.describe_team(draft, by=cast["nadia"], area="Democracy", team=team)
    assert found(structure.functions_have_a_team, draft) == []

    enter("team", "Elections")

    assert found(structure.functions_have_a_team, draft) == [
        "“Helpdesk” of Democracy has no team in the staff structure."
    ]


def test_both_printed_structures_hold_together_and_name_roles(db, settings):
    for name in ("plan-2012-15", "plan-2018-23"):
        plan, _ = load(read(name))
        duties = (structure.posts_have_a_team, structure.nothing_hangs_on_what_ended,
                  structure.functions_have_a_team)  # fmt: skip
        assert [found(each, plan, plan.first) for each in duties] == [[], [], []]
        assert lines_on(plan, plan.first)


def test_the_catering_of_2011_is_new_beside_the_day_before(db, client):
    load(read("plan-2012-15"))

    page = client.get("/plan/2012-15/structure/?on=2012-03-31&since=2011-03-31&of=2012-15").content.decode()

    assert "Staff structure on 31 March 2012" in page
    assert "2 new, 0 gone, 0 otherwise, 16 as before" in page
    assert "Catering, Civic Offices (the View)</ins>" in page


def test_the_structure_of_one_plan_is_compared_with_that_of_another(db, client):
    load(read("plan-2012-15"))
    load(read("plan-2018-23"))

    page = client.get("/plan/2018-23/structure/?on=2018-04-01&since=2012-04-01&of=2012-15").content.decode()

    assert "What changed since 1 April 2012" in page
    assert "Head of Service</del>" in page
    assert "Customer transformation</ins>" in page


def test_a_day_that_is_none_is_refused_in_words(plan, client):
    answer = client.get("/plan/2018-23/structure/?on-day=31&on-month=2&on-year=2018")

    assert answer.status_code == 422
    assert "must be a real date" in answer.content.decode()


def test_strangers_read_no_structure_of_a_draft(enter, client):
    enter("team", "Elections")

    assert client.get("/plan/2018-21/structure/").status_code == 404
    assert client.get("/plan/2018-21/structure.csv").status_code == 404


def test_it_stands_in_the_plan_its_json_and_its_file(plan, client):
    told = client.get("/plan/2018-23.json").json()["structure"]

    assert {
        "key": "design",
        "kind": "team",
        "title": "Design",
        "reports_to": "assistant-director",
    }.items() <= next(each for each in told if each["key"] == "design").items()
    rows = list(csv.DictReader(io.StringIO(client.get("/plan/2018-23/structure.csv").getvalue().decode())))
    assert [each["key"] for each in rows] == [each["key"] for each in told]
    assert "Corporate information governance officer" in client.get("/plan/2018-23/").content.decode()


def test_the_plan_copied_forward_takes_what_still_stands(reorganised, objective, cast):
    verbs.adopt(reorganised, by=cast["owen"], decision="CAB-1")
    with time.pretend(date(2019, 2, 1)):
        plans.actions["copy_forward"](
            Plan.objects.get(pk=reorganised.pk), by=cast["nadia"], key="2019-22", title="Plan 2019 to 2022",
            first=date(2019, 4, 1), last=date(2022, 3, 31),
        )  # fmt: skip

    new = Plan.objects.get(key="2019-22")

    assert drawn(tree(lines_on(new, AFTER))) == [
        "Head of service",
        "  Elections",
        "  Digital",
        "    Developer",
    ]
    assert not lines_on(new, date(2018, 6, 1))
