"""Three declarations: codes and self-assessments, the yearly control returns, the governance statements."""

from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.assurance.clocks import by_july, each_year, in_four_weeks
from guildhall.services.assurance.models import ControlReturn, LocalCode, Statement

# What a council said of its own governance is evidence for as long as its accounts may be questioned.
KEPT = 10
BECAUSE = "as long as anybody may ask how the council knew that it was well governed"

OFFICER, LEADER, CHIEF = "Governance officer", "Leader", "Chief executive"

codes = Service(
    key="codes",
    name="Codes and self-assessments",
    noun="code",
    about="How the council says it keeps to a standard, governance first, and what shows that it does.",
    record=LocalCode,
    prefix="LC",
    starts=LocalCode.Stage.DRAFT,
    ends={LocalCode.Stage.SUPERSEDED},
    clock=each_year,
    keeps=Keep(years=KEPT, blanks=("title", "introduction", "decision"), because=BECAUSE),
    searches=("introduction",),
    shows=("introduction", "decision", "reviewed_on"),
    roles={
        OFFICER: {
            "draw_up", "revise", "judge", "give_evidence", "read_evidence", "withdraw_evidence", "adopt",
            "review", "supersede",
        } | STANDARD,
        LEADER: set(),
        CHIEF: set(),
        # A self-assessment is filled in by whoever does the work, and adopted like any other code.
        "Complaints officer": {"judge", "give_evidence", "read_evidence", "note"},
        "Head of service": {"judge", "give_evidence", "read_evidence", "note"},
        "Auditor": set(),
    },
)  # fmt: skip

returns = Service(
    key="returns",
    name="Internal control returns",
    noun="return",
    about="What heads of service answer once a year on internal control, and what is done about the gaps.",
    record=ControlReturn,
    prefix="IC",
    starts=ControlReturn.Stage.ASKED,
    ends={ControlReturn.Stage.SETTLED, ControlReturn.Stage.WITHDRAWN},
    clock=in_four_weeks,
    keeps=Keep(years=KEPT, blanks=("title", "area", "asked_of", "questionnaire"), because=BECAUSE),
    searches=("area", "asked_of"),
    shows=("area", "asked_of", "questionnaire", "handed_in_on"),
    roles={
        OFFICER: {
            "ask", "answer", "hand_in", "redate_improvement", "complete_improvement", "drop_improvement",
            "settle", "withdraw",
        } | STANDARD,
        "Head of service": {
            "answer", "hand_in", "redate_improvement", "complete_improvement", "drop_improvement", "note",
        },
        LEADER: set(),
        CHIEF: set(),
        "Auditor": set(),
    },
)  # fmt: skip

statements = Service(
    key="statements",
    name="Governance statements",
    noun="statement",
    about="What the council says each year of how it was governed, and what has to become better.",
    record=Statement,
    prefix="GS",
    starts=Statement.Stage.DRAFT,
    ends={Statement.Stage.SUPERSEDED},
    clock=by_july,
    keeps=Keep(years=KEPT, blanks=("title",), because=BECAUSE),
    shows=(),
    roles={
        OFFICER: {
            "draft", "write", "raise_issue", "settle_issue", "put_to_signature", "take_back", "publish",
        } | STANDARD,
        LEADER: {"sign_as_leader", "take_back", "note"},
        CHIEF: {"sign_as_chief_executive", "take_back", "note"},
        "Head of service": {"settle_issue", "note"},
        "Auditor": set(),
    },
)  # fmt: skip
