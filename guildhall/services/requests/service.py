"""The declaration: requests for information, from the day one arrives to the day it is forgotten."""

from guildhall.commons.parties.rights import Right, gives
from guildhall.kernel.services import Keep, Publish, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.requests.clocks import by_regime
from guildhall.services.requests.models import InformationRequest

Stage = InformationRequest.Stage

HANDLING = {
    "log", "triage", "reclassify", "ask_team", "ask_to_clarify", "clarify", "charge_fee", "fee_paid",
    "ask_identity", "identity_given", "extend", "answer", "answer_in_part", "refuse", "withdraw", "lapse",
    "ask_for_review", "publish", "unpublish", "decide_not_to_publish",
}  # fmt: skip

requests = Service(
    key="requests",
    name="Information requests",
    noun="request",
    about="Requests under the Freedom of Information Act, the Environmental Information Regulations "
    "and data protection law.",
    record=InformationRequest,
    prefix="IR",
    opens_with="ask",
    starts=Stage.RECEIVED,
    ends={Stage.ANSWERED, Stage.REFUSED, Stage.WITHDRAWN, Stage.LAPSED},
    clock=by_regime,
    keeps=Keep(
        years=3,
        after="closed_on",
        blanks=(
            "requester",
            "title",
            "wanted",
            "question",
            "clarification",
            "proof",
            "answer",
            "withheld_because",
            "public_interest",
            "public_title",
            "summary",
            "public_answer",
            "not_published_because",
        ),
        because="the time in which an answer may be questioned, and the council's retention schedule",
    ),
    publishes=Publish(
        by="publish",
        after={Stage.ANSWERED, Stage.REFUSED},
        shows=("public_title", "summary", "public_answer"),
        title="public_title",
        path="/disclosures/",
        name="Disclosure log",
    ),
    awaits={Stage.CLARIFYING: "question", Stage.IDENTITY: "proof"},
    searches=("requester", "wanted", "answer"),
    shows=(
        "regime",
        "channel",
        "requester",
        "wanted",
        "prefers",
        "question",
        "clarification",
        "proof",
        "fee",
        "outcome",
        "exemptions",
        "answer",
        "withheld_because",
        "public_interest",
        "not_published_because",
    ),
    roles={
        "Information officer": HANDLING | STANDARD,
        "Helpdesk adviser": {"log", "note"},
        "Reviewing officer": {"note"},
        "Head of service": set(),
        "Auditor": set(),
    },
)

gives(requests.key, "Helpdesk adviser", Right.FIND, Right.TEND, Right.MARK)
gives(requests.key, "Information officer", Right.FIND, Right.TEND)
gives(requests.key, "Head of service", *Right)
gives(requests.key, "Auditor", Right.FIND)
