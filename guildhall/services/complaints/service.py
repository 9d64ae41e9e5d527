"""The declarations: complaints through all their stages, and the remedies promised for them."""

from guildhall.kernel.gates import NOTHING
from guildhall.kernel.services import Facts, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.complaints.afterwards import (
    complaint_reports,
    improvements,
    ombudsman,
    recommendations,
)
from guildhall.services.complaints.clocks import by_procedure, promised_day
from guildhall.services.complaints.models import Complaint, Offered, Remedy

__all__ = [
    "Stage",
    "complaint_reports",
    "complaints",
    "improvements",
    "ombudsman",
    "recommendations",
    "remedies",
]

Stage = Complaint.Stage

LOOKING_INTO = {
    "add_point",
    "decide_point",
    "promise_remedy",
    "owe_nothing",
    "learn",
    "improve",
    "note",
    "attach_document",
}
HANDLING = LOOKING_INTO | {
    "log", "accept", "refuse", "pass_on", "extend", "agree_plan", "answer", "escalate",
    "acknowledge_again", "answer_again", "ask_for_panel", "panel_met", "panel_reported", "answer_finally",
    "withdraw", "log_ombudsman",
}  # fmt: skip
AFRESH = LOOKING_INTO | {"acknowledge_again", "extend", "answer_again"}

complaints = Service(
    key="complaints",
    name="Complaints",
    noun="complaint",
    about="What people say the council got wrong, what was decided of each point, and what put it right.",
    record=Complaint,
    prefix="CP",
    opens_with="complain",
    starts=Stage.RECEIVED,
    ends={
        Stage.ANSWERED, Stage.ANSWERED_AGAIN, Stage.FINISHED, Stage.REFUSED, Stage.ROUTED, Stage.WITHDRAWN,
    },
    clock=by_procedure,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=(
            "title", "complainant", "complained", "wants", "authority", "definition", "late_because",
            "refused_because", "elsewhere_because", "investigator", "independent_person", "plan", "answer",
            "answer_again", "still_wrong", "panel_said", "answer_finally", "no_remedy_because", "learned",
            "ward",
        ),
        because="the time in which it may be brought to court, and the council’s retention schedule",
    ),
    searches=("complainant", "complained", "definition"),
    shows=(
        "regime", "area", "ward", "channel", "complainant", "for_whom", "authority", "complained", "wants",
        "since_on", "definition", "late_because", "refused_ground", "refused_because", "elsewhere",
        "elsewhere_because", "handled_by", "agreed_on", "plan", "answered_on", "outcome", "answer",
        "no_remedy_because", "escalated_on", "still_wrong", "handled_again_by", "investigator",
        "independent_person", "answered_again_on", "outcome_again", "answer_again", "panel_asked_on",
        "panel_met_on", "panel_said", "answer_finally", "cause", "learned",
    ),
    facts=(
        Facts(
            Offered,
            Keep(years=1, after="on", blanks=("words",), because="long enough to look at what was said"),
            visible_to=lambda user: NOTHING,
        ),
    ),
    roles={
        "Complaints officer": HANDLING | STANDARD,
        "Investigating officer": LOOKING_INTO,
        "Reviewing officer": AFRESH,
        "Helpdesk adviser": {"log", "note"},
        "Head of service": set(),
        "Auditor": set(),
    },
)  # fmt: skip

remedies = Service(
    key="remedies",
    name="Remedies",
    noun="remedy",
    about="What was promised to put complaints right, followed until it is done.",
    record=Remedy,
    prefix="RM",
    starts=Remedy.Stage.PROMISED,
    ends={Remedy.Stage.DONE, Remedy.Stage.DROPPED},
    clock=promised_day,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "what", "evidence", "dropped_because"),
        because="as long as the complaint it was promised for",
    ),
    searches=("what",),
    shows=("kind", "what", "cost", "promised_for", "done_on", "evidence", "dropped_because"),
    roles={
        "Complaints officer": {"do", "drop", "promise_later"} | STANDARD,
        "Investigating officer": {"do", "note", "attach_document"},
        "Reviewing officer": {"note"},
        "Head of service": set(),
        "Auditor": set(),
    },
)
