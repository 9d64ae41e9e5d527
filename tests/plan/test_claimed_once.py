"""One pound is claimed once: two business cases, one benefit."""

import pytest

from guildhall.kernel.pages.panels import panels
from guildhall.plan.actions import benefits
from guildhall.plan.duties.claimed import claimed_once
from guildhall.services.business_cases import actions
from guildhall.services.business_cases.models import BusinessCase


@pytest.fixture
def benefit(deliverable, cast):
    """£2.5m that is recorded in a plan, of which £400,000 has come."""
    by = cast["nadia"]
    benefits.set_benefit(deliverable, by=by, name="Channel shift", kind="income", amount=2_500_000)
    benefits.record_benefit_year(
        deliverable, by=by, benefit="channel-shift", year=2018, actual=400_000, evidence="The ledger"
    )
    return f"{deliverable.reference}.channel-shift"


@pytest.fixture
def claim(cast):
    """Proposes a case that claims a benefit."""

    def propose(title, register, kind="income", amount=2_500_000):
        case = actions.propose(by=cast["nadia"], title=title, need="Because")
        actions.add_worth(case, by=cast["nadia"], name="Fewer calls", kind=kind, per="in_all", amount=amount,
                          first=2018, last=2019, register=register)  # fmt: skip
        return BusinessCase.objects.get(pk=case.pk)

    return propose


def told(case, today):
    return list(claimed_once.judge(case, today))


def test_one_case_for_one_benefit_is_all_right(benefit, claim, draft):
    assert told(claim("Phase one", benefit), draft.first) == []


def test_two_cases_that_claim_the_same_pound_are_both_found(benefit, claim, draft):
    one, other = claim("Phase one", benefit), claim("Phase two", benefit)

    assert told(one, draft.first) == [
        f"“Fewer calls” claims what is recorded in {benefit}, and so does {other.reference}."
    ]
    assert one.reference in told(other, draft.first)[0]


def test_a_case_that_was_withdrawn_claims_nothing(benefit, claim, cast, draft):
    one, other = claim("Phase one", benefit), claim("Phase two", benefit)
    actions.withdraw(other, by=cast["nadia"], why="It is part of the first")

    assert told(one, draft.first) == []


def test_a_claim_of_another_kind_or_of_more_than_there_is(benefit, claim, draft):
    found = told(claim("Phase one", benefit, kind="avoidance", amount=3_000_000), draft.first)

    assert found == [
        f"“Fewer calls” is cost avoided here and income in {benefit}.",
        f"£3.0m is claimed of {benefit}, which comes to £2.5m.",
    ]


def test_a_benefit_nobody_has_is_named(claim, draft):
    assert (
        "no plan has a benefit of that name"
        in told(claim("Phase one", "DL-2018-99999.nothing"), draft.first)[0]
    )


def test_what_came_of_it_stands_on_the_page_of_the_case(benefit, claim, cast):
    case = claim("Phase one", benefit)

    (shown,) = [each for each in panels(case, cast["nadia"]) if each["title"] == "What came of it"]

    assert "£400,000" in shown["tables"][0].rows[0]
