"""How a rolling programme is lived: what each policy does to equality, looked at over three years."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.lives import Life, Story
from guildhall.kernel.periods import Period
from guildhall.plan.actions import programmes
from guildhall.plan.models import Subject

FOUND = (
    "Nobody is worse off. People who do not read English well had no way in; letters now say how to get one."
)
# What is looked at, in which of the three years, by whom.
SUBJECTS = (
    ("Access to information", 0, "Information governance manager"),
    ("The panel and who sits in it", 0, "Consultation manager"),
    ("Members’ services", 0, "Democratic services manager"),
    ("Grants to voluntary groups", 1, "Community manager"),
    ("The reception and its opening times", 1, "Customer service manager"),
    ("Polling stations", 1, "Elections manager"),
    ("The council’s magazine", 2, "Communications manager"),
    ("The website", 2, "Web manager"),
)


def live(life: Life, year: int) -> Story:
    """Begun in April; two of the first year's are done, one moves on, and one is forgotten."""
    lead = life.world.people.cast["nadia"]
    programme = life.do(
        programmes.begin, by=lead, title="Equality impact assessments",
        key=f"equality-{year}-{(year + 3) % 100:02}",
        purpose="Every policy and service is looked at once in three years for what it does to equality.",
        first_year=Period.year(year).name, last_year=Period.year(year + 2).name,
    )  # fmt: skip
    for name, after, owner in SUBJECTS:
        life.do(
            programmes.add_subject, programme, by=lead, name=name, year=Period.year(year + after).name,
            owner_role=owner,
        )  # fmt: skip
    life.do(programmes.publish, programme, by=lead)
    yield life.on(date(year, 9, 20))
    subject = _subject(programme, SUBJECTS[0])
    life.do(programmes.carry_out, programme, by=lead, subject=subject, outcome=FOUND)
    yield life.on(date(year + 1, 2, 15))
    why = "The panel is chosen anew in May, and would be looked at twice."
    life.do(
        programmes.move_subject, programme, by=lead, subject=_subject(programme, SUBJECTS[1]),
        year=Period.year(year + 1).name, because=why,
    )  # fmt: skip


def _subject(programme: Any, told: tuple[str, int, str]) -> int:
    return Subject.objects.get(programme=programme.pk, name=told[0]).pk
