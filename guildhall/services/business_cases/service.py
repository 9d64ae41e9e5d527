"""The declaration: business cases."""

from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.business_cases.clocks import days_of_a_case
from guildhall.services.business_cases.models import BusinessCase

Stage = BusinessCase.Stage

WRITES = {
    "propose", "describe", "add_option", "remove_option", "prefer", "add_funding", "remove_funding",
    "say_what_follows", "add_worth", "remove_worth", "set_trigger", "remove_trigger", "answer_trigger",
    "withdraw", "close",
}  # fmt: skip
DECIDES = {"approve_strategic", "approve_outline", "approve_full", "send_back", "refuse"}

business_cases = Service(
    key="business_cases",
    name="Business cases",
    noun="business case",
    about="Why money is to be spent, which ways there are, what each gate decided, and what came of it.",
    record=BusinessCase,
    prefix="BC",
    starts=Stage.STRATEGIC,
    ends={Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN},
    clock=days_of_a_case,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "programme", "need", "owner_role", "ended_because"),
        because="as long as the spending it approved may be asked about (Limitation Act 1980 s.5)",
    ),
    searches=("programme", "need", "owner_role"),
    shows=("programme", "need", "owner_role", "gate_on", "ended_because"),
    roles={
        "Case author": WRITES | STANDARD,
        # Whoever writes a case does not also approve it.
        "Director": DECIDES | {"answer_trigger", "note"},
        "Head of service": {"note"},
        "Auditor": set(),
    },
)
