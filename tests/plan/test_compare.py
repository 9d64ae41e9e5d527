"""Two plans are compared by their words: what stayed, what is new, what is gone, and what is worded anew."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.plan import outlines
from guildhall.plan.actions import objectives, plans
from guildhall.plan.between.comparison import compare
from guildhall.plan.between.matching import Piece, match, pieces
from guildhall.plan.edition import load, read
from guildhall.plan.models import Plan


def worded(text):
    return text


@pytest.fixture
def both(db):
    with time.pretend(date(2018, 10, 1)):
        load(read("plan-2012-15"))
        load(read("plan-2018-23"))
        yield


def test_what_is_worded_alike_is_the_same_thing_and_the_rest_is_gone_or_new():
    found = match(
        ["Run the local elections", "Print a magazine"],
        ["Scan the post", "Run the local elections well"],
        worded,
    )

    assert [(each.before, each.after) for each in found.kept] == [
        ("Run the local elections", "Run the local elections well")
    ]
    assert (found.gone, found.new) == (["Print a magazine"], ["Scan the post"])


def test_words_that_every_wording_has_do_not_make_two_alike():
    assert not match(["The work of the council"], ["The price of the bread"], worded).kept


def test_each_thing_has_one_other_and_the_most_alike_comes_first():
    found = match(["Answer letters in time", "Answer letters"], ["Answer letters"], worded)

    assert [(each.before, each.alike) for each in found.kept] == [("Answer letters", 1.0)]
    assert found.gone == ["Answer letters in time"]


def test_the_words_that_changed_are_marked_and_the_others_are_not():
    assert pieces("Answer most letters in time", "Answer all letters in ten days") == [
        Piece("", "Answer"), Piece("del", "most"), Piece("ins", "all"), Piece("", "letters in"),
        Piece("del", "time"), Piece("ins", "ten days"),
    ]  # fmt: skip


def test_both_printed_plans_are_compared_and_nothing_is_lost_on_the_way(both, cast):
    before, after = (Plan.objects.get(key=key) for key in ("2012-15", "2018-23"))

    told = compare(before, after, cast["nadia"])

    for part, name in zip(told.parts, ("objectives", "deliverables"), strict=True):
        one, other = (
            outlines.readable(getattr(each, name).all(), cast["nadia"]).count() for each in (before, after)
        )
        assert len(part.same) + len(part.gone) == one > 0
        assert len(part.same) + len(part.new) == other > 0
    stated = [each for each in told.figures if each.before], [each for each in told.figures if each.after]
    assert [len(each) for each in stated] == [before.figures.count(), after.figures.count()]


def test_the_page_reads_the_earlier_plan_first_whichever_is_named_first(both, cast, client_of):
    client = client_of(cast["nadia"])
    one, other = (
        client.get(f"/plan/compare/{pair}/").content.decode().split("<h1")[1].split("</main")[0]
        for pair in ("2012-15/2018-23", "2018-23/2012-15")
    )

    assert one == other
    assert "at least 50% of their words" in one
    assert "0 in both, 7 gone, 11 new." in one


def test_the_public_compares_no_draft(both, cast, client):
    plans.enter(
        by=cast["nadia"], key="draft", title="Draft", directorate="Community", first="2023-04-01",
        last="2024-03-31",
    )  # fmt: skip

    assert client.get("/plan/compare/2018-23/draft/").status_code == 404
    assert client.get("/plan/compare/2018-23/2018-23/").status_code == 404


def test_changed_words_are_said_to_whoever_cannot_see_the_line(cast, client_of):
    with time.pretend(date(2018, 4, 3)):
        for year, wording in ((2018, "Answer most letters in time"), (2019, "Answer all letters in time")):
            made = plans.enter(
                by=cast["nadia"], key=f"year-{year}", title=f"Plan {year}", directorate="Community",
                first=date(year, 4, 1), last=date(year + 1, 3, 31),
            )  # fmt: skip
            objectives.set_out(by=cast["nadia"], plan=made.pk, title=wording, owner_role="Director")
        page = client_of(cast["nadia"]).get("/plan/compare/year-2018/year-2019/").content.decode()

    assert '<del><span class="govuk-visually-hidden">struck out: </span>most' in page
    assert '<ins><span class="govuk-visually-hidden">added: </span>all' in page
    assert "75% alike" in page
