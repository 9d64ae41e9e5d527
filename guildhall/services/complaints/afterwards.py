"""The declarations of what comes after an answer: Ombudsmen, what they recommend, what becomes better."""

from guildhall.kernel.gates import NOTHING
from guildhall.kernel.services import Facts, Keep, Publish, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.complaints.clocks import asked_for_day, better_by, due_back, half_a_year_on
from guildhall.services.complaints.models import (
    AnnualReport,
    Improvement,
    LetterLine,
    OmbudsmanCase,
    Recommendation,
)

ombudsman = Service(
    key="ombudsman",
    name="Ombudsman cases",
    noun="Ombudsman case",
    about="What Ombudsmen and the Information Commissioner ask of the council, and what they decide.",
    record=OmbudsmanCase,
    prefix="OC",
    starts=OmbudsmanCase.Stage.OPEN,
    ends={OmbudsmanCase.Stage.DECIDED},
    clock=due_back,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "their_reference", "subject", "found"),
        because="as long as the complaint it is about",
    ),
    searches=("their_reference", "subject"),
    shows=(
        "scheme", "their_reference", "area", "subject", "due_back_on", "decision", "decided_on", "found",
        "remedied_before",
    ),
    facts=(
        Facts(
            LetterLine,
            Keep(years=6, after="taken_on", because="as long as the cases it tells of"),
            visible_to=lambda user: NOTHING,
        ),
    ),
    asks_after=False,
    roles={
        "Complaints officer": {
            "log", "say_which_complaint", "ask_again", "answer_enquiry", "decide", "recommend",
        } | STANDARD,
        "Investigating officer": {"answer_enquiry", "note", "attach_document"},
        "Reviewing officer": {"note"},
        "Head of service": set(),
        "Auditor": set(),
    },
)  # fmt: skip

recommendations = Service(
    key="recommendations",
    name="Ombudsman recommendations",
    noun="recommendation",
    about="What Ombudsmen recommended, followed until it is known that the council complied.",
    record=Recommendation,
    prefix="OR",
    starts=Recommendation.Stage.DUE,
    ends={Recommendation.Stage.COMPLIED, Recommendation.Stage.DROPPED},
    clock=asked_for_day,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "what", "evidence", "dropped_because"),
        because="as long as the case it was recommended in",
    ),
    searches=("what",),
    shows=("kind", "what", "cost", "asked_for", "complied_on", "evidence", "dropped_because"),
    asks_after=False,
    roles={
        "Complaints officer": {"comply", "drop", "agree_later"} | STANDARD,
        "Investigating officer": {"comply", "note", "attach_document"},
        "Reviewing officer": {"note"},
        "Head of service": set(),
        "Auditor": set(),
    },
)

improvements = Service(
    key="improvements",
    name="Improvements",
    noun="improvement",
    about="What becomes better because people complained, by whom and by when, and what everybody is told.",
    record=Improvement,
    prefix="IV",
    starts=Improvement.Stage.PLANNED,
    ends={Improvement.Stage.DONE, Improvement.Stage.DROPPED},
    clock=better_by,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=(
            "title", "heard", "what", "evidence", "dropped_because", "public_title", "you_said", "we_did",
            "not_published_because",
        ),
        because="as long as the complaints it was learned from",
    ),
    publishes=Publish(
        by="publish",
        after={Improvement.Stage.DONE},
        shows=("public_title", "area", "you_said", "we_did", "done_on"),
        title="public_title",
        path="/you-said-we-did/",
        name="You said, we did",
    ),
    searches=("heard", "what"),
    shows=(
        "area", "cause", "heard", "what", "promised_for", "done_on", "evidence", "dropped_because",
        "not_published_because",
    ),
    asks_after=False,
    roles={
        "Complaints officer": {
            "plan", "do", "drop", "promise_later", "publish", "unpublish", "decide_not_to_publish",
        } | STANDARD,
        "Investigating officer": {"do", "note", "attach_document"},
        "Reviewing officer": {"note"},
        "Head of service": {"do", "note"},
        "Auditor": set(),
    },
)  # fmt: skip

complaint_reports = Service(
    key="complaint_reports",
    name="Annual complaints reports",
    noun="annual report",
    about="What the council says each year of its complaints, and of what is better because of them.",
    record=AnnualReport,
    prefix="CA",
    starts=AnnualReport.Stage.DRAFT,
    ends={AnnualReport.Stage.PUBLISHED},
    clock=half_a_year_on,
    keeps=Keep(
        years=10,
        after="closed_on",
        blanks=("title", "stood", "response", "response_by"),
        because="as long as anybody may ask how the council answered complaints",
    ),
    shows=("response_by", "response"),
    asks_after=False,
    roles={
        "Complaints officer": {"draft", "write", "publish", "respond", "take_back"} | STANDARD,
        "Head of service": {"write", "note"},
        "Auditor": set(),
    },
)
