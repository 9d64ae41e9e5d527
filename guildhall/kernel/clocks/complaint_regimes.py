"""The law of time for complaints, as data. Sources: docs/handbook/clocks.md.

A complaint is acknowledged first, and under the Codes the time to answer runs from the acknowledgement. One
made before the Codes is judged by the council's own policy of its day (`policies`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guildhall.kernel.clocks.calendars import ENGLAND_AND_WALES
from guildhall.kernel.clocks.periods import Months, WorkingDays
from guildhall.kernel.clocks.policies import policies_of_the_council
from guildhall.kernel.clocks.rules import Acknowledgement, Extension, Rule, declare

CHILDREN_ACT_REGULATIONS = date(2006, 9, 1)
ADULT_CARE_REGULATIONS = date(2009, 4, 1)
CODES_OF_2024 = date(2024, 4, 1)

LGSCO_CODE = "LGSCO Complaint Handling Code 2024"
HOUSING_CODE = "Housing Ombudsman Complaint Handling Code 2024"
CHILDREN = "SI 2006/1738"
ADULT = "SI 2009/309"


def _by_code(regime: str, title: str, code: str) -> tuple[Rule, ...]:
    """Both Codes give the same times: 5 working days to acknowledge, then 10 at stage 1 and 20 at stage 2."""
    because = "there is a good reason, and the Ombudsman’s details are given"
    first = Rule(
        key=regime,
        title=f"{title}: stage 1",
        receives="The complaint",
        owes="The stage 1 answer",
        in_force=CODES_OF_2024,
        period=WorkingDays(10),
        law=code,
        days_law="bank holidays in England and Wales",
        region=ENGLAND_AND_WALES,
        acknowledgement=Acknowledgement(WorkingDays(5), code),
        extension=Extension(WorkingDays(20), code, because),
        stage=1,
    )
    second = replace(
        first,
        key=f"{regime}-2",
        title=f"{title}: stage 2",
        receives="The request for stage 2",
        owes="The stage 2 answer",
        period=WorkingDays(20),
        extension=Extension(WorkingDays(40), code, because),
        stage=2,
    )
    return first, second, *acknowledging(first), *acknowledging(second)


def acknowledging(rule: Rule) -> tuple[Rule, ...]:
    """The acknowledgement as a clock of its own, for a record that has both; none where none is owed."""
    if rule.acknowledgement is None:
        return ()
    return (
        replace(
            rule,
            key=f"{rule.key}-ack",
            title=f"{rule.title}, acknowledgement",
            owes="The acknowledgement",
            period=rule.acknowledgement.period,
            law=rule.acknowledgement.law,
            acknowledgement=None,
            extension=None,
            stage=0,
        ),
    )


# --- The Children Act 1989 representations procedure -------------------------------------------

CHILDREN_1 = Rule(
    key="complaint-children",
    title="Children’s social care complaint: stage 1, local resolution",
    receives="The complaint",
    owes="The stage 1 answer",
    in_force=CHILDREN_ACT_REGULATIONS,
    period=WorkingDays(10),
    law=CHILDREN,
    days_law="bank holidays in England and Wales",
    region=ENGLAND_AND_WALES,
    extension=Extension(WorkingDays(20), CHILDREN, "it is complex, or the child is to have an advocate"),
    limit=WorkingDays(20),
    limit_law=CHILDREN,
    stage=1,
)
CHILDREN_2 = replace(
    CHILDREN_1,
    key="complaint-children-2",
    title="Children’s social care complaint: stage 2, investigation",
    receives="The request for stage 2",
    owes="The council’s answer to the investigation",
    period=WorkingDays(25),
    law=CHILDREN,
    extension=Extension(WorkingDays(65), CHILDREN, "it cannot be finished in 25 working days"),
    limit=WorkingDays(65),
    limit_law=CHILDREN,
    stage=2,
)
CHILDREN_3 = replace(
    CHILDREN_1,
    key="complaint-children-3",
    title="Children’s social care complaint: stage 3, review panel",
    receives="The request for a panel",
    owes="The panel’s meeting",
    period=WorkingDays(30),
    law=CHILDREN,
    extension=None,
    limit=None,
    limit_law="",
    stage=3,
)
PANEL_REPORT = replace(
    CHILDREN_3,
    key="complaint-children-rep",
    title="Children’s social care complaint: the panel’s report",
    receives="The panel’s hearing",
    owes="The panel’s report",
    period=WorkingDays(5),
    law=CHILDREN,
    stage=0,
)
PANEL_REPLY = replace(
    PANEL_REPORT,
    key="complaint-children-reply",
    title="Children’s social care complaint: the council’s reply to the panel",
    receives="The panel’s report",
    owes="The council’s reply",
    period=WorkingDays(15),
)

# --- Adult social care ----------------------------------------------------------------------

ADULT_1 = Rule(
    key="complaint-adult",
    title="Adult social care complaint",
    receives="The complaint",
    owes="The answer",
    in_force=ADULT_CARE_REGULATIONS,
    period=Months(6, rolls=False),
    law=f"{ADULT} reg.14(4)",
    region=ENGLAND_AND_WALES,
    acknowledgement=Acknowledgement(WorkingDays(3), f"{ADULT} reg.13(3)", starts=False),
    stage=1,
)

declare(
    *_by_code("complaint-lgsco", "Complaint to the council", LGSCO_CODE),
    *_by_code("complaint-housing", "Complaint of a council tenant", HOUSING_CODE),
    CHILDREN_1,
    CHILDREN_2,
    CHILDREN_3,
    PANEL_REPORT,
    PANEL_REPLY,
    ADULT_1,
    *acknowledging(ADULT_1),
)
for policy in policies_of_the_council(before=CODES_OF_2024):
    declare(*(each for rule in policy for each in (rule, *acknowledging(rule))))
