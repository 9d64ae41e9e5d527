"""What must be true of plans, objectives and deliverables: general rules, one idea a module, never names."""

from guildhall.plan.duties import (
    claims,
    contents,
    days,
    dependencies,
    doubles,
    evidence,
    figures,
    measured,
    money,
    objectives,
    publishing,
    references,
    steps,
    template,
    words,
    years,
)

__all__ = [
    "claims",
    "contents",
    "days",
    "dependencies",
    "doubles",
    "evidence",
    "figures",
    "measured",
    "money",
    "objectives",
    "publishing",
    "references",
    "steps",
    "template",
    "words",
    "years",
]
