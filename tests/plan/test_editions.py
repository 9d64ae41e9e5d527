"""The two printed plans, entered whole: what holds of both."""

import re

import pytest

from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.plan.edition import load
from guildhall.plan.models import Milestone, Promise, Resource
from guildhall.services.contracts.models import Contract
from guildhall.services.risks.models import Risk
from tests.plan.printed import read, rows, words


@pytest.fixture(params=["plan-2012-15", "plan-2018-23"], scope="module")
def printed(request):
    return read(request.param)


def test_no_key_stands_twice(printed):
    for kind in ("objectives", "deliverables", "figures", "contracts"):
        keys = [each["key"] for each in printed.get(kind, [])]
        assert len(keys) == len(set(keys)), kind
    for deliverable in printed["deliverables"]:
        for kind in ("promises", "actions", "benefits"):
            keys = [each["key"] for each in deliverable.get(kind, [])]
            assert len(keys) == len(set(keys)), (deliverable["key"], kind)


def test_every_key_that_is_referred_to_is_there(printed):
    objectives, deliverables, figures, contracts = (
        {each["key"] for each in printed[kind]}
        for kind in ("objectives", "deliverables", "figures", "contracts")
    )
    for deliverable in printed["deliverables"]:
        actions = {each["key"] for each in deliverable.get("actions", [])}
        assert set(deliverable["objectives"]) <= objectives
        assert {each["action"] for each in deliverable.get("milestones", [])} <= actions | {""}
    for figure in printed["figures"]:
        assert {*figure.get("sum_of", []), figure.get("part_of") or figure["key"]} <= figures
    for contract in printed["contracts"]:
        assert set(contract["serves"]) <= deliverables
        assert contract.get("extends") in contracts | {None}


def test_every_objective_has_a_deliverable(printed):
    served = {key for each in printed["deliverables"] for key in each["objectives"]}

    assert served == {each["key"] for each in printed["objectives"]}


def test_every_quarter_and_period_can_be_read(printed):
    for milestone in rows(printed, "milestones"):
        quarter = Period.parse(milestone["quarter"])
        assert milestone.get("due_on", quarter.first) in quarter
    for figure in printed["figures"]:
        assert figure.keys() & {"as_at", "period"} or printed["default_period"], figure["key"]
        assert Period.parse(figure.get("period", "2017-18"))


def test_every_amount_and_target_has_a_unit(printed):
    assert all(each["unit"] for each in rows(printed, "resources") if "amount" in each)
    assert all(each["unit"] for each in rows(printed, "promises") if "target" in each)


def test_every_measure_that_is_named_exists(printed):
    for promise in rows(printed, "promises"):
        if promise.get("measure"):
            assert measure(promise["measure"]).unit == promise["unit"], promise["key"]


def test_people_are_named_by_their_roles(printed):
    told = " ".join(words(printed))

    assert not re.search(r"\b(Mr|Mrs|Ms|Miss|Cllr|Councillor) [A-Z]|@", told)
    for each in printed["objectives"]:
        assert any(word in each["owner"] for word in ("Head of", "solicitor", "director", "All managers"))
    for each in printed["deliverables"]:
        for role in (each.get("manager"), each.get("lead")):
            assert not role or any(word in role for word in ("solicitor", "director", "officer", "managers"))


def test_it_is_brought_in_whole_by_the_actions(db, printed):
    plan, _ = load(printed)

    assert plan.deliverables.count() == len(printed["deliverables"])
    assert plan.objectives.count() == len(printed["objectives"])
    for kind, model in (("resources", Resource), ("promises", Promise), ("milestones", Milestone)):
        assert model.objects.count() == len(rows(printed, kind)), kind
    assert Risk.objects.count() == len(rows(printed, "risks"))
    assert Contract.objects.count() == len(printed["contracts"])
