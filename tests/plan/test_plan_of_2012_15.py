"""The plan for 2012 to 2015 as it is entered: its tables counted, and the words on which findings turn."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.plan.printed import read, rows, words

UNMEASURED = re.compile(r"(none|no|tbc)\b", re.IGNORECASE)
NOTHING = re.compile(r"(none|no)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def plan():
    return read("plan-2012-15")


def cell(deliverable, kind):
    """One cell of the printed table."""
    return " ".join(each["text"] for each in deliverable["resources"] if each["kind"] == kind)


def test_it_has_42_rows_and_41_titles(plan):
    titles = [each["title"] for each in plan["deliverables"]]

    assert (len(titles), len(set(titles))) == (42, 41)
    assert titles.count("Implement PCC's Web Strategy, including new website and intranet") == 2


def test_its_rows_stand_under_seven_objectives_as_printed(plan):
    places = {each["key"]: each["number"] for each in plan["objectives"]}
    counted = Counter(places[key] for each in plan["deliverables"] for key in each["objectives"])

    assert [counted[number] for number in range(1, 8)] == [6, 10, 4, 8, 5, 4, 5]


def test_no_cell_of_its_measures_has_a_number(plan):
    assert all(each["promises"] for each in plan["deliverables"])
    assert not [each for each in rows(plan, "promises") if "target" in each or re.search(r"\d", each["text"])]


def test_nine_of_its_rows_have_no_measure_or_one_to_be_confirmed(plan):
    without = [each["key"] for each in plan["deliverables"] if UNMEASURED.match(each["promises"][0]["text"])]

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


def test_what_its_cells_of_risks_leave_open(plan):
    risks = [each["risks_as_printed"] for each in plan["deliverables"]]

    assert (risks.count("None"), risks.count("TBC")) == (2, 3)
    assert sum(each.startswith("None, other than") for each in risks) == 1
    assert sum(each.startswith("As per") for each in risks) == 1
    assert sum("risk log" in each for each in risks) == 4


def test_twenty_of_its_cells_on_ict_say_none(plan):
    assert sum(bool(NOTHING.match(cell(each, "ict"))) for each in plan["deliverables"]) == 20


def test_six_of_its_cells_on_money_name_an_amount(plan):
    money = {
        each["key"]: [row["amount"] for row in each["resources"] if row.get("unit") == "£"]
        for each in plan["deliverables"]
    }

    assert {key: amounts for key, amounts in money.items() if amounts} == {
        "local-elections-2012": [165_000],
        "member-support": [20_000],
        "magazines": [130_000, 98_000],
        "equality-needs": [50_000],
        "customer-management": [1_000_000],
        "advertising": [137_000],
    }


def test_every_row_says_what_it_takes_in_money_people_and_ict(plan):
    for each in plan["deliverables"]:
        assert {row["kind"] for row in each["resources"]} == {"financial", "human", "ict"}, each["key"]


def test_five_of_its_objectives_are_worded_two_ways(plan):
    drifting = [
        each["number"] for each in plan["objectives"] if len({row["text"] for row in each["wordings"]}) > 1
    ]

    assert drifting == [3, 4, 5, 6, 7]


def test_none_of_its_deliverables_is_marked_operational_or_developmental(plan):
    assert {each["kind"] for each in plan["deliverables"]} == {""}


def test_it_has_fifteen_functions_and_24_notes_on_its_boards(plan):
    quadrants = Counter(each["quadrant"] for each in plan["ideas"])

    assert len(plan["profiles"]) == 15
    assert quadrants == {
        "strengths": 5, "weaknesses": 5, "opportunities": 2, "threats": 2,
        "social": 3, "technological": 2, "economic": 3, "political": 2,
    }  # fmt: skip


def test_its_budget_is_as_printed(plan):
    service = {each["kind"]: each["amount"] for each in plan["budget"] if each["area"] == "Whole service"}

    assert service == {"cash_limit": 4_300_000, "expenditure": 4_900_000, "savings": 200_000}


def test_its_contract_and_lease_end_and_healthwatch_begins(plan):
    contracts = {each["key"]: each for each in plan["contracts"]}

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
def test_a_text_that_stops_short_is_kept_as_it_stops(plan, quoted):
    assert quoted in words(plan)


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
def test_the_words_on_which_a_finding_turns_are_quoted(plan, quoted):
    assert any(quoted in text for text in words(plan))


def test_one_heading_has_nothing_below_it(plan):
    assert [each["title"] for each in plan["sections"] if not each["text"]] == [
        "Service structure at March 2012 (Subject to change/updating)"
    ]
