"""The two printed plans, entered whole: what they count, what they quote, and that they name nobody."""

import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.plan.loading import EDITIONS

PLANS = ("plan-2012-15",)
UNMEASURED = re.compile(r"(none|no|tbc)\b", re.IGNORECASE)
NOTHING = re.compile(r"(none|no)\b", re.IGNORECASE)


def read(name):
    return tomllib.loads((EDITIONS / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.fixture(scope="module")
def older():
    return read("plan-2012-15")


@pytest.fixture(params=PLANS, scope="module")
def printed(request):
    return read(request.param)


def rows(told, name):
    """Every row of that name of every deliverable."""
    return [row for each in told["deliverables"] for row in each.get(name, [])]


def cell(deliverable, kind):
    """One cell of the printed table."""
    return " ".join(each["text"] for each in deliverable["resources"] if each["kind"] == kind)


def words(told):
    """Every text of an edition, whatever it belongs to."""
    if isinstance(told, dict):
        told = told.values()
    if isinstance(told, str):
        return [told]
    if not isinstance(told, str) and hasattr(told, "__iter__"):
        return [text for each in told for text in words(each)]
    return []


def named(told, key):
    (found,) = (each for each in told["deliverables"] if each["key"] == key)
    return found


# What holds of every edition


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
        assert any(word in each["owner"] for word in ("Head of", "solicitor", "director", "officer"))
    for each in printed["deliverables"]:
        for role in (each.get("manager"), each.get("lead")):
            assert not role or any(word in role for word in ("solicitor", "director", "officer", "managers"))


# The plan for 2012 to 2015


def test_the_older_plan_has_42_rows_and_41_titles(older):
    titles = [each["title"] for each in older["deliverables"]]

    assert (len(titles), len(set(titles))) == (42, 41)
    assert titles.count("Implement PCC's Web Strategy, including new website and intranet") == 2


def test_its_rows_stand_under_seven_objectives_as_printed(older):
    places = {each["key"]: each["number"] for each in older["objectives"]}
    counted = Counter(places[key] for each in older["deliverables"] for key in each["objectives"])

    assert [counted[number] for number in range(1, 8)] == [6, 10, 4, 8, 5, 4, 5]


def test_no_cell_of_its_measures_has_a_number(older):
    assert all(each["promises"] for each in older["deliverables"])
    assert not [
        each for each in rows(older, "promises") if "target" in each or re.search(r"\d", each["text"])
    ]


def test_nine_of_its_rows_have_no_measure_or_one_to_be_confirmed(older):
    without = [each["key"] for each in older["deliverables"] if UNMEASURED.match(each["promises"][0]["text"])]

    assert without == [
        "local-elections-2012",
        "political-structure",
        "consultation-coherence",
        "big-society",
        "campaigns",
        "market-research",
        "sector-data",
        "gp-commissioners",
        "catering-organisation",
    ]


def test_what_its_cells_of_risks_leave_open(older):
    risks = [each["risks_as_printed"] for each in older["deliverables"]]

    assert (risks.count("None"), risks.count("TBC")) == (2, 3)
    assert sum(each.startswith("None, other than") for each in risks) == 1
    assert sum(each.startswith("As per") for each in risks) == 1
    assert sum("risk log" in each for each in risks) == 4


def test_twenty_of_its_cells_on_ict_say_none(older):
    assert sum(bool(NOTHING.match(cell(each, "ict"))) for each in older["deliverables"]) == 20


def test_six_of_its_cells_on_money_name_an_amount(older):
    money = {
        each["key"]: [row["amount"] for row in each["resources"] if row.get("unit") == "£"]
        for each in older["deliverables"]
    }

    assert {key: amounts for key, amounts in money.items() if amounts} == {
        "local-elections-2012": [165_000],
        "member-support": [20_000],
        "magazines": [130_000, 98_000],
        "equality-needs": [50_000],
        "customer-management": [1_000_000],
        "advertising": [137_000],
    }


def test_every_row_says_what_it_takes_in_money_people_and_ict(older):
    for each in older["deliverables"]:
        assert {row["kind"] for row in each["resources"]} == {"financial", "human", "ict"}, each["key"]


def test_five_of_its_objectives_are_worded_two_ways(older):
    drifting = [
        each["number"] for each in older["objectives"] if len({row["text"] for row in each["wordings"]}) > 1
    ]

    assert drifting == [3, 4, 5, 6, 7]


def test_none_of_its_deliverables_is_marked_operational_or_developmental(older):
    assert {each["kind"] for each in older["deliverables"]} == {""}


def test_it_has_fifteen_functions_and_24_notes_on_its_boards(older):
    quadrants = Counter(each["quadrant"] for each in older["ideas"])

    assert len(older["profiles"]) == 15
    assert quadrants == {
        "strengths": 5, "weaknesses": 5, "opportunities": 2, "threats": 2,
        "social": 3, "technological": 2, "economic": 3, "political": 2,
    }  # fmt: skip


def test_its_budget_is_as_printed(older):
    service = {each["kind"]: each["amount"] for each in older["budget"] if each["area"] == "Whole service"}

    assert service == {"cash_limit": 4_300_000, "expenditure": 4_900_000, "savings": 200_000}


def test_its_contract_and_lease_end_and_healthwatch_begins(older):
    contracts = {each["key"]: each for each in older["contracts"]}

    assert contracts["mfd-lease"]["ends_on"] == contracts["mfd-contract"]["ends_on"] == date(2012, 9, 30)
    assert contracts["healthwatch"]["starts_on"] == date(2013, 4, 1)


@pytest.mark.parametrize(
    "quoted",
    [
        "Volume of work increasing due to transparency agenda and",
        "intraLINK, Pulse survey results,",
        "As per general service review",
    ],
)
def test_a_text_that_stops_short_is_kept_as_it_stops(older, quoted):
    assert quoted in words(older)


@pytest.mark.parametrize(
    "quoted",
    [
        "Localism Bill Act",
        "Health and Social Care Act 2011-12",
        "Southsea Library and Customer Contact Centre",
        "Southsea Library and Customer Service Centre",
        "Referendum will be funded by central government.",
        "is attached as an appendix",
        "is shown in the chart over the page",
    ],
)
def test_the_words_on_which_a_finding_turns_are_quoted(older, quoted):
    assert any(quoted in text for text in words(older))
