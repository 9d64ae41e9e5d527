"""Three declarations: business plans, their objectives, their deliverables."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from guildhall.kernel.gates import SYSTEM, access
from guildhall.kernel.services import Facts, Findable, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.plan import parts
from guildhall.plan.models import Deliverable, LedgerLine, Objective, Plan, RollingProgramme

# Plans are history: they are kept for as long as somebody may ask what was promised, and why.
KEPT = 20
BECAUSE = "what a council promised, and what came of it, is its history"

LEADS, SIGNS_OFF, WORKS_ON_BOARDS, READS = "Plan lead", "Director", "Steering group", "Reader"
EVERYWHERE: dict[str, set[str]] = {READS: set(), "Head of service": set(), "Auditor": set()}

ON_BOARDS = {"propose_idea", "vote_idea", "comment", "propose_change"}
OF_PLANS = {
    "enter", "consult", "revise", "merge_ideas", "make_risk", "make_objective", "bring_in_ledger",
    "copy_forward", "reword_contents_line", "keep_version", "accept_proposal", "refuse_proposal",
    "answer_comment", "bring_in_tables", "bring_in_figures", "state_average",
    "place_under", "hold_review", "agree_action", "end_action", *parts.verbs(parts.OF_A_PLAN),
}  # fmt: skip
OF_OBJECTIVES = {"set_out", "reword", "note_wording", "settle_wording", "end", "serve"}
OF_PROGRAMMES = {
    "begin", "add_subject", "carry_out", "move_subject", "drop_subject", "publish", "end",
}  # fmt: skip
OF_DELIVERABLES = {
    "set_out", "amend", "set_promise", "correct_promise", "change_target", "drop_promise",
    "set_key_action", "add_milestone", "reach_milestone", "reforecast_milestone", "depend_on",
    "set_resource", "drop_resource",
    "note_future_year", "set_benefit", "record_benefit_year", "enter_figure", "explain_restatement",
    "comment_on_quarter", "start", "deliver", "carry", "drop", *parts.verbs(parts.OF_A_DELIVERABLE),
}  # fmt: skip


def _of_plans(user: Any) -> Q:
    """The ledger is for whoever works with plans."""
    if user is SYSTEM:
        return Q()
    works = getattr(user, "is_staff", False) and access(user).works_in(plans)
    return Q() if works else Q(pk__in=())


def _page(record: Any) -> str:
    """Where everybody reads an objective or a deliverable."""
    return reverse(f"plan_{record.declaration.noun}", args=[record.plan.key, record.key])


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
    findable=Findable(
        shows=("purpose", "directorate"), page=lambda plan: reverse("plan_of", args=[plan.key])
    ),
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
    asks_after=False,
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
    findable=Findable(shows=("description", "owner_role"), page=_page, reads=("plan",)),
    shows=("plan", "number", "description", "owner_role", "corporate_priority", "ended_because"),
    asks_after=False,
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
    findable=Findable(shows=("summary", "area", "manager", "lead"), page=_page, reads=("plan",)),
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
    asks_after=False,
    roles={
        LEADS: OF_DELIVERABLES | {"accept_dependency"} | STANDARD,
        SIGNS_OFF: OF_DELIVERABLES | {"accept_dependency"} | STANDARD,
        WORKS_ON_BOARDS: {"accept_dependency"},
        **EVERYWHERE,
    },
)

programmes = Service(
    key="programmes",
    name="Rolling programmes",
    noun="programme",
    about="What comes round over some years, such as looking at what each policy does to equality.",
    record=RollingProgramme,
    prefix="RP",
    starts=RollingProgramme.Stage.RUNNING,
    ends={RollingProgramme.Stage.ENDED},
    keeps=Keep(years=KEPT, after="closed_on", blanks=("title", "purpose"), because=BECAUSE),
    searches=("purpose",),
    shows=("purpose", "first_year", "last_year"),
    roles={
        LEADS: OF_PROGRAMMES | STANDARD,
        SIGNS_OFF: OF_PROGRAMMES | STANDARD,
        WORKS_ON_BOARDS: set(),
        **EVERYWHERE,
    },
)
