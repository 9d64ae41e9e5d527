"""What must be true of contracts, and what is said of one where it is not."""

from datetime import date
from decimal import Decimal

from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.services.contracts import actions

LATER = date(2018, 8, 1)


def test_what_follows_is_to_be_decided_in_time(enter, finds):
    contract = enter(ends_on=date(2019, 7, 31), notice_months=3, relet_months=9)
    assert finds("decided_in_time") == []

    assert finds("decided_in_time", LATER) == [
        (
            "It ends on Wed 31 July 2019, with 3 months of notice and 9 months to let it again.",
            "What follows was to be decided by Tue 31 July 2018.",
        )
    ]
    actions.decide(contract, by=SYSTEM, decision="relet", why="It is due")
    assert finds("decided_in_time", LATER) == []


def test_a_waiver_that_was_entered_shows_that_it_was_decided(enter, finds):
    contract = enter(ends_on=date(2018, 7, 31), notice_months=1)
    assert len(finds("decided_in_time", LATER)) == len(finds("notice_in_time", LATER)) == 1

    enter(kind="waiver", starts_on=date(2018, 8, 1), ends_on=date(2018, 12, 31), extends=contract)

    assert finds("decided_in_time", LATER) == finds("notice_in_time", LATER) == []


def test_notice_is_to_be_given_in_time(enter, finds):
    contract = enter(ends_on=date(2018, 9, 30), notice_months=3)
    assert finds("notice_in_time", LATER) == [
        ("It ends on Sun 30 September 2018: notice was to be given by Sat 30 June 2018.",)
    ]

    contract = actions.decide(contract, by=SYSTEM, decision="stop", why="Nobody uses it")
    actions.give_notice(contract, by=SYSTEM)
    assert finds("notice_in_time", LATER) == []


def test_a_contract_without_notice_owes_none(enter, finds):
    enter(ends_on=date(2018, 7, 1))

    assert finds("notice_in_time", LATER) == []


def test_a_contract_says_what_it_lacks(enter, finds):
    enter(value=100)
    enter(value=0, ends_on=date(2019, 1, 1), owner_role="Print manager")

    assert finds("has_end_value_and_manager") == [("It has no end and no manager.",)]


def test_one_that_is_over_is_not_kept_as_in_force(enter, finds):
    enter(ends_on=date(2018, 5, 31))

    assert finds("not_past_its_end") == [("Its last day was Thu 31 May 2018.",)]


def test_those_in_force_on_the_last_day_are_counted(enter):
    enter(starts_on=date(2017, 1, 1), ends_on=date(2018, 3, 31))
    enter(starts_on=date(2017, 1, 1), ends_on=date(2018, 3, 30))
    enter(starts_on=date(2018, 4, 1))
    enter()

    assert measure("contracts.in_force").value(Period.year(2017)) == 2


def test_those_that_ended_without_a_decision_are_counted(enter):
    decided = enter(ends_on=date(2018, 3, 1))
    actions.decide(decided, by=SYSTEM, decision="stop", why="Nobody uses it")
    enter(ends_on=date(2018, 3, 2))

    assert measure("contracts.ended_undecided").value(Period.year(2017)) == Decimal(1)
