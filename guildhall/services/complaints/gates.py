"""What the procedures forbid, as sentences for the person who tried."""

from __future__ import annotations

from typing import Any

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import listed, said
from guildhall.kernel.gates import Actor
from guildhall.services.complaints.casework import missing
from guildhall.services.complaints.clocks import last_day_to_ask, why_not_longer
from guildhall.services.complaints.models import Complaint

Stage = Complaint.Stage


def may_take_longer(complaint: Complaint, by: Any) -> str | None:
    """Once a stage, before its first time is out."""
    return why_not_longer(complaint)


def is_complete(complaint: Complaint, by: Any) -> str | None:
    """A letter says all it must, or is not sent (Code 6.7 to 6.9)."""
    lacks = list(missing(complaint))
    return f"The letter still lacks {listed(lacks)}." if lacks else None


def by_somebody_else(complaint: Complaint, by: Any) -> str | None:
    """Nobody decides at stage 2 what they answered at stage 1 (Code 6.12)."""
    if (
        complaint.handled_by_id
        and Actor.of(by).kind == "staff"
        and Actor.of(by).id == complaint.handled_by_id
    ):
        return "You answered it at stage 1: somebody else decides stage 2."
    return None


def stage_one_is_open(complaint: Complaint, by: Any) -> str | None:
    """What is new and related folds in until stage 1 is answered; after that it is a complaint of its own."""
    if complaint.answered_on is None:
        return None
    return f"Stage 1 was answered on {said(complaint.answered_on)}: something new is a complaint of its own."


def has_points(complaint: Complaint, by: Any) -> str | None:
    return None if complaint.definition else "It has no points before it is accepted."


def has_a_next_stage(complaint: Complaint, by: Any) -> str | None:
    """While the procedure has one more stage, and the time to ask for it runs; later with a reason."""
    procedure = complaint.procedure
    if complaint.round >= procedure.stages:
        stages = "one stage" if procedure.stages == 1 else f"{procedure.stages} stages"
        return f"This procedure has {stages}. After that the {procedure.ombudsman.name} can look at it."
    answered = complaint.answered_again_on if complaint.round == 2 else complaint.answered_on
    last = last_day_to_ask(procedure, answered) if answered else time.today()
    if time.today() <= last or Actor.of(by).kind == "staff":
        return None
    return f"It could be asked for until {said(last)}. Write to us if there was a good reason to wait."


def is_planned(complaint: Complaint, by: Any) -> str | None:
    """Only adult social care is answered by a plan agreed with whoever complained."""
    return None if complaint.procedure.planned else "Only adult social care is answered by an agreed plan."


def something_went_wrong(complaint: Complaint, by: Any) -> str | None:
    """Once it is accepted: before that nobody can know what is owed."""
    return None if complaint.definition else "Accept the complaint first."


def still_teaches(complaint: Complaint, by: Any) -> str | None:
    """Once stage 1 is answered: before that nobody knows what went wrong."""
    return None if complaint.answered_on else "It has not been answered yet."
