"""Every defect found by reading the two printed plans is found by a general duty once they are loaded.

Named by where it is listed: 16.x is inventory.md G16, Dx its second reading, 0.x its computed facts.
"""

from collections import defaultdict
from datetime import date

import pytest
from django.db import transaction

from guildhall.kernel import time
from guildhall.kernel.duties import all_duties, findings
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.plan.edition import load, read

pytestmark = pytest.mark.django_db
ON = date(2019, 5, 15)
# A day without cover: between the waiver’s end and the new contract.
GAP = date(2019, 2, 1)
PLANS = ("plans", "objectives", "deliverables")

# Where it is listed: the duty, how the record's title begins, and words of the finding.
DEFECTS = [
    ("16.5-6 objective 4 is worded two ways", "objectives.has_one_wording", "Provide easy access",
     "section 4: “Provide easy access to advice, information, and services for everyone”"),
    ("16.7 objective 6 is worded two ways", "objectives.has_one_wording", "Maintain a culture",
     "“Develop a culture of customer focus"),
    ("16.10 a deliverable stands under two objectives", "deliverables.entered_once",
     "Implement PCC's Web Strategy", "“Build the reputation of PCC"),
    ("16.11 no measure at all", "deliverables.says_how_it_is_measured", "Respond to the Big Society",
     "“No specific measures at present.”"),
    ("16.12 a target left to be confirmed", "deliverables.has_a_number", "Valuing staff",
     "“Improved EOS results in key target areas TBC” has no number"),
    ("16.13 numbers left out of targets", "deliverables.has_a_number", "Customer service",
     "has no number"),
    ("D1 it came out after its first year", "plans.published_in_time", "Customer, communications",
     "Its first year, 2018-19, had ended by then."),
    ("D2 objective 7 is worded two ways", "objectives.has_one_wording", "Ensure the successful delivery",
     "PCC transformation programme workstreams"),
    ("D2 objective 3 differs in a comma", "objectives.has_one_wording", "Ensure that we know",
     "(only marks or capitals differ)"),
    ("D2 objective 5 differs in a short form", "objectives.has_one_wording", "Support the development",
     "(VCS)”"),
    ("D5 the sitting service is no part of an action", "deliverables.milestones_have_a_step", "Engagement",
     "sitting service"),
    ("D5 nor is infrastructure support", "deliverables.milestones_have_a_step", "Engagement",
     "Infrastructure support"),
    ("D6 community events have no milestone", "deliverables.steps_have_milestones", "Engagement",
     "community events"),
    ("D6 nor have stories", "deliverables.steps_have_milestones", "Engagement", "Portsmouth stories"),
    ("D6 nor has the baseline of engagement", "deliverables.baselines_are_dated", "Engagement",
     "establish baseline in 2018/19"),
    ("PER-1 30 June 2018 was a Saturday", "deliverables.due_on_working_days", "GDPR",
     "nobody works on Sat 30 June 2018: Fri 29 June 2018"),
    ("PER-1 30 December 2018 was a Sunday", "deliverables.due_on_working_days", "GDPR",
     "nobody works on Sun 30 December 2018: Fri 28 December 2018"),
    ("16.1 the contents promise contracts", "plans.contents_are_there", "Customer, communications",
     "The contents promise “Contracts” on page 18"),
    ("16.2 the questionnaire is not attached", "plans.references_resolve", "Customer, community",
     "Internal Control Questionnaire (“is attached as an appendix”"),
    ("16.3 the chart is not there", "plans.references_resolve", "Customer, community",
     "“is shown in the chart over the page”"),
    ("16.3 its heading stands over nothing", "plans.sections_say_something", "Customer, community",
     "Under “Service structure at March 2012"),
    ("16.4 a sentence is cut off", "deliverables.texts_are_finished", "Provide corporate support",
     "due to transparency agenda and” (Financial resources): it ends in “and”"),
    ("16.8 an Act is called a Bill Act", "deliverables.laws_have_their_names", "Respond to the Big Society",
     "“Localism Bill Act” (title): no law has that name; perhaps the Localism Act 2011 is meant"),
    ("16.9 a privacy impact assessment by another name", "deliverables.terms_are_preferred", "GDPR",
     "“Data Protection Privacy Impact Assessment"),
    ("16.12 a target is still to be confirmed", "deliverables.nothing_is_left_open", "Valuing staff",
     "key target areas TBC”"),
    ("16.12 web advertising is too", "deliverables.nothing_is_left_open", "Income generation",
     "TBC in line with digital strategy"),
    ("16.13 a target number has no number", "deliverables.targets_have_numbers", "Income generation",
     "undertake target number of sales and marketing activities"),
    ("16.13 nor has a required level", "deliverables.targets_have_numbers", "Income generation",
     "Maintain ad sales at required level"),
    ("16.13 nor have income targets", "deliverables.targets_have_numbers", "Income generation",
     "Increase income in line with targets"),
    ("16.14 risks are left to a review", "deliverables.says_it_itself", "Conduct a full review",
     "“As per general service review” (risks)"),
    ("16.14 the plan knows no such review", "plans.references_resolve", "Customer, community",
     "general service review (“As per general service review”"),
    ("the elections’ risk log is nowhere", "deliverables.says_it_itself", "Run 2012 Local Elections",
     "there is no such risk log"),
    ("the plan refers to it too", "plans.references_resolve", "Customer, community",
     "Run 2012 Local Elections (“contained within separate risk log”"),
    ("D3 contents and heading name other owners: page 11", "plans.contents_are_headings",
     "Customer, communications", "the heading is “Marketing, communications, design, digital and customer "
     "services: engagement"),
    ("D3 contents and heading name other owners: page 15", "plans.contents_are_headings",
     "Customer, communications", "The contents say “Local democracy and voluntary sector: elections"),
    ("D4 valuing staff depends on nobody", "deliverables.has_every_part", "Valuing staff",
     "no dependency (6 of 10 have)"),
    ("D4 nor does the retender", "deliverables.has_every_part", "Elections software", "no dependency"),
    ("D7 the brand is measured in a year it has not", "deliverables.measured_in_its_years",
     "Development of brand", "is due on Fri 28 June 2019, in 2019-20; it is worked on in 2018-19 alone"),
    ("D7 the brand has no fourth quarter", "deliverables.has_every_part", "Development of brand",
     "milestone in 2018-19 Q4"),
    ("D8 principle 5 is about members", "plans.evidence_fits", "Customer, community",
     "its evidence is about staff, and nothing about members"),
    ("D9 an Act with two years", "plans.laws_have_their_names", "Customer, community",
     "“Health and Social Care Act 2011-12” (section “Healthwatch”): no law has that name; perhaps the Health "
     "and Social Care Act 2012"),
    ("D10 a cell ends in a comma", "deliverables.texts_are_finished", "Review/refresh internal",
     "it ends in a comma"),
    ("D11 a referendum without a name", "plans.references_resolve", "Customer, community",
     "Referendum (“Referendum will be funded by central government”"),
    ("D12 one place under two names", "deliverables.places_have_one_name", "Expand breadth",
     "the name is “Southsea Library and Customer Contact Centre”"),
    ("D13 one figure under two names", "plans.figures_have_one_name", "Customer, communications",
     "£2.5m is “digital transformation savings” (a figure) and “Channel shift (phase one)”"),
    ("D14 the service with “design”", "plans.services_have_one_name", "Customer, communications",
     "“Marketing, communications, design, digital and customer services” (a heading and the contents)"),
    ("D14 the service in the singular", "objectives.services_have_one_name", "Marketing, communications",
     "“Marketing, communications, digital and customer service” (year two: 2019/20)"),
    ("D14 the priority with “strategy”", "objectives.has_one_wording", "Marketing, communications",
     "customer service strategy” instead of"),
    ("D14 the unit with “voluntary sector”", "objectives.services_have_one_name", "Local democracy",
     "“Local democracy and voluntary sector” (contents)"),
    ("D15 no deliverable is marked", "plans.claims_are_marked", "Customer, community",
     "of its 10 deliverables none is marked operational or developmental"),
    ("D16 a deal of years under the page’s year", "plans.figures_have_their_period", "Customer, comm",
     "“£3.5m income from Emirates Spinnaker Tower deal” stands under the period of its page, 2017-18"),
    ("PER-3 200,000 contacts are not its parts", "plans.figures_add_up", "Customer, communications",
     "90,539 calls handled by city helpdesk and 8,336 customers seen by city helpdesk are 98,875: 101,125"),
    ("0.x a change since a year nobody states", "plans.changes_have_a_base", "Customer, communications",
     "the plan does not say what it was in 2014/15"),
    ("0.x contacts are counted otherwise than before", "plans.counted_one_way", "Customer, communications",
     "counts 150,000 “customer contacts”, this plan 200,000 “phone, face-to-face and email"),
    ("M37 a team whose work is nowhere described", "plans.teams_are_described", "Customer, community",
     "Of Business Support Team it says nothing"),
    ("M50 support that is no dependency", "deliverables.support_is_a_dependency", "Elections software",
     "support from Procurement and IT"),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """What is found on a day after both plans came out: by duty, titles and sentences."""
    with django_db_blocker.unblock(), transaction.atomic():
        for name in ("plan-2012-15", "plan-2018-23"):
            load(read(name))
        told = defaultdict(list)
        with time.pretend(ON):
            for each in findings((each for each in all_duties() if each.service.key in PLANS), SYSTEM, ON):
                told[each.duty.key].append((each.record.title, each.detail))
        with time.pretend(GAP):
            for each in service("contracts").duties["covered_without_a_gap"].findings(SYSTEM, GAP):
                told[each.duty.key].append((each.record.title, each.detail))
        yield told
        transaction.set_rollback(True)


@pytest.mark.parametrize(("defect", "duty", "title", "words"), DEFECTS, ids=[each[0] for each in DEFECTS])
def test_the_defect_is_found(found, defect, duty, title, words):
    said = [sentence for record, detail in found[duty] if record.startswith(title) for sentence in detail]

    assert any(words in sentence for sentence in said), said


def test_nine_deliverables_of_2012_name_no_measure(found):
    """0.x: what is measured by nothing, or is still to be."""
    none = [
        title for title, detail in found["deliverables.says_how_it_is_measured"] if "Where a" in detail[0]
    ]

    assert len(none) == 9


def test_no_measure_of_2012_has_a_number(found):
    """PER-4: 42 rows, and no figure among their measures."""
    assert len(found["deliverables.has_a_number"]) == 42 + 6


def test_the_web_strategy_alone_is_entered_twice(found):
    """0.x: 42 rows, 41 of them distinct."""
    assert len(found["deliverables.entered_once"]) == 2


def test_the_critical_system_is_without_a_contract_for_three_months(found):
    """The waiver ends with the calendar year; the new system comes with the financial year's end."""
    ((_, detail),) = found["contracts.covered_without_a_gap"]

    assert any("Electoral management software" in each and "without cover" in each for each in detail)


# Duty by duty, how many records of each plan: a rule that shouts at everything is no rule.
NUMBERS = {
    "deliverables.texts_are_finished": 2,
    "deliverables.laws_have_their_names": 1,
    "deliverables.terms_are_preferred": 2,
    "deliverables.places_have_one_name": 1,
    "deliverables.nothing_is_left_open": 8,
    "deliverables.targets_have_numbers": 2,
    "deliverables.says_it_itself": 5,
    "deliverables.measured_in_its_years": 1,
    "deliverables.has_every_part": 6,
    "deliverables.support_is_a_dependency": 4,
    "plans.contents_are_there": 1,
    "plans.figures_have_one_name": 1,
    "plans.figures_have_their_period": 1,
    "objectives.texts_are_finished": 0,
    "objectives.laws_have_their_names": 0,
    "plans.texts_are_finished": 0,
    "plans.nothing_is_left_open": 0,
}


@pytest.mark.parametrize("duty", NUMBERS)
def test_a_rule_finds_what_is_meant_and_no_more(found, duty):
    assert len(found[duty]) == NUMBERS[duty]
