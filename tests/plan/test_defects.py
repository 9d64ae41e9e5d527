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
from guildhall.plan.edition import load, read

pytestmark = pytest.mark.django_db
ON = date(2019, 5, 15)
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
    ("D4 support that is no dependency", "deliverables.support_is_a_dependency", "Elections software",
     "support from Procurement and IT"),
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
