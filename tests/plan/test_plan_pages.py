"""A plan to read: its pages, its board, its sheet; for everybody once it is adopted, and not before."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.periods import Period
from guildhall.plan.actions import deliverables, plans
from guildhall.plan.edition import load, read
from guildhall.plan.models import Deliverable, Milestone, Plan
from guildhall.plan.public import board
from guildhall.plan.public.standing import SHAPES
from guildhall.plan.public.whole import Whole

CANARY = "CANARYDRAFT"
PLAN = "/plan/2018-23"
ADDRESSES = (
    "/plan/", f"{PLAN}/", f"{PLAN}/page/", f"{PLAN}/board/", f"{PLAN}/board/?year=2019-20",
    f"{PLAN}/objectives/gdpr/", f"{PLAN}/deliverables/gdpr/",
)  # fmt: skip
FILES = (
    ".pdf", ".json", "/deliverables.csv", "/milestones.csv", "/promises.csv", "/risks.csv", "/", "/page/",
    "/board/",
)  # fmt: skip

DRAFT = (
    "/report/", "/report/2018-19-Q1/", "/report/2018-19-Q1.csv", "/report/2018-19-Q1.pdf", "/benefits/",
    "/deliverables/",
)  # fmt: skip


def test_a_stranger_reads_an_adopted_plan_in_a_few_questions_a_page(
    plan, client, django_assert_max_num_queries
):
    for address in ADDRESSES:
        with django_assert_max_num_queries(34):
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.content.decode().count("<h1") == 1


def test_thirteen_deliverables_are_read_in_as_many_questions_as_one(plan, django_assert_max_num_queries):
    found = Plan.objects.get(key="2018-23")
    assert found.deliverables.count() == 13

    for of in (None, [found.deliverables.get(key="digital-customer-transformation").pk]):
        with django_assert_max_num_queries(19):
            read = Whole(found, None, Period.year(2018), of=of)
            assert [read.deliverable(each) for each in read.deliverables]


def test_the_plan_of_2012_can_be_read_too_once_it_is_adopted(db, client, cast):
    told = read("plan-2012-15")
    load({**told, "status": "adopted"})
    page = client.get("/plan/2012-15/").content.decode()

    assert "Run 2012 Local Elections" in page
    assert "£165,000" in client.get("/plan/2012-15/deliverables/local-elections-2012/").content.decode()


def test_a_deliverable_tells_with_what_by_when_and_how_anybody_will_know(plan, client):
    page = client.get(f"{PLAN}/deliverables/digital-customer-transformation/").content.decode()

    for heading in ("How anybody will know", "When", "With what", "What it waits for", "In later years"):
        assert f'<h2 class="govuk-heading-m">{heading}</h2>' in page
    assert "2018-19 Q1" in page


def test_the_board_says_in_words_how_each_milestone_stands(plan, client):
    milestone = Milestone.objects.filter(deliverable__key="gdpr").order_by("first").first()
    Milestone.objects.filter(pk=milestone.pk).update(done_on=date(2018, 7, 10))

    with time.pretend(date(2019, 6, 1)):
        page = client.get(f"{PLAN}/board/?year=2018-19").content.decode()

    assert "Done late, 10 days" in page
    assert "Overdue, " in page
    assert '<th scope="col" role="columnheader">2018-19 Q1</th>' in page


@pytest.mark.parametrize(
    ("today", "done", "forecast", "word", "late"),
    [
        (date(2018, 5, 1), None, None, "Not yet due", 0),
        (date(2018, 7, 4), None, None, "Overdue", 4),
        (date(2018, 5, 1), None, date(2018, 6, 1), "In time", 0),
        (date(2018, 5, 1), None, date(2018, 7, 10), "A little late", 10),
        (date(2018, 5, 1), None, date(2018, 9, 28), "Late", 90),
        (date(2018, 8, 1), None, date(2018, 7, 10), "Overdue", 32),
        (date(2018, 8, 1), date(2018, 6, 29), None, "Done", 0),
        (date(2018, 8, 1), date(2018, 7, 2), None, "Done late", 2),
    ],
)
def test_a_milestone_stands_where_the_days_say(draft, today, done, forecast, word, late):
    milestone = Milestone(
        text="It is there",
        first=date(2018, 4, 1), last=date(2018, 6, 30), done_on=done, forecast_on=forecast,
    )  # fmt: skip
    with time.pretend(today):
        told = Whole(draft, None, Period.year(2018)).milestone(milestone)

    assert (told.standing, told.days_late) == (word, late)
    assert SHAPES[word]


def test_every_state_has_a_shape_of_its_own():
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_what_is_open_when_a_plan_ends_does_not_grow_ever_later(plan):
    found = Plan.objects.get(key="2018-23")
    late = []
    for day in (date(2023, 3, 31), date(2026, 6, 1)):
        with time.pretend(day):
            read = Whole(found, None, Period.year(2018))
            told = [read.deliverable(each) for each in read.deliverables]
            late.append(max(row.late for row in board.board(told, Period.year(2018)).rows))

    assert late[0] == late[1] > 0


def test_the_sheet_names_every_objective(plan, client):
    page = client.get(f"{PLAN}/page/").content.decode()

    assert page.count('class="sheet__line"') == Plan.objects.get(key="2018-23").objectives.count()


def test_a_long_plan_lists_the_first_of_each_objective_and_leads_to_the_others(
    draft, deliverable, cast, client_of
):
    for number in range(60):
        deliverables.set_out(by=cast["nadia"], plan=draft.pk, title=f"Piece {number} of work")
    reader = client_of(cast["nadia"])

    first = reader.get("/plan/2018-21/").content.decode()
    second = reader.get("/plan/2018-21/deliverables/?page=2").content.decode()

    assert "Piece 5 of work" in first
    assert "Piece 59 of work" not in first
    assert 'href="/plan/2018-21/deliverables/"' in first
    assert "Piece 59 of work" in second


def test_programs_read_a_long_plan_a_page_at_a_time(plan, client):
    found, address = [], "/api/v1/plans/published/2018-23/deliverables?limit=5"
    while address:
        page = client.get(address).json()
        assert len(page["deliverables"]) <= 5
        found += [each["key"] for each in page["deliverables"]]
        address = page["next"]

    assert found == list(
        Plan.objects.get(key="2018-23").deliverables.order_by("pk").values_list("key", flat=True)
    )


@pytest.fixture
def canary(draft, objective, deliverable, cast):
    """A draft in which a word stands that no stranger may read."""
    plans.revise(draft, by=cast["nadia"], title=f"{CANARY} plan", why="A test")
    return deliverables.amend(
        deliverable, by=cast["nadia"], title=f"{CANARY} deliverable", summary=CANARY, why="A test"
    )


def test_a_draft_reaches_no_stranger(canary, client):
    own = [f"/plan/2018-21{file}" for file in FILES]
    for address in [*own, *(f"/plan/2018-21{each}" for each in DRAFT), "/api/v1/plans/published/2018-21",
        f"/plan/2018-21/deliverables/{canary.key}/", "/api/v1/plans/published/2018-21/deliverables",
    ]:  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert CANARY.encode() not in answer.content


def test_no_list_names_a_draft_to_a_stranger(canary, client):
    for address in ("/plan/", "/api/v1/plans/published", f"/search/?q={CANARY}"):
        assert f"{CANARY} " not in client.get(address).content.decode()


def test_whoever_writes_a_draft_reads_it_and_is_told_that_it_is_one(canary, client, cast, settings):
    settings.DEMONSTRATION = True  # no second factor is asked
    client.force_login(cast["nadia"])
    page = client.get("/plan/2018-21/").content.decode()

    assert CANARY in page
    assert "it is not adopted" in page


def test_a_draft_that_an_adopted_plan_waits_for_is_not_named(plan, canary):
    found = Deliverable.objects.get(plan__key="2018-23", key="gdpr")
    found.dependencies.create(text="A register", needs=canary)
    with time.pretend(date(2019, 6, 1)):
        read = Whole(found.plan, None, Period.year(2018), of=[found.pk])
        told = read.deliverable(read.deliverables[0])

    assert {each.needs for each in told.dependencies} == {None}


def test_what_is_not_there_is_no_page(plan, client):
    for address in ("/objectives/x/", "/deliverables/x/", "/board/?year=1999-00", "/x.csv"):
        assert client.get(PLAN + address).status_code == 404
