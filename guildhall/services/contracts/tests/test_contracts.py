"""A contract: what is entered, by when what follows is decided, and how it goes on."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import action
from guildhall.services.contracts.models import Contract

TODAY = date(2018, 6, 1)
ELECTIONS = {"name": "Elections management system", "critical": True, "replaced_by": date(2019, 3, 31)}


@pytest.fixture(autouse=True)
def today(db):
    with time.pretend(TODAY):
        yield


def enter(**given):
    said = {"supplier": "Larkspur Software", "what": "Design and print portal", **given}
    return action("contracts", "enter")(by=SYSTEM, **said)


def due(contract):
    return {each.kind: each.due_on for each in contract.deadlines.all()}


def test_it_is_entered_by_name_with_its_terms_and_its_systems():
    served = enter(what="Something it serves")

    contract = enter(
        kind="licence",
        systems=[ELECTIONS],
        starts_on=date(2016, 8, 1),
        ends_on=date(2019, 7, 31),
        notice_months=3,
        relet_months=9,
        payer="Customer services",
        value="12500.50",
        extends=served,
        serves=[served.reference],
        on=date(2018, 5, 1),
    )

    contract = Contract.objects.get(pk=contract.pk)
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


def test_notice_and_decision_are_reckoned_back_from_its_end():
    contract = enter(ends_on=date(2019, 7, 31), notice_months=3, relet_months=9)

    assert due(contract) == {"decide": date(2018, 7, 31), "notice": date(2019, 4, 30)}
    assert contract.due_on == date(2018, 7, 31)
