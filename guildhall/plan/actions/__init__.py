"""The verbs of plans, objectives and deliverables: importing them declares them."""

from guildhall.plan.actions import (  # noqa: F401  each declares its verbs
    averages,
    benefits,
    boards,
    deliverables,
    delivery,
    dependencies,
    figures,
    forward,
    ledger,
    objectives,
    parts,
    plans,
    programmes,
    promises,
    proposals,
    reports,
    reviews,
    samples,
    tables,
)
