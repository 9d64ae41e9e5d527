"""Benefits (BEN-1): kinds told apart, yearly and cumulative told apart, and cashable only out of a budget."""

from datetime import date
from decimal import Decimal

import pytest

from guildhall.kernel import time
from guildhall.plan.actions import benefits as benefit_verbs
from guildhall.plan.actions import deliverables as deliverable_verbs
from guildhall.plan.actions import delivery as delivery_verbs
from guildhall.plan.actions import plans as plan_verbs
from guildhall.plan.models import BudgetLine, Deliverable
from guildhall.plan.worth import banked, nominal, present_value, ratio

MILLION = 1_000_000


def test_a_yearly_saving_since_2012_is_nine_million_in_seven_years():
    assert nominal(Decimal(1_352_313), 2012, 2018) == 9_466_191


@pytest.mark.parametrize(("at_start", "worth"), [(False, "14.14"), (True, "14.63")])
def test_seventeen_million_over_ten_years_is_worth_less_today(at_start, worth):
    today = present_value(Decimal("1.7") * MILLION, 10, at_start=at_start)

    assert (today / MILLION).quantize(Decimal("0.01")) == Decimal(worth)


def test_benefit_by_cost_of_one_programme():
    assert ratio(Decimal(2_500_000), "phase one", Decimal(535_000), "phase one") == Decimal("4.67")


def test_one_programmes_benefit_is_not_divided_by_anothers_cost():
    with pytest.raises(
        ValueError, match=r"£535,000 is what phase two costs, and £2\.5m is what phase one brings"
    ):
        ratio(Decimal(2_500_000), "phase one", Decimal(535_000), "phase two")


def test_nothing_is_divided_by_nothing():
    with pytest.raises(ValueError, match="more than nothing"):
        ratio(Decimal(1), "one", Decimal(0), "one")


@pytest.mark.parametrize(
    ("budgets", "counts", "says"),
    [
        ({2017: 4_500_000, 2018: 4_300_000}, True, "fell by £200,000"),
        ({2017: 4_500_000, 2018: 4_400_000}, False, "fell by £100,000 only"),
        ({2017: 4_300_000, 2018: 4_300_000}, False, "did not fall"),
        ({2018: 4_300_000}, False, "no budget line shows"),
    ],
)
def test_a_cashable_saving_counts_only_when_the_budget_line_moved(budgets, counts, says):
    told = banked(2018, Decimal(200_000), {year: Decimal(amount) for year, amount in budgets.items()})

    assert told[0] is counts
    assert says in told[1]


@pytest.fixture
def plan(db, cast):
    with time.pretend(date(2018, 4, 3)):
        plan = plan_verbs.enter(
            by=cast["nadia"], key="digital", title="Digital plan", directorate="CCDS", first="2018-04-01",
            last="2023-03-31",
        )  # fmt: skip
        deliverable = deliverable_verbs.set_out(
            by=cast["nadia"], plan=plan.pk, key="digital", title="Digital transformation", area="Digital"
        )
        for told in (
            {"name": "Digital savings", "kind": "cashable", "per": "cumulative", "amount": 2_500_000},
            {"name": "Less print", "kind": "avoidance", "per": "per_annum", "amount": 1_352_313,
             "first": "2012-04-01", "last": "2019-03-31"},
        ):  # fmt: skip
            benefit_verbs.set_benefit(deliverable, by=cast["nadia"], **told)
        for year, planned, actual in ((2018, 200_000, 200_000), (2019, 300_000, 300_000)):
            benefit_verbs.record_benefit_year(
                deliverable, by=cast["nadia"], benefit="digital-savings", year=year, planned=planned,
                actual=actual, evidence="The ledger",
            )  # fmt: skip
        delivery_verbs.set_resource(
            deliverable, by=cast["nadia"], kind="financial", text="One-off", amount=500_000, unit="£"
        )
    for year, amount in ((2017, 4_500_000), (2018, 4_300_000), (2019, 4_300_000)):
        BudgetLine.objects.create(plan=plan, area="Digital", kind="cash_limit", year=year, amount=amount)
    return plan


def test_the_page_adds_up_the_years_and_counts_what_left_the_budget(plan, cast, client_of):
    page = client_of(cast["nadia"]).get("/plan/digital/benefits/").content.decode()

    assert "£200,000 of £2.5m has come and counts" in page
    assert "5.00 times the £500,000 that Digital transformation costs" in page
    assert "Not counted: its budget line did not fall." in page
    assert "£1,352,313 each year since 2012-13: £9,466,191 by the end of 2018-19" in page
    assert page.index("Cashable saving") < page.index("Cost avoided")


def test_the_benefits_of_a_draft_are_no_page_for_the_public(plan, client):
    assert client.get("/plan/digital/benefits/").status_code == 404


def test_many_benefits_stand_on_several_pages_and_their_total_on_each(plan, cast, client_of):
    deliverable = Deliverable.objects.get(key="digital")
    for number in range(30):
        benefit_verbs.set_benefit(
            deliverable, by=cast["nadia"], name=f"Less paper {number}", kind="avoidance", amount=1_000
        )
    benefit_verbs.record_benefit_year(
        deliverable, by=cast["nadia"], benefit="less-paper-29", year=2018, planned=1_000, actual=700,
        evidence="Invoices",
    )  # fmt: skip
    client = client_of(cast["nadia"])

    first, second = (
        client.get(f"/plan/digital/benefits/?page={number}").content.decode() for number in (1, 2)
    )

    assert "Less paper 29" not in first
    assert "Less paper 29" in second
    assert "£700 has come and counts" in first
    assert "£700 has come and counts" in second
    assert "Digital savings" not in second
