"""Three declarations: business plans, their objectives, their deliverables."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from guildhall.kernel.gates import SYSTEM, access
from guildhall.kernel.services import Facts, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.plan.models import Deliverable, LedgerLine, Objective, Plan

# Plans are history: they are kept for as long as somebody may ask what was promised, and why.
KEPT = 20
BECAUSE = "what a council promised, and what came of it, is its history"

LEADS, SIGNS_OFF, WORKS_ON_BOARDS, READS = "Plan lead", "Director", "Steering group", "Reader"
EVERYWHERE: dict[str, set[str]] = {READS: set(), "Head of service": set(), "Auditor": set()}

ON_BOARDS = {"propose_idea", "vote_idea", "comment"}
OF_PLANS = {
    "enter", "consult", "revise", "merge_ideas", "make_risk", "make_objective", "write_section",
    "set_key_date", "state_figure", "bring_in_ledger", "copy_forward", "reword_contents_line",
    "describe_team", "give_evidence",
}  # fmt: skip
OF_OBJECTIVES = {"set_out", "reword", "note_wording", "settle_wording", "end"}
OF_DELIVERABLES = {
    "set_out", "amend", "set_promise", "change_target", "drop_promise", "set_key_action", "add_milestone",
    "reach_milestone", "reforecast_milestone", "depend_on", "set_resource", "drop_resource",
    "note_future_year", "set_benefit", "record_benefit_year", "enter_figure", "explain_restatement",
    "comment_on_quarter", "start", "deliver", "carry", "drop",
}  # fmt: skip


def _of_plans(user: Any) -> Q:
    """The ledger is for whoever works with plans."""
    if user is SYSTEM:
        return Q()
    works = user is not None and user.is_authenticated and user.is_staff and access(user).works_in(plans)
    return Q() if works else Q(pk__in=())


plans = Service(
    key="plans",
    name="Business plans",
    noun="plan",
    about="What a directorate is for, what it will do in some years, and what it promises.",
    record=Plan,
    prefix="PL",
    starts=Plan.Stage.DRAFT,
    ends={Plan.Stage.SUPERSEDED},
    keeps=Keep(
        years=KEPT,
        after="closed_on",
        blanks=(
            "title",
            "directorate",
            "audience",
            "purpose",
            "produced_by",
            "production_reference",
            "source",
        ),
        because=BECAUSE,
    ),
    facts=(
        Facts(
            model=LedgerLine,
            keeps=Keep(years=7, after="month", because="the statutory accounts"),
            visible_to=_of_plans,
        ),
    ),
    searches=("directorate", "purpose"),
    shows=(
        "directorate",
        "first",
        "last",
        "audience",
        "purpose",
        "published_in",
        "produced_by",
        "production_reference",
        "default_period",
        "source",
    ),
    roles={
        LEADS: OF_PLANS | ON_BOARDS | STANDARD,
        SIGNS_OFF: {"adopt", "supersede", "sign_off_quarter"} | OF_PLANS | ON_BOARDS | STANDARD,
        WORKS_ON_BOARDS: set(ON_BOARDS),
        **EVERYWHERE,
    },
)

objectives = Service(
    key="objectives",
    name="Objectives",
    noun="objective",
    about="What a plan wants to be true, each with the officer who answers for it.",
    record=Objective,
    prefix="OB",
    starts=Objective.Stage.PROPOSED,
    ends={Objective.Stage.ENDED},
    keeps=Keep(
        years=KEPT,
        after="closed_on",
        blanks=("title", "number", "description", "owner_role", "corporate_priority", "ended_because"),
        because=BECAUSE,
    ),
    searches=("description", "owner_role"),
    shows=("plan", "number", "description", "owner_role", "corporate_priority", "ended_because"),
    roles={
        LEADS: OF_OBJECTIVES | STANDARD,
        SIGNS_OFF: {"agree"} | OF_OBJECTIVES | STANDARD,
        WORKS_ON_BOARDS: set(),
        **EVERYWHERE,
    },
)

deliverables = Service(
    key="deliverables",
    name="Deliverables",
    noun="deliverable",
    about="What a plan will do, by when, with what, and how anybody will know.",
    record=Deliverable,
    prefix="DL",
    starts=Deliverable.Stage.PLANNED,
    ends={Deliverable.Stage.DELIVERED, Deliverable.Stage.DROPPED, Deliverable.Stage.CARRIED},
    keeps=Keep(
        years=KEPT,
        after="closed_on",
        blanks=(
            "title",
            "area",
            "manager",
            "lead",
            "summary",
            "risks_as_printed",
            "place",
            "ended_because",
        ),
        because=BECAUSE,
    ),
    searches=("summary", "area", "manager", "lead"),
    shows=(
        "plan",
        "tier",
        "kind",
        "area",
        "manager",
        "lead",
        "summary",
        "risks_as_printed",
        "place",
        "ended_because",
    ),
    roles={
        LEADS: OF_DELIVERABLES | {"accept_dependency"} | STANDARD,
        SIGNS_OFF: OF_DELIVERABLES | {"accept_dependency"} | STANDARD,
        WORKS_ON_BOARDS: {"accept_dependency"},
        **EVERYWHERE,
    },
)
