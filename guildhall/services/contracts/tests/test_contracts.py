"""A contract: what is entered, by when what follows is decided, and how it goes on."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import action
from guildhall.services.contracts import actions
from guildhall.services.contracts.models import Contract

ELECTIONS = {"name": "Elections management system", "critical": True, "replaced_by": date(2019, 3, 31)}
PANACEA = {
    "starts_on": date(2016, 8, 1), "ends_on": date(2019, 7, 31), "notice_months": 3, "relet_months": 9,
    "value": "12500.50", "owner_role": "Print manager",
}  # fmt: skip


def due(contract):
    return {each.kind: each.due_on for each in contract.deadlines.all()}


def test_it_is_entered_by_name_with_its_terms_and_its_systems(enter):
    served = enter(what="Something it serves")

    made = enter(
        kind="licence",
        systems=[ELECTIONS],
        extends=served,
        serves=[served.reference],
        on=date(2018, 5, 1),
        **PANACEA,
    )

    contract = Contract.objects.get(pk=made.pk)
    assert contract.reference.startswith("CT-2018-")
    assert (contract.kind, str(contract.value), contract.opened_on) == (
        "licence",
        "12500.50",
        date(2018, 5, 1),
    )
    assert contract.extends.pk == served.pk
    assert {(each.kind, each.target_id) for each in contract.links.all()} == {
        ("extends", served.pk),
        ("serves", served.pk),
    }
    system = contract.systems.get()
    assert (system.name, system.critical, system.replaced_by) == tuple(ELECTIONS.values())
    assert [each.party.name for each in contract.involvements.all()] == ["Larkspur Software"]


def test_two_contracts_with_one_supplier_are_of_one_organisation(enter):
    first, second = enter(), enter()

    assert first.involvements.get().party == second.involvements.get().party


def test_notice_and_decision_are_reckoned_back_from_its_end(enter):
    contract = enter(**PANACEA)

    assert due(contract) == {"decide": date(2018, 7, 31), "notice": date(2019, 4, 30)}
    assert contract.due_on == date(2018, 7, 31)


def test_its_clock_says_how_the_day_was_reckoned(enter):
    clock = enter(**PANACEA).deadlines.get(kind="notice")

    said = [step.text for step in clock.result([], calendar()).steps]

    assert said == [
        "The end of the contract is on Wed 31 July 2019",
        "3 months before Wed 31 July 2019 is Tue 30 April 2019, the last of April, which has no 31st",
        "The decision or the notice is due by the end of Tue 30 April 2019",
    ]


def test_nothing_is_due_while_nobody_has_said_when_it_ends(enter):
    contract = enter()

    assert due(contract) == {"decide": None}
    assert actions.decide.why_not(contract, SYSTEM) == "Say first when it ends."


def test_systems_are_typed_one_a_line(enter):
    contract = enter(systems="Elections, critical, replaced by 31 March 2019\n\nPayroll\nRegister, CRITICAL")

    assert [str(each.replaced_by or each.critical) for each in contract.systems.order_by("pk")] == [
        "2019-03-31",
        "False",
        "True",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Payroll, vital", "“Payroll, vital” cannot be read"),
        ("Payroll, replaced by soon", "“soon” is not a day"),
        ("Payroll, replaced by 2019-02-31", "must be a real date"),
        ("Payroll\npayroll", "is there twice"),
    ],
)
def test_what_cannot_be_read_of_a_system_is_said(enter, typed, said):
    with pytest.raises(Invalid, match=said):
        enter(systems=typed)
    assert not Contract.objects.exists()


def test_it_cannot_end_before_it_starts(enter):
    with pytest.raises(Invalid, match="on or after the day it starts"):
        enter(starts_on=date(2018, 6, 1), ends_on=date(2018, 5, 1))


def test_a_waiver_is_a_record_of_its_own_and_the_contract_is_decided(enter):
    served = enter(what="A deliverable it serves")
    contract = enter(systems=[ELECTIONS], serves=[served], **PANACEA)

    contract = actions.waive(
        contract, by=SYSTEM, ends_on=date(2019, 12, 31), why="The new system is late", on=date(2018, 5, 20)
    )

    waiver = Contract.objects.get(extends=contract.pk)
    assert (waiver.kind, waiver.supplier, waiver.starts_on, waiver.ends_on) == (
        "waiver", "Larkspur Software", date(2019, 8, 1), date(2019, 12, 31),
    )  # fmt: skip
    assert [each.name for each in waiver.systems.all()] == ["Elections management system"]
    assert {(each.kind, each.target_id) for each in waiver.links.all()} == {
        ("extends", contract.pk),
        ("serves", served.pk),
    }
    assert contract.decision == "waive"
    met = {each.kind: each.met_on for each in contract.deadlines.all()}
    assert met == {"decide": date(2018, 5, 20)}, "no notice is owed for what goes on"


def test_it_is_renewed_beyond_its_end_and_not_before(enter):
    contract = enter(**PANACEA)

    with pytest.raises(Invalid, match="beyond the day it ends"):
        actions.renew(contract, by=SYSTEM, ends_on=date(2019, 7, 31), why="It works")
    actions.renew(contract, by=SYSTEM, ends_on=date(2021, 7, 31), why="It works", value=26000)

    renewal = Contract.objects.get(extends=contract.pk)
    assert (renewal.kind, renewal.value, renewal.owner_role) == ("contract", 26000, "Print manager")


def test_notice_is_given_once_it_was_decided_and_once(enter):
    contract = enter(**PANACEA)
    assert actions.give_notice.why_not(contract, SYSTEM) == "Decide first what follows."

    contract = actions.decide(contract, by=SYSTEM, decision="relet", why="The market has moved on")
    contract = actions.give_notice(contract, by=SYSTEM)

    assert contract.due_on is None
    assert contract.events.last().sentence == "Guildhall gave notice to Larkspur Software."
    with pytest.raises(Refused, match="Notice has been given"):
        actions.give_notice(contract, by=SYSTEM)


def test_what_follows_is_decided_once(enter):
    contract = actions.decide(enter(**PANACEA), by=SYSTEM, decision="stop", why="Nobody uses it")

    with pytest.raises(Refused, match="decided already"):
        actions.waive(contract, by=SYSTEM, ends_on=date(2020, 1, 1), why="Somebody does")


def test_it_ends_on_the_day_that_was_agreed_or_earlier_and_not_in_the_future(enter):
    early = actions.end(enter(**PANACEA), by=SYSTEM, last_day=date(2018, 5, 31), why="The supplier failed")
    assert (early.stage, early.ends_on, early.in_time) == ("ended", date(2018, 5, 31), True)

    with pytest.raises(Invalid, match="It has not ended: its last day is Wed 31 July 2019"):
        actions.end(enter(**PANACEA), by=SYSTEM)


def test_one_that_ended_without_a_decision_was_not_in_time(enter):
    contract = enter(ends_on=date(2018, 6, 30), relet_months=1)
    with time.pretend(date(2018, 7, 2)):
        assert actions.end(contract, by=SYSTEM).in_time is False


def test_a_contract_one_may_not_see_is_not_linked(cast, enter):
    with pytest.raises(Invalid, match="No record has the reference"):
        action("contracts", "enter")(
            by=cast["bill"], supplier="X", what="Y", serves=[action("risks", "raise")(by=SYSTEM, title="Z")]
        )


def test_it_is_forgotten_six_years_after_it_ended_with_its_supplier(enter):
    from guildhall.commons.parties.models import Party
    from guildhall.kernel.retention import dispose

    contract = actions.end(enter(**PANACEA, payer="Print"), by=SYSTEM, last_day=date(2018, 5, 31))
    with time.pretend(date(2024, 6, 2)):
        dispose(date(2024, 6, 2))

    contract.refresh_from_db()
    assert "Larkspur" not in f"{contract.title}{contract.supplier}{contract.what}{contract.payer}"
    assert not Party.objects.filter(name="Larkspur Software").exists()
