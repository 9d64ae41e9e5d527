"""The declaration: contracts."""

from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.contracts.clocks import before_it_ends
from guildhall.services.contracts.models import Contract

Stage = Contract.Stage

MANAGES = {
    "enter", "correct", "cover_system", "uncover_system", "decide", "waive", "renew", "give_notice", "end",
}  # fmt: skip

contracts = Service(
    key="contracts",
    name="Contracts",
    noun="contract",
    about="Contracts, leases, waivers, agreements and licences: with whom, for what, until when, "
    "and by when to say what follows.",
    record=Contract,
    prefix="CT",
    starts=Stage.IN_FORCE,
    ends={Stage.ENDED},
    clock=before_it_ends,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "what", "supplier", "supplier_number", "payer", "owner_role"),
        because="the time in which somebody may sue under it (Limitation Act 1980 s.5)",
    ),
    searches=("supplier", "what", "payer", "owner_role"),
    shows=(
        "kind", "supplier", "supplier_kind", "supplier_number", "what", "starts_on", "ends_on",
        "agreed_until", "notice_months", "relet_months", "payer", "value", "value_per",
        "irrecoverable_vat", "tendered", "owner_role", "extends", "decision", "decided_on",
        "notice_given_on",
    ),
    asks_after=False,
    roles={
        "Contract manager": MANAGES | STANDARD,
        "Head of service": {"decide", "note"},
        "Auditor": set(),
    },
)  # fmt: skip
