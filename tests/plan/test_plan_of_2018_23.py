"""The plan for 2018/19 to 2022/23 as it is entered: priorities, numbers, and words findings turn on."""

from datetime import date

import pytest

from guildhall.kernel.periods import Period
from tests.plan.printed import read, rows, words


@pytest.fixture(scope="module")
def plan():
    return read("plan-2018-23")


def priorities(told):
    """The priorities of year one: those with milestones in it."""
    return [
        each
        for each in told["deliverables"]
        if any(row["quarter"].startswith("2018-19") for row in each.get("milestones", []))
    ]


def years(deliverable):
    return {each["year"] for each in deliverable.get("years", [])}


def named(told, key):
    (found,) = (each for each in told["deliverables"] if each["key"] == key)
    return found


def test_year_one_has_five_corporate_and_three_service_priorities(plan):
    assert [(each["tier"], each["title"]) for each in priorities(plan)] == [
        ("corporate", "GDPR"),
        ("corporate", "Digital customer transformation"),
        ("corporate", "Customer service"),
        ("corporate", "Development of brand and corporate narratives"),
        ("corporate", "Engagement and community development strategy"),
        ("service", "Valuing staff"),
        ("service", "Elections software retender"),
        ("service", "Income generation"),
    ]


def test_every_priority_has_objectives_actions_and_risks_with_their_mitigation(plan):
    for each in priorities(plan):
        assert all(each[name] for name in ("promises", "actions", "risks")), each["key"]
        assert all(risk["mitigation"] for risk in each["risks"]), each["key"]


def test_two_priorities_have_no_dependencies(plan):
    without = [each["key"] for each in priorities(plan) if not each.get("dependencies")]

    assert without == ["valuing-staff", "elections-software-retender"]


def test_each_later_year_has_its_priorities(plan):
    later = {
        year: [each["key"] for each in plan["deliverables"] if year in years(each)]
        for year in range(2019, 2023)
    }

    assert later[2019] == [
        "gdpr", "digital-customer-transformation", "customer-service", "engagement", "valuing-staff",
        "income-generation", "polling-districts-review", "print-and-advertising-review",
    ]  # fmt: skip
    assert later[2020] == [
        "digital-customer-transformation", "customer-service", "engagement", "valuing-staff",
        "income-generation",
    ]  # fmt: skip
    assert later[2021] == later[2022] == [
        "customer-service", "engagement", "valuing-staff", "income-generation",
    ]  # fmt: skip


def test_the_contents_promise_three_titles_that_no_section_has(plan):
    sections = {each["title"] for each in plan["sections"]}

    assert [each["title"] for each in plan["contents"] if each["title"] not in sections] == [
        "Marketing, communications, design, digital and customer services and local democracy and voluntary "
        "sector development: engagement and community development strategy",
        "Local democracy and voluntary sector: elections software retender",
        "Contracts",
    ]
    assert [each["page"] for each in plan["contents"]] == [7, 8, 9, 10, 11, 14, 15, 16, 18, 19, 20, 21, 22]


def test_the_numbers_page_has_21_figures(plan):
    page = {each["key"]: each["value"] for each in plan["figures"] if "sum_of" not in each}

    assert page == {
        "information_requests": 1_619, "electors": 146_527, "formal_meetings": 159, "informal_meetings": 65,
        "online_forms": 33_072, "citizen_accounts": 22_216, "online_payments": 10_545_518,
        "website_users": 1_222_818, "calls_handled": 90_539, "customers_seen": 8_336,
        "cashier_payments": 35_081, "helpdesk_satisfaction": 97, "email_subscribers": 19_295,
        "marketing_emails": 225_288, "social_media_reach": 3_803_269, "traded_income": 4_300_000,
        "tower_income": 3_500_000, "communications_income": 657_049, "digital_savings": 2_500_000,
        "helpdesk_budget_cut": 25, "print_savings": 1_352_313,
    }  # fmt: skip


def test_four_of_its_figures_name_their_own_period(plan):
    own = {each["key"]: each["period"] for each in plan["figures"] if each["own_period"]}

    assert plan["default_period"] == "2017-18"
    assert own == {
        "electors": "May 2018",
        "digital_savings": "2019-20",
        "helpdesk_budget_cut": "2017-18",
        "print_savings": "2017-18",
    }


def test_its_contacts_are_more_than_their_parts(plan):
    values = {each["key"]: each["value"] for each in plan["figures"]}
    (whole,) = (each for each in plan["figures"] if "sum_of" in each)

    assert whole["value"] - sum(values[part] for part in whole["sum_of"]) == 101_125


def test_its_targets_are_those_that_are_printed_and_ours(plan):
    targets = {
        each["key"]: (each["target"], each["unit"]) for each in rows(plan, "promises") if "target" in each
    }

    assert targets == {
        "no-penalties": (0, "penalties"),
        "website-rating": (4, "stars"),
        "events": (3, "events"),
        "panel": (1_200, "members"),
        "cost-neutral": (0, "£"),
        "requests-in-time": (90, "%"),
        "requests-in-time-good": (95, "%"),
        "requests-known": (1, "requests"),
        "granted-in-full": (50, "%"),
        "complaints-learned": (100, "%"),
        "ombudsman-complied": (100, "%"),
    }


def test_what_is_bound_to_a_measure_of_ours_says_that_it_is_ours(plan):
    bound = [each for each in rows(plan, "promises") if each.get("measure")]

    assert len(bound) == 10
    assert all(each["source"].startswith("Ours: ") for each in bound)


def test_its_deadlines_fall_on_days_as_printed(plan):
    due = {each["key"]: each["due_on"] for each in rows(plan, "promises") if "due_on" in each}

    assert due["asset-register"] == date(2018, 6, 30)
    assert [key for key, day in due.items() if day == date(2018, 12, 30)] == [
        "project-plan",
        "deeds-of-variation",
        "processing-agreements",
        "sharing-agreements",
    ]
    assert due["implemented"] == date(2019, 3, 31)
    assert all(due[key].weekday() >= 5 for key in ("asset-register", "project-plan", "implemented"))


def test_some_milestones_carry_out_no_action_and_some_actions_have_no_milestone(plan):
    engagement = named(plan, "engagement")
    begun = {each["action"] for each in engagement["milestones"]}
    orphans = [each["text"] for each in engagement["milestones"] if not each["action"]]

    assert [each["key"] for each in engagement["actions"] if each["key"] not in begun] == [
        "community-events",
        "stories",
    ]
    assert any("sitting service" in each for each in orphans)
    assert any("Infrastructure support" in each for each in orphans)


def test_the_brand_is_measured_after_its_last_milestone_and_in_a_year_without_it(plan):
    brand = named(plan, "brand-and-narratives")
    last = max(Period.parse(each["quarter"]).last for each in brand["milestones"])
    (due,) = (each["due_on"] for each in brand["promises"] if "due_on" in each)

    assert last == date(2018, 12, 31)
    assert due > last
    assert not years(brand)


def test_the_elections_software_is_without_a_contract_for_three_months(plan):
    contracts = {each["key"]: each for each in plan["contracts"]}
    waiver, new = contracts["elections-software-waiver"], contracts["elections-software-new"]

    assert waiver["extends"] == "elections-software"
    assert (waiver["ends_on"], new["starts_on"]) == (date(2018, 12, 31), date(2019, 3, 31))
    assert all(each["critical"] for contract in (waiver, new) for each in contract["systems"])


def test_its_benefits_are_told_apart(plan):
    amounts = {
        each["key"]: (each["class"], each["per"], each["amount"])
        for each in rows(plan, "benefits")
        if "amount" in each
    }

    assert amounts == {
        "channel-shift-savings": ("cashable", "cumulative", 2_500_000),
        "print-and-advertising-savings": ("cashable", "per_annum", 1_352_313),
    }
    assert {each["class"] for each in rows(plan, "benefits")} == {"cashable", "avoidance", "income"}


def test_it_came_out_after_its_first_year(plan):
    assert plan["published_in"] > Period.year(2018).last
    assert plan["production_reference"] == "81.245"


@pytest.mark.parametrize(
    "quoted",
    [
        "Improved EOS results in key target areas TBC",
        "undertake target number of sales and marketing activities",
        "Maintain ad sales at required level",
        "Increase income in line with targets",
        "(TBC in line with digital strategy)",
        "Data Protection Privacy Impact Assessments",
        "General Data Protection Regulations (GDPR)",
        "£2.5m digital transformation savings by 2019/20",
        "£2.5m of cumulative savings by 2019/20",
        "will require support from Procurement and IT",
    ],
)
def test_its_words_on_which_a_finding_turns_are_quoted(plan, quoted):
    assert any(quoted in text for text in words(plan))
