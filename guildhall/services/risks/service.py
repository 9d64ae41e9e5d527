"""The declaration: risks and issues."""

from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.risks.clocks import each_quarter
from guildhall.services.risks.models import Risk

Stage = Risk.Stage

OWNS = {
    "raise", "describe", "score", "plan_mitigation", "complete_mitigation", "replan_mitigation",
    "drop_mitigation", "review", "withdraw_acceptance", "become_issue", "close",
}  # fmt: skip

risks = Service(
    key="risks",
    name="Risks",
    noun="risk",
    about="What may go wrong, or has, how likely and how bad it is, and what is done about it.",
    record=Risk,
    prefix="RK",
    starts=Stage.OPEN,
    ends={Stage.CLOSED},
    clock=each_quarter,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "log", "cause", "event", "effect", "owner_role"),
        because="as long as somebody may ask what was known and when",
    ),
    searches=("log", "cause", "event", "effect", "owner_role"),
    shows=(
        "kind", "log", "cause", "event", "effect", "category", "owner_role", "reviewed_on", "happened_on",
    ),
    asks_after=False,
    roles={
        "Risk owner": OWNS | STANDARD,
        # Whoever owns a risk does not also accept it.
        "Head of service": {"raise", "accept", "withdraw_acceptance", "note"},
        "Auditor": set(),
    },
)  # fmt: skip
