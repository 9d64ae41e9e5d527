"""The stages after the first: looked at afresh by somebody else, and for children by a panel."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.services.complaints import casework, forms
from guildhall.services.complaints.actions.arriving import CODE
from guildhall.services.complaints.actions.deciding import staff_id, tell
from guildhall.services.complaints.clocks import last_day_to_ask
from guildhall.services.complaints.gates import by_somebody_else, has_a_next_stage, is_complete
from guildhall.services.complaints.models import Complaint
from guildhall.services.complaints.service import Stage, complaints

CHILDREN = "SI 2006/1738"


def _in_time(complaint: Complaint, answered: date | None, late_because: str, on: date) -> None:
    last = last_day_to_ask(complaint.procedure, answered) if answered else on
    if on > last and not late_because:
        raise ValidationError({"late_because": "Say why it is looked at although the time to ask is over"})


@complaints.action(
    Stage.ANSWERED,
    to=Stage.ESCALATED,
    asks=forms.Escalate,
    gates=(has_a_next_stage,),
    party=True,
    label="Ask for stage 2",
    tells="You asked for it to be looked at again, by somebody else.",
    says="{record.complainant} asked for stage 2.",
    law=f"{CODE} 6.10; {CHILDREN}",
)
def escalate(complaint: Complaint, still_wrong: str, late_because: str, on: date) -> None:
    """Ask for it to be looked at again by somebody who did not answer it."""
    _in_time(complaint, complaint.answered_on, late_because, on)
    complaint.still_wrong, complaint.escalated_on = still_wrong, on
    complaint.no_remedy_because = ""


@complaints.action(
    Stage.ESCALATED,
    to=Stage.SECOND,
    asks=forms.AcknowledgeAgain,
    marks="acknowledged",
    meets="acknowledgement_again",
    sends="acknowledgement_again",
    label="Acknowledge, and say who looks at it",
    tells="We told you who looks at it again.",
    says="{actor} gave stage 2 to {record.owner}.",
    law=f"{CODE} 6.11, 6.12; {CHILDREN}",
)
def acknowledge_again(
    complaint: Complaint, owner: Any, definition: str, investigator: str, independent_person: str, on: date
) -> None:
    """Acknowledge stage 2 and give it to somebody who did not answer at stage 1."""
    complaint.owner, complaint.definition, complaint.acknowledged_again_on = owner, definition, on
    complaint.investigator, complaint.independent_person = investigator or "", independent_person or ""


@complaints.action(
    Stage.SECOND,
    to=Stage.ANSWERED_AGAIN,
    asks=forms.Answer,
    meets="answer_again",
    gates=(by_somebody_else, is_complete),
    sends="answer_again",
    label="Send the stage 2 letter",
    tells="We sent you our answer at stage 2.",
    says="{actor} answered it at stage 2: {record.outcome_again_in_words}.",
    law=f"{CODE} 6.13 to 6.20; {CHILDREN}",
)
def answer_again(complaint: Complaint, answer: str, by: Any, on: date) -> None:
    """Send the answer at stage 2: each point afresh, what is promised, and who can look at it now."""
    kept = casework.case_file(complaint)
    complaint.answer_again, complaint.answered_again_on = answer, on
    complaint.handled_again_by_id = staff_id(by)
    complaint.outcome_again = casework.overall(kept.outcomes(2))
    tell(complaint, 2, on)


@complaints.action(
    Stage.ANSWERED_AGAIN,
    to=Stage.PANEL,
    asks=forms.Escalate,
    gates=(has_a_next_stage,),
    party=True,
    sends="panel_asked",
    label="Ask for a review panel",
    tells="You asked for a review panel.",
    says="{record.complainant} asked for a review panel.",
    law=CHILDREN,
)
def ask_for_panel(complaint: Complaint, still_wrong: str, late_because: str, on: date) -> None:
    """Ask for three independent people to look at it; they meet within thirty working days."""
    _in_time(complaint, complaint.answered_again_on, late_because, on)
    complaint.still_wrong, complaint.panel_asked_on = still_wrong, on


@complaints.action(
    Stage.PANEL,
    to=Stage.MET,
    asks=forms.PanelMet,
    meets="panel",
    label="Log that the panel met",
    tells="The panel met.",
    says="The panel met.",
    law=CHILDREN,
)
def panel_met(complaint: Complaint, on: date) -> None:
    """Log the day the panel met; its report follows within five working days."""
    complaint.panel_met_on = on


@complaints.action(
    Stage.MET,
    to=Stage.REPORTED,
    asks=forms.PanelReported,
    meets="report",
    label="Log the panel’s report",
    tells="The panel reported.",
    says="The panel reported.",
    law=CHILDREN,
)
def panel_reported(complaint: Complaint, panel_said: str, on: date) -> None:
    """Log what the panel found and recommends; the council replies within fifteen working days."""
    complaint.panel_said, complaint.panel_reported_on = panel_said, on


@complaints.action(
    Stage.REPORTED,
    to=Stage.FINISHED,
    asks=forms.Answer,
    meets="reply",
    sends="answer_finally",
    label="Reply to the panel’s report",
    tells="We told you what we do about the panel’s report.",
    says="{actor} replied to the panel’s report.",
    law=CHILDREN,
)
def answer_finally(complaint: Complaint, answer: str) -> None:
    """Say what the council does about each recommendation, and that the Ombudsman can be asked."""
    complaint.answer_finally = answer
