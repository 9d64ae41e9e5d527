"""A figure can be reckoned again: a change in per cent says of what, one thing is counted one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guildhall.plan.duties.scope import open_plans
from guildhall.plan.duties.wording import telling_words
from guildhall.plan.models import Figure, Plan
from guildhall.plan.service import plans
from guildhall.plan.wording import in_words

SINCE = re.compile(r"\b(?:since|from|compared with|on)\s+((?:19|20)\d\d(?:[-/]\d\d)?)", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:reduc\w+|increas\w+|cut|rise|fall|growth|saving\w*|drop)\b", re.IGNORECASE)


@plans.judged(
    "A change in per cent says of what",
    settled_by="State the figure it is reckoned from, for the year it is reckoned from.",
    over=open_plans,
    reads=("figures",),
)
def changes_have_a_base(plan: Plan, today: date) -> Iterator[str]:
    """So many per cent since a year, of which the plan states no figure for that year."""
    figures = list(plan.figures.all())
    for each in figures:
        words = f"{each.name} {each.words}"
        since = SINCE.search(words)
        if each.unit != "%" or not since or not CHANGE.search(words):
            continue
        if not any(_is_base(other, each, since[1]) for other in figures):
            yield (
                f"“{each.words or each.name}”: the plan does not say what it was in {since[1]}, so nobody "
                "can reckon it again."
            )


def _is_base(base: Figure, change: Figure, year: str) -> bool:
    """Whether a figure in a unit of its own is for that year, and about the same thing."""
    begins = base.first or base.as_at
    same = telling_words(base.name) & telling_words(change.name)
    return base.unit != "%" and begins is not None and begins.year == int(year[:4]) and bool(same)


@plans.judged(
    "One thing is counted one way from plan to plan",
    settled_by="Call both by one name where they count the same, or say in the name how they differ.",
    over=open_plans,
    reads=("figures",),
)
def counted_one_way(plan: Plan, today: date) -> Iterator[str]:
    """A figure that an earlier plan states with another number, for what may or may not be the same thing."""
    mine = [each for each in plan.figures.all() if each.unit not in {"%", "£"}]
    units = {each.unit for each in mine}
    earlier = Figure.objects.filter(plan__first__lt=plan.first, unit__in=units).select_related("plan")
    for before in earlier.order_by("plan__first", "pk"):
        for now in mine:
            if now.unit == before.unit and now.value != before.value and _narrower(before, now):
                yield (
                    f"{before.plan.title} counts {in_words(before.value, '')} “{before.name}”, this plan "
                    f"{in_words(now.value, '')} “{now.name}”: nobody says whether they count the same."
                )


def _narrower(before: Figure, now: Figure) -> bool:
    """Whether one name has every telling word of the other and more: neither the same nor another thing."""
    one, other = telling_words(before.name), telling_words(now.name)
    return one != other and bool(one) and bool(other) and (one < other or other < one)
