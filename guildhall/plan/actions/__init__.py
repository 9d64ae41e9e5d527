"""The verbs of plans, objectives and deliverables: importing them declares them."""

from guildhall.plan.actions import (  # noqa: F401  each declares its verbs
    benefits,
    boards,
    deliverables,
    delivery,
    dependencies,
    figures,
    forward,
    ledger,
    objectives,
    plans,
    promises,
    reports,
)
