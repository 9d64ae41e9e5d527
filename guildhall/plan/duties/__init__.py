"""What must be true of plans, objectives and deliverables: general rules, one idea a module, never names."""

from guildhall.plan.duties import (
    days,
    dependencies,
    doubles,
    measured,
    money,
    objectives,
    publishing,
    steps,
)

__all__ = ["days", "dependencies", "doubles", "measured", "money", "objectives", "publishing", "steps"]
