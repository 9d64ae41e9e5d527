"""What the answers say: intervals as statsmodels has them, small groups, honest words."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from guildhall.commons.satisfaction.intervals import newcombe, wilson
from guildhall.commons.satisfaction.results import FEWEST, Difference, Figure, Group, by_formula, withhold

shares = some.tuples(some.integers(0, 400), some.integers(1, 400)).map(lambda pair: (min(pair), max(pair)))


@given(share=shares)
def test_the_interval_of_a_share_is_statsmodels_wilson(share):
    part, whole = share
    ours = wilson(part, whole)

    assert (ours.low, ours.high) == pytest.approx(proportion_confint(part, whole, method="wilson"), abs=1e-9)
    assert 0 <= ours.low <= part / whole <= ours.high <= 1


@given(one=shares, other=shares)
def test_the_interval_of_a_difference_is_statsmodels_newcombe(one, other):
    ours = newcombe(*one, *other)
    low, high = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")

    assert (ours.low, ours.high) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high", "told"),
    [
        (97, 100, 91.5, 99.0, "Nobody can tell: 97% lies within the interval."),
        (970, 1000, 95.7, 97.9, "Nobody can tell: 97% lies within the interval."),
        (291, 300, 94.4, 98.4, "Nobody can tell: 97% lies within the interval."),
        (900, 1000, 88.0, 91.7, "Not met: all of the interval lies below 97%."),
        (999, 1000, 99.4, 100.0, "Met: all of the interval lies at or above 97%."),
        (5, 5, 56.6, 100.0, "Too few answered to say whether 97% is met."),
    ],
)
def test_97_per_cent_is_met_not_met_or_nobody_can_tell(part, whole, low, high, told):
    figure = Figure(asked=3 * whole, answered=whole, views=whole, satisfied=part)

    assert (figure.interval.low * 100, figure.interval.high * 100) == pytest.approx((low, high), abs=0.06)
    assert figure.against(97) == told


def test_one_panels_answers_by_the_formulas_in_use():
    """Uttlesford's panel: 39 very and 62 fairly satisfied, 81 in between, 9 and 3 dissatisfied."""
    found = {each.key: each.percent for each in by_formula({5: 39, 4: 62, 3: 81, 2: 9, 1: 3})}

    assert found["top-two"] == pytest.approx(52.1, abs=0.05)
    assert found["no-middle"] == pytest.approx(89.4, abs=0.05)
    assert found["mean"] == pytest.approx(66.1, abs=0.05)
    assert found["net"] == pytest.approx(45.9, abs=0.05)


def group(number, views):
    return Group(
        number, str(number), Figure(asked=views * 4, answered=views, views=views, satisfied=views // 2)
    )


@given(sizes=some.lists(some.integers(0, 40), max_size=12))
def test_no_withheld_group_can_be_subtracted(sizes):
    groups = [group(number, views) for number, views in enumerate(sizes)]
    whole = Figure(0, sum(sizes), sum(sizes), 0)

    found = withhold("service", groups, whole)

    gone = [each.figure.views for each in found.withheld]
    assert all(each.figure.is_enough for each in found.shown if each.figure.answered)
    if gone and not found.whole_withheld:
        assert len(gone) > 1
        assert sum(gone) >= FEWEST


def test_the_next_smallest_goes_with_the_one_that_is_too_small():
    found = withhold("service", [group(1, 3), group(2, 60), group(3, 25)], Figure(0, 88, 88, 44))

    assert [each.key for each in found.withheld] == [1, 3]
    assert not found.whole_withheld


def test_where_only_one_answered_at_all_the_whole_is_withheld():
    found = withhold("service", [group(1, 3), group(2, 0)], Figure(0, 3, 3, 1))

    assert found.whole_withheld
    assert [each.key for each in found.withheld] == [1]


class TestBeforeAndAfter:
    def compared(self, before, after):
        return Difference(*(Figure(1000, n, n, part) for part, n in (before, after)))

    def test_a_real_rise_is_told_without_claiming_its_cause(self):
        told = self.compared((150, 200), (190, 200)).told

        assert told.startswith("Satisfaction rose by 20.0 points (between +")
        assert "does not say that it came of it" in told

    def test_a_difference_that_may_be_none_is_not_called_one(self):
        assert self.compared((45, 50), (47, 50)).told.startswith(
            "Nobody can tell whether satisfaction changed"
        )

    def test_too_few_are_too_few(self):
        assert self.compared((8, 9), (190, 200)).told.startswith("Too few answered")
