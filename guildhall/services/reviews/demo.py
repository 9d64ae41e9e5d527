"""How a review is lived: somebody who did not answer looks at it again."""

from __future__ import annotations

from typing import Any

from guildhall.kernel.lives import Life, Story
from guildhall.services.reviews import actions

OUTCOMES = {"upheld": 0.56, "partly": 0.29, "overturned": 0.15}
DAYS = {(6, 14): 0.45, (15, 20): 0.45, (21, 27): 0.1}
DECISIONS = {
    "upheld": "I have read what was withheld and why, and would have decided the same.",
    "partly": "The section was relied on for too much of it. What can be given is with this letter.",
    "overturned": "The answer was wrong. Everything you asked for is with this letter, with our apology.",
}


def live(life: Life, review: Any) -> Story:
    """It is decided in about twenty working days, by the reviewing officer."""
    yield life.working_days_on(life.between(*life.pick(DAYS)))
    outcome = life.pick(OUTCOMES)
    life.do(
        actions.decide, review, by=life.world.people.reviewer, outcome=outcome, decision=DECISIONS[outcome]
    )
