"""How long a complaint has, stage by stage, by the law or the policy of the day each stage was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from guildhall.kernel import time
from guildhall.kernel.clocks import (
    ENGLAND_AND_WALES,
    REGIMES,
    Months,
    MonthsBefore,
    Result,
    Rule,
    declare,
    rule_in_force,
)
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import Clock, calendar
from guildhall.services.complaints.procedures import BY_KEY, SECTION_164A, Procedure

if TYPE_CHECKING:
    from guildhall.services.complaints.models import (
        AnnualReport,
        Complaint,
        Improvement,
        OmbudsmanCase,
        Recommendation,
        Remedy,
    )

AGREED = "complaint-agreed-day"
PROMISED = "remedy-promised"
ENQUIRY = "ombudsman-enquiry"
COMPLIANCE = "ombudsman-compliance"
BETTER = "improvement-promised"
REPORT = "complaints-report"
# What a stage's clocks are called: a kind for the answer, one for the acknowledgement.
ANSWERS = {1: "answer", 2: "answer_again", 3: "panel"}
ACKNOWLEDGEMENTS = {1: "acknowledgement", 2: "acknowledgement_again"}

declare(
    Rule(
        key=AGREED,
        title="The day agreed with whoever complained",
        receives="The day agreed",
        owes="The answer",
        in_force=date(2000, 1, 1),
        period=MonthsBefore(0),
        law="SI 2009/309 reg.13(7)",
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key=PROMISED,
        title="The day a remedy is promised for",
        receives="The day promised",
        owes="The remedy",
        in_force=date(2000, 1, 1),
        period=MonthsBefore(0),
        law="The council’s own promise",
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key=BETTER,
        title="The day an improvement is to be made by",
        receives="The day it is planned for",
        owes="The improvement",
        in_force=date(2000, 1, 1),
        period=MonthsBefore(0),
        law="The council’s own plan",
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key=REPORT,
        title="The annual complaints report",
        receives="The end of the financial year",
        owes="The report, published",
        in_force=date(2000, 1, 1),
        period=Months(6, rolls=False),
        law="Complaint Handling Codes 2024, 8.1: each year; by 30 September is the council’s own promise",
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key=ENQUIRY,
        title="The day an Ombudsman’s enquiry is due back",
        receives="The day they set",
        owes="The answer to their enquiry",
        in_force=date(2000, 1, 1),
        period=MonthsBefore(0),
        law="Local Government Act 1974 s.29; Housing Act 1996 sch.2; Data Protection Act 2018 s.165",
        region=ENGLAND_AND_WALES,
    ),
    Rule(
        key=COMPLIANCE,
        title="The day an Ombudsman’s recommendation is to be done by",
        receives="The day they set",
        owes="What they recommend, with evidence that it was done",
        in_force=date(2000, 1, 1),
        period=MonthsBefore(0),
        law="Local Government Act 1974 s.31; Housing Act 1996 sch.2",
        region=ENGLAND_AND_WALES,
    ),
)


def by_procedure(complaint: Complaint) -> Iterator[Clock]:
    """The clocks of the stage it is at: the answer, and the acknowledgement the law asks for first."""
    procedure, stage = BY_KEY[complaint.regime], complaint.round
    if procedure.key == "data" and complaint.opened_on >= SECTION_164A:
        yield Clock("acknowledgement", regime=procedure.clock, label="Acknowledgement")
        return
    if stage == 3:
        yield from _of_the_panel(complaint, procedure)
        return
    starts = complaint.opened_on if stage == 1 else complaint.escalated_on
    key = key_of(procedure, stage)
    yield Clock(ANSWERS[stage], regime=key, label=f"Stage {stage} answer", starts=starts)
    if f"{key}-ack" in REGIMES:
        yield Clock(ACKNOWLEDGEMENTS[stage], regime=f"{key}-ack", label="Acknowledgement", starts=starts)
    if complaint.agreed_on and stage == 1:
        yield Clock("agreed", regime=AGREED, label="Answer as agreed", starts=complaint.agreed_on)


def _of_the_panel(complaint: Complaint, procedure: Procedure) -> Iterator[Clock]:
    """It meets within 30 working days, reports within 5 of that, and is answered within 15 of that."""
    yield Clock("panel", regime=f"{procedure.clock}-3", label="Panel meets", starts=complaint.panel_asked_on)
    if complaint.panel_met_on:
        yield Clock("report", f"{procedure.clock}-rep", "Panel’s report", complaint.panel_met_on)
    if complaint.panel_reported_on:
        yield Clock("reply", f"{procedure.clock}-reply", "Reply to the panel", complaint.panel_reported_on)


def key_of(procedure: Procedure, stage: int) -> str:
    """The rule of a stage's answer; complaints about data before section 164A follow the council's policy."""
    clock = "complaint-lgsco" if procedure.key == "data" else procedure.clock
    return clock if stage == 1 else f"{clock}-{stage}"


def promised_day(remedy: Remedy) -> Iterator[Clock]:
    """The day the council promised it for."""
    yield Clock("remedy", regime=PROMISED, label="Remedy", starts=remedy.promised_for)


def reckoning(complaint: Complaint) -> Result | None:
    """The whole answer of the clock of its stage's answer; None where the law sets no time."""
    # Read from what a page has fetched already: its buttons ask this again and again.
    kinds = {each.kind: each for each in complaint.deadlines.all()}
    if (kept := kinds.get(ANSWERS[complaint.round])) is None:
        return None
    inputs = sorted(complaint.clock_inputs.all(), key=lambda each: (each.effective_on, each.pk))
    return kept.result(inputs, calendar())


def why_not_longer(complaint: Complaint) -> str | None:
    """Why it may not take longer: once, for a good reason, and before the first time is out."""
    known = reckoning(complaint)
    if known is None or known.rule.extension is None:
        return "The law gives this stage no more time."
    if known.history.extended:
        return f"It was extended on {said(known.history.extended.on)}, and that is allowed once."
    if known.notice_by and known.notice_by < time.today():
        return f"Too late: they had to be told by {said(known.notice_by)} ({known.rule.extension.law})."
    return None


def last_day_to_ask(procedure: Procedure, answered_on: date) -> date:
    """The last day on which the next stage may be asked for as of right."""
    return calendar().add_working_days(answered_on, procedure.ask_within, ENGLAND_AND_WALES)


def law_of(complaint: Complaint) -> str:
    """The law, or the policy, its present stage is judged by."""
    known = reckoning(complaint)
    return known.rule.law if known else BY_KEY[complaint.regime].law


def rule_of(regime: str, stage: int, on: date) -> Rule:
    """The rule a stage that was asked for on that day is answered by."""
    return rule_in_force(key_of(BY_KEY[regime], stage), on)


def due_back(case: OmbudsmanCase) -> Iterator[Clock]:
    """The day an Ombudsman set for the enquiry that is open."""
    if case.due_back_on:
        yield Clock("enquiry", regime=ENQUIRY, label="Answer to the enquiry", starts=case.due_back_on)


def asked_for_day(recommendation: Recommendation) -> Iterator[Clock]:
    """The day an Ombudsman recommends that it is done by."""
    yield Clock("compliance", regime=COMPLIANCE, label="Compliance", starts=recommendation.asked_for)


def better_by(improvement: Improvement) -> Iterator[Clock]:
    """The day it is planned to be made by."""
    yield Clock("improvement", regime=BETTER, label="Improvement", starts=improvement.promised_for)


def half_a_year_on(report: AnnualReport) -> Iterator[Clock]:
    """By the end of September after its year; of no year in particular, the handbook's own example."""
    ended = report.period.last if report.year else None
    yield Clock("report", regime=REPORT, label="Report", starts=ended)
