"""The declaration: parts of an answer, asked of teams."""

from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.parts.clocks import own_promise
from guildhall.services.parts.models import Part

Stage = Part.Stage

parts = Service(
    key="parts",
    name="Parts asked of teams",
    noun="part",
    about="What teams are asked to find for an answer. Nobody is told who asked: it makes no difference.",
    record=Part,
    prefix="PT",
    starts=Stage.ASKED,
    ends={Stage.ANSWERED, Stage.RETURNED, Stage.CALLED_OFF},
    clock=own_promise,
    keeps=Keep(
        years=3,
        after="closed_on",
        blanks=("title", "question", "answer", "returned_because"),
        because="as long as the request whose part it is",
    ),
    searches=("question", "answer"),
    shows=("question", "days", "chased", "answer", "returned_because"),
    asks_after=False,
    roles={
        "Answering team": {"answer_part", "return_to_sender", "note", "assign", "attach_document"},
        "Information officer": {"answer_part", "return_to_sender", "chase", "call_off"} | STANDARD,
        "Head of service": set(),
        "Auditor": set(),
    },
)
