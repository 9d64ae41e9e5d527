"""While it is looked into: its points, more time, and the answer at stage 1."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.gates import Actor
from guildhall.services.complaints import casework, forms
from guildhall.services.complaints.actions.arriving import CODE
from guildhall.services.complaints.clocks import last_day_to_ask
from guildhall.services.complaints.gates import (
    has_points,
    is_complete,
    is_planned,
    may_take_longer,
    something_went_wrong,
    stage_one_is_open,
    still_teaches,
)
from guildhall.services.complaints.models import Complaint, Point
from guildhall.services.complaints.service import Stage, complaints


def staff_id(by: Any) -> int | None:
    """The member of staff who acts; None for everybody else."""
    who = Actor.of(by)
    return who.id if who.kind == "staff" else None


@complaints.action(
    Stage.FIRST, Stage.ANSWERED, Stage.ESCALATED, Stage.SECOND, Stage.ANSWERED_AGAIN,
    asks=forms.AddPoint,
    gates=(stage_one_is_open,),
    party=True,
    label="Add something else that went wrong",
    tells="You told us of something else that went wrong.",
    says="{actor} added a point.",
    law=f"{CODE} 6.9",
)  # fmt: skip
def add_point(complaint: Complaint, text: str) -> None:
    """Fold in something new and related, while stage 1 is not answered."""
    complaint.once_saved(lambda: casework.add_points(complaint, [text]))


@complaints.action(
    Stage.FIRST,
    Stage.SECOND,
    asks=forms.DecidePoint,
    gates=(has_points,),
    label="Decide a point",
    says="{actor} decided point {point.number}: {record.decided_in_words}.",
    law=f"{CODE} 6.7",
)
def decide_point(complaint: Complaint, point: Point, outcome: str, reasons: str, by: Any, on: date) -> None:
    """Say of one point whether it is upheld, partly, or not, and why."""
    complaint.decided = outcome
    decided_by = staff_id(by)
    complaint.once_saved(lambda: casework.decide(complaint, point, outcome, reasons, decided_by, on))


@complaints.action(
    Stage.FIRST,
    Stage.SECOND,
    asks=forms.OweNothing,
    gates=(something_went_wrong,),
    label="Say why nothing is owed",
    says="{actor} said why nothing is owed.",
    law=f"{CODE} 7",
)
def owe_nothing(complaint: Complaint, reasons: str) -> None:
    """Say why no remedy follows although something went wrong."""
    complaint.no_remedy_because = reasons


@complaints.action(
    Stage.FIRST,
    Stage.SECOND,
    asks=forms.Extend,
    marks="extended",
    gates=(may_take_longer,),
    sends="extension",
    label="Take more time",
    tells="We told you that it takes longer, and why.",
    says="{actor} told them that it takes longer, and why: {reason}",
    law=f"{CODE} 6.4, 6.5; SI 2006/1738",
)
def extend(complaint: Complaint) -> None:
    """Take more time, once a stage, for a good reason, and tell them why and who else can help."""


@complaints.action(
    Stage.FIRST,
    asks=forms.AgreePlan,
    gates=(is_planned,),
    sends="plan_agreed",
    label="Log what was agreed with them",
    tells="We agreed with you how we look into it, and by when you have an answer.",
    says="{actor} agreed with them how it is looked into, and by when.",
    law="SI 2009/309 reg.13(7)",
)
def agree_plan(complaint: Complaint, plan: str, agreed_on: date) -> None:
    """Agree with whoever complained how it is looked into and by which day it is answered."""
    complaint.plan, complaint.agreed_on = plan, agreed_on


@complaints.action(
    Stage.FIRST,
    to=Stage.ANSWERED,
    asks=forms.Answer,
    meets="answer",
    gates=(is_complete,),
    sends="answer",
    label="Send the stage 1 letter",
    tells="We sent you our answer.",
    says="{actor} answered it at stage 1: {record.outcome_in_words}.",
    law=f"{CODE} 6.1 to 6.9; SI 2009/309 reg.14",
)
def answer(complaint: Complaint, answer: str, by: Any, on: date) -> None:
    """Send the answer: what was decided of each point and why, what is promised, what they can do next."""
    kept = casework.case_file(complaint)
    complaint.answer, complaint.answered_on = answer, on
    complaint.handled_by_id = staff_id(by)
    complaint.outcome = casework.overall(kept.outcomes(1))
    tell(complaint, 1, on)


def tell(complaint: Complaint, stage: int, on: date) -> None:
    """Has the letter say what is kept beside the complaint."""
    kept = casework.case_file(complaint)
    promised = [each for each in kept.remedies if each.stage != each.Stage.DROPPED]
    complaint.told_points = kept.told(stage)
    complaint.told_remedies = [casework.said_of(each) for each in promised]
    if stage < complaint.procedure.stages:
        complaint.told_last_day = last_day_to_ask(complaint.procedure, on)


@complaints.action(
    to=Stage.WITHDRAWN,
    asks=forms.Withdraw,
    party=True,
    sends="withdrawn",
    label="Withdraw the complaint",
    tells="You withdrew it.",
    says="{record.complainant} withdrew it. {why}",
)
def withdraw(complaint: Complaint) -> None:
    """Take the complaint back, or log that they did."""


@complaints.action(
    Stage.ANSWERED, Stage.ESCALATED, Stage.SECOND, Stage.ANSWERED_AGAIN, Stage.PANEL, Stage.MET,
    Stage.REPORTED, Stage.FINISHED,
    asks=forms.Learn,
    gates=(still_teaches,),
    label="Say what is learned from it",
    says="{actor} said why it went wrong: {record.cause_in_words}.",
    law=f"{CODE} 9",
)  # fmt: skip
def learn(complaint: Complaint, cause: str, learned: str) -> None:
    """Say why it went wrong and what follows, for those who improve the service."""
    complaint.cause, complaint.learned = cause, learned
