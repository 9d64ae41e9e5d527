"""A business case passes its gates by decisions, and its days come."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.business_cases import actions
from guildhall.services.business_cases.clocks import unfollowed
from guildhall.services.business_cases.duties import (
    approved_is_funded,
    funding_is_followed,
    triggers_are_answered,
)
from guildhall.services.business_cases.models import BusinessCase, Funding, Worth
from guildhall.services.business_cases.panels import totals
from guildhall.services.business_cases.readings import read

TODAY = date(2018, 4, 3)
MINUTE = {"minute": "Cabinet, 4 October 2011, minute 82"}


@pytest.fixture
def case(cast):
    with time.pretend(TODAY):
        yield actions.propose(
            by=cast["nadia"], title="Digital customer experience", need="Calls cost more than pages.",
            programme="Channel shift", owner_role="Director of customer services",
        )  # fmt: skip


@pytest.fixture
def outlined(case, cast):
    """A case that may be approved as a strategic outline."""
    for name, cost in (("Do nothing", 0), ("Phase two", 535_000)):
        actions.add_option(case, by=cast["nadia"], name=name, cost=cost)
    return case


@pytest.fixture
def full(outlined, cast):
    """A case at its last gate, for which the money is there."""
    by = cast["nadia"]
    actions.approve_strategic(outlined, by=cast["owen"], **MINUTE)
    actions.prefer(outlined, by=by, option=outlined.options.get(name="Phase two").pk, why="It pays")
    actions.add_worth(outlined, by=by, name="Fewer calls", kind="cashable", amount=2_500_000, per="in_all",
                      first=2017, last=2019)  # fmt: skip
    actions.approve_outline(outlined, by=cast["owen"], **MINUTE)
    actions.add_funding(outlined, by=by, source="Capital programme", kind="capital", amount=535_000,
                        first=date(2019, 4, 1), last=date(2021, 3, 31))  # fmt: skip
    return outlined


def again(case):
    return BusinessCase.objects.get(pk=case.pk)


def found(duty, case, today):
    return list(duty.judge(again(case), today))


def test_a_case_passes_three_gates_each_by_a_decision(full, cast):
    actions.approve_full(full, by=cast["owen"], amount=535_000, **MINUTE)

    assert again(full).stage == "delivery"
    assert [(each.gate, each.outcome, each.minute) for each in full.approvals.order_by("pk")] == [
        (gate, "passed", MINUTE["minute"]) for gate in ("strategic", "outline", "full")
    ]


def test_a_gate_says_what_is_missing(case, cast):
    approve = {"by": cast["owen"], **MINUTE}
    with pytest.raises(Refused, match="not two options yet"):
        actions.approve_strategic(case, **approve)
    for name in ("Do nothing", "A page"):
        actions.add_option(case, by=cast["nadia"], name=name)
    actions.approve_strategic(case, **approve)
    with pytest.raises(Refused, match="No option with a cost is preferred"):
        actions.approve_outline(case, **approve)


def test_money_that_is_not_there_yet_is_named(full, cast):
    actions.remove_funding(full, by=cast["nadia"], funding=full.funding.get().pk, why="Withdrawn")

    with pytest.raises(Refused, match=r"£535,000\.00 of its cost is funded by nobody yet"):
        actions.approve_full(full, by=cast["owen"], **MINUTE)


def test_no_gate_is_passed_without_a_decision(outlined, cast):
    with pytest.raises(Invalid, match="Say by which decision"):
        actions.approve_strategic(outlined, by=cast["owen"])
    assert not outlined.approvals.exists()


def test_a_decision_is_a_record_that_the_case_is_then_linked_to(outlined, cast):
    plan = service("plans").actions["enter"](
        by=cast["owen"], key="cabinet", title="What the cabinet decided", directorate="Cabinet",
        first=TODAY, last=TODAY + timedelta(days=365),
    )  # fmt: skip

    actions.approve_strategic(outlined, by=cast["owen"], decision=plan.reference)

    assert outlined.approvals.get().decision_id == plan.pk
    assert again(outlined).links.get(kind="decided_by").target_id == plan.pk


def test_nobody_decides_of_a_case_they_wrote(cast):
    own = actions.propose(by=SYSTEM, title="A case", need="Because")
    BusinessCase.objects.filter(pk=own.pk).update(author=cast["owen"])
    for name in ("One", "Two"):
        actions.add_option(own, by=cast["nadia"], name=name)

    with pytest.raises(Refused, match="You wrote it"):
        actions.approve_strategic(again(own), by=cast["owen"], **MINUTE)


def test_who_writes_cases_approves_none(outlined, cast):
    with pytest.raises(Refused, match="Your role does not include this"):
        actions.approve_strategic(outlined, by=cast["nadia"], **MINUTE)


def test_a_case_is_sent_back_and_refused_with_reasons(outlined, cast):
    actions.send_back(outlined, by=cast["owen"], conditions="Cost the second option.", **MINUTE)
    assert again(outlined).stage == "strategic"
    actions.refuse(outlined, by=cast["owen"], conditions="There is no money.", **MINUTE)

    assert (again(outlined).stage, again(outlined).ended_because) == ("refused", "There is no money.")
    assert [each.outcome for each in outlined.approvals.order_by("pk")] == ["returned", "refused"]


def test_funding_that_ends_is_found_half_a_year_before(full):
    assert found(funding_is_followed, full, date(2020, 9, 29)) == []

    (told,) = found(funding_is_followed, full, date(2020, 10, 1))

    assert told == "£535,000 from Capital programme ends on Wed 31 March 2021, and nothing follows."


@pytest.mark.parametrize("then", [{"then": "transfers", "transfers_to": "City helpdesk"}, {"then": "stops"}])
def test_what_follows_the_money_settles_it(full, cast, then):
    actions.say_what_follows(
        full, by=cast["nadia"], funding=full.funding.get().pk, why="Members agreed", **then
    )

    assert found(funding_is_followed, full, date(2021, 1, 1)) == []
    assert not again(full).deadlines.filter(kind="funding", met_on=None).exists()


def test_other_money_from_the_day_after_follows_too(full, cast):
    actions.add_funding(
        full, by=cast["nadia"], source="Revenue", kind="revenue", amount=1, first=date(2021, 4, 1)
    )

    assert found(funding_is_followed, full, date(2021, 1, 1)) == []


def test_money_that_is_transferred_goes_to_somebody(full, cast):
    with pytest.raises(Invalid, match="Say who pays from then on"):
        actions.say_what_follows(
            full, by=cast["nadia"], funding=full.funding.get().pk, then="transfers", why="So it is"
        )


def test_an_approved_case_whose_money_goes_is_found(full, cast):
    actions.approve_full(full, by=cast["owen"], **MINUTE)
    assert found(approved_is_funded, full, TODAY) == []
    actions.remove_funding(full, by=cast["nadia"], funding=full.funding.get().pk, why="Cut")

    assert found(approved_is_funded, full, TODAY) == ["£535,000 of its cost is funded by nobody."]


@pytest.fixture
def triggered(case, cast):
    """If projections do not improve by mid-year."""
    actions.set_trigger(
        case, by=cast["nadia"], figure="Income from catering", threshold=137_000, unit="£",
        direction="at_least", day=date(2018, 9, 28), then="The offer is reviewed.",
        owner_role="Catering manager",
    )  # fmt: skip
    return case


def test_the_day_of_a_trigger_comes_to_the_desk_and_to_the_findings(triggered):
    trigger = triggered.triggers.get()
    (due,) = again(triggered).deadlines.filter(kind="trigger")
    assert due.due_on == trigger.day

    over = BusinessCase.objects.all()
    assert not triggers_are_answered.failing(over, date(2018, 9, 27)).exists()
    assert triggers_are_answered.failing(over, date(2018, 9, 28)).exists()
    told = " ".join(triggers_are_answered.told_of(again(triggered), date(2018, 9, 28)))
    assert "Income from catering should be at least 137,000 £ on Fri 28 September 2018." in told
    assert "If it is not: The offer is reviewed." in told


def test_a_trigger_is_answered_on_its_day_and_says_whether_it_is_pulled(triggered, cast, said_last):
    trigger = triggered.triggers.get()
    answer = {"by": cast["nadia"], "trigger": trigger.pk, "value": 98_000, "done": "The review has begun."}
    with pytest.raises(Invalid, match="Nobody looks before"):
        actions.answer_trigger(triggered, **answer)

    with time.pretend(date(2018, 10, 1)):
        actions.answer_trigger(triggered, **answer)
        assert not triggers_are_answered.failing(BusinessCase.objects.all(), date(2018, 10, 1)).exists()

    trigger.refresh_from_db()
    assert read(trigger).pulled
    assert "what was agreed is done. The review has begun." in said_last(triggered)


@pytest.fixture
def said_last():
    return lambda record: record.events.order_by("-sequence").first().sentence


def test_a_figure_that_is_counted_here_is_read_by_its_measure(case, cast):
    actions.set_trigger(
        case, by=cast["nadia"], figure="Cases proposed", measure="business_cases.proposed", threshold=2,
        unit="cases", direction="at_least", day=date(2018, 9, 28), then="Ask why.", owner_role="Director",
    )  # fmt: skip

    reading = read(case.triggers.get(), date(2018, 9, 28))

    assert (reading.value, reading.pulled) == (1, True)
    assert reading.told == "1 cases, up to Fri 28 September 2018: not as it should be"


def test_a_trigger_on_a_measure_takes_the_measures_unit(case, cast):
    with pytest.raises(Invalid, match="The measure counts in cases"):
        actions.set_trigger(
            case, by=cast["nadia"], figure="Cases", measure="business_cases.proposed", threshold=2, unit="£",
            direction="at_least", day=TODAY, then="Ask.", owner_role="Director",
        )  # fmt: skip


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
WORTH = st.builds(
    lambda kind, amount, per, first, more: Worth(
        kind=kind, amount=None if kind == "non_cashable" else amount, per=per, first=first, last=first + more
    ),
    st.sampled_from(Worth.Kind.values), AMOUNTS, st.sampled_from(Worth.Per.values),
    st.integers(2000, 2030), st.integers(0, 10),
)  # fmt: skip


@given(st.lists(WORTH, max_size=12))
def test_no_kind_of_money_is_added_to_another(rows):
    told = dict(totals(rows))

    for kind in Worth.Kind:
        own = sum((each.total for each in rows if each.kind == kind), Decimal(0))
        assert told.get(kind.label, Decimal(0)) == own
    assert "Not in money" not in told


DAYS = st.dates(date(2018, 1, 1), date(2024, 1, 1))


@given(st.lists(st.tuples(DAYS, st.integers(0, 800), st.booleans()), max_size=6))
def test_money_ends_with_nothing_after_it_or_something_pays_on_the_next_day(spans):
    rows = [
        Funding(pk=at, first=first, last=None if endless else first + timedelta(days=days), then="")
        for at, (first, days, endless) in enumerate(spans, 1)
    ]
    lacking = {each.pk for each in unfollowed(rows)}

    for each in rows:
        pays = [one for one in rows if one.pk != each.pk and one.first <= (each.day_after or date.max)
                and (one.last is None or one.last >= (each.day_after or date.max))]  # fmt: skip
        assert (each.pk in lacking) == (each.last is not None and not pays)


def test_what_is_forgotten_of_a_case_is_all_of_it(full):
    from guildhall.services.business_cases.forgetting import forget_rows

    assert forget_rows([full.pk], TODAY) == 2 + 1 + 1 + 2
    assert not full.approvals.exists()
