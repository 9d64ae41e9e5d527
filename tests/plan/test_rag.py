"""Red, amber and green by the published rules: the vectors of RAG-1, and what must hold of every figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.plan.rag import (
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    IN_ITS_UNIT,
    PERCENT,
    Colour,
    Rating,
    Tolerance,
    rag,
    rag_by_last_year,
    worst,
)

FIVE_PER_CENT = Tolerance(Decimal(5), counted=PERCENT)
TEN_PER_CENT = Tolerance(Decimal(10), counted=PERCENT)
GOODNESS = (Colour.RED, Colour.AMBER, Colour.GREEN)

figures = st.decimals(-10_000, 10_000, places=2)
sizes = st.decimals(0, 500, places=2)
directions = st.sampled_from([AT_LEAST, AT_MOST])


@st.composite
def tolerances(draw):
    green, more = draw(sizes), draw(sizes)
    return Tolerance(green + more, green, draw(st.sampled_from([PERCENT, IN_ITS_UNIT])))


def rated(actual, target, direction=AT_LEAST, tolerance=FIVE_PER_CENT, **told):
    return rag(Decimal(actual), Decimal(target), direction, tolerance, **told)


@pytest.mark.parametrize(("members", "colour"), [(1_200, "green"), (1_150, "amber"), (1_139, "red")])
def test_panel_members_against_1200_with_five_per_cent(members, colour):
    assert rated(members, 1_200).colour == colour


def test_the_rule_is_said_beside_the_colour():
    assert rated(1_150, 1_200).because == (
        "1,150 is 4.2% short of the target, at least 1,200: within 5% of it is amber."
    )
    assert rated(1_139, 1_200).because == (
        "1,139 is 5.1% short of the target, at least 1,200: only within 5% of it is amber."
    )
    assert rated(1_200, 1_200).because == "1,200 meets the target, at least 1,200."


def test_a_percentage_of_a_target_of_nothing_is_refused():
    with pytest.raises(ValueError, match="give the tolerance in the target’s own unit"):
        rated(32_000, 0, AT_MOST)


def test_a_net_cost_of_32000_against_none_is_red_beyond_10000():
    told = rated(32_000, 0, AT_MOST, Tolerance(Decimal(10_000)), unit="£")

    assert told == Rating(
        Colour.RED, "£32,000 is £32,000 over the target, at most £0: only within £10,000 is amber."
    )


def test_a_share_short_of_its_target_is_short_by_points():
    told = rated(88, 90, tolerance=Tolerance(Decimal(3)), unit="%")

    assert told.colour == Colour.AMBER
    assert "88% is 2 percentage points short of" in told.because
    assert "within 3 percentage points is amber" in told.because


def test_without_a_tolerance_short_of_it_is_red():
    assert rated(89, 90, tolerance=Tolerance()).because.endswith("and no tolerance is set.")
    assert rated(89, 90, tolerance=Tolerance()).colour == Colour.RED


def test_near_enough_may_be_green():
    close = Tolerance(Decimal(5), Decimal(1), PERCENT)

    assert rated(1_190, 1_200, tolerance=close).colour == Colour.GREEN
    assert rated(1_180, 1_200, tolerance=close).colour == Colour.AMBER


def test_exactly_is_missed_on_either_side():
    assert [rated(each, 48, EXACTLY).colour for each in (45, 46, 48, 50, 51)] == [
        "red", "amber", "green", "amber", "red",
    ]  # fmt: skip


def test_no_data_is_grey_no_target_white_and_not_yet_due_blue():
    assert rag(None, Decimal(90), AT_LEAST, FIVE_PER_CENT).colour == Colour.GREY
    assert rag(Decimal(90), None, AT_LEAST, FIVE_PER_CENT).colour == Colour.WHITE
    assert rated(10, 90, due=False).colour == Colour.BLUE
    assert rag(None, Decimal(90), AT_LEAST, FIVE_PER_CENT, due=False).means == "Not yet due"


@pytest.mark.parametrize(
    ("actual", "last_year", "colour"),
    [(88, 85, "amber"), (88, 88, "amber"), (88, 90, "red"), (88, None, "red"), (91, 95, "green")],
)
def test_last_year_decides_between_amber_and_red(actual, last_year, colour):
    before = None if last_year is None else Decimal(last_year)

    told = rag_by_last_year(Decimal(actual), Decimal(100), AT_LEAST, TEN_PER_CENT, last_year=before)

    assert told.colour == colour


def test_the_other_rule_says_itself_too():
    told = rag_by_last_year(
        Decimal(88), Decimal(100), AT_LEAST, TEN_PER_CENT, last_year=Decimal(85), unit="visits"
    )

    assert told.because == (
        "88 is 12% short of the target, at least 100: not within 10% of it, "
        "but no worse than the 85 of the same time last year."
    )


@given(figures, figures, figures, directions, tolerances())
def test_a_better_figure_is_never_rated_worse(one, other, target, direction, tolerance):
    if tolerance.refusal(target):
        target = Decimal(1)
    worse, better = sorted((one, other), reverse=direction == AT_MOST)

    rank = [GOODNESS.index(rag(each, target, direction, tolerance).colour) for each in (worse, better)]

    assert rank[0] <= rank[1]


@given(figures, figures, figures, figures, directions)
def test_nor_is_it_by_the_other_rule(one, other, target, last_year, direction):
    worse, better = sorted((one, other), reverse=direction == AT_MOST)

    rank = [
        GOODNESS.index(
            rag_by_last_year(each, target, direction, Tolerance(Decimal(10)), last_year=last_year).colour
        )
        for each in (worse, better)
    ]

    assert rank[0] <= rank[1]


@given(st.none() | figures, directions, tolerances(), st.booleans(), st.none() | figures)
def test_what_is_missing_is_never_green(target, direction, tolerance, due, last_year):
    told = rag(None, target, direction, tolerance, due=due)
    by_last_year = rag_by_last_year(None, target, direction, tolerance, last_year=last_year, due=due)

    assert Colour.GREEN not in (told.colour, by_last_year.colour)


@given(figures, figures, directions, tolerances())
def test_every_rating_says_why(actual, target, direction, tolerance):
    if not tolerance.refusal(target):
        told = rag(actual, target, direction, tolerance, unit="£")
        assert told.because.endswith(".")
        assert told.means


@given(st.lists(st.sampled_from(list(Colour)), max_size=6))
def test_a_roll_up_is_the_worst_of_its_parts_and_no_average(colours):
    found = worst([Rating(each, "So.") for each in colours]).colour

    assert (found == Colour.RED) == (Colour.RED in colours)
    assert found != Colour.GREEN or not {Colour.RED, Colour.AMBER, Colour.GREY} & {*colours}
    assert found in (*colours, Colour.GREY)


def test_a_tolerance_below_nothing_or_wider_for_green_is_refused():
    assert Tolerance(Decimal(-1)).refusal(Decimal(1))
    assert Tolerance(Decimal(1), Decimal(2)).refusal(Decimal(1))
