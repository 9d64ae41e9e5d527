"""Figures add up, have one name, and are for the time they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from guildhall.kernel.clocks.wording import listed
from guildhall.plan.duties.scope import open_plans
from guildhall.plan.models import Figure, Plan
from guildhall.plan.service import plans
from guildhall.plan.wording import in_words, said_number

# What lasts longer than a page's year, or began before it.
LONGER = re.compile(
    r"\b(deal|contract|lease|agreement|sponsorship|programme|since|cumulative|to date)\b"
    r"|\bover (?:\w+ )?(?:\d+ |\w+ )?years\b|\bby \d{4}",
    re.IGNORECASE,
)
# Sums smaller than this are the same by chance too often.
TELLING = Decimal(1000)
SAYS_NOTHING = frozenset(
    (
        *(
            "a",
            "an",
            "and",
            "at",
            "by",
            "for",
            "from",
            "in",
            "its",
            "of",
            "on",
            "over",
            "per",
            "since",
            "the",
        ),
        *("to", "annum", "budget", "cost", "costs", "funding", "income", "saved", "savings", "total", "year"),
    )
)


@plans.judged(
    "Figures add up",
    settled_by="Correct the figure, name what else is in it, or say what it is a sum of.",
    over=open_plans,
    reads=("figures",),
)
def figures_add_up(plan: Plan, today: date) -> Iterator[str]:
    """A figure unlike the sum of its parts, and a part greater than its whole."""
    figures = {each.key: each for each in plan.figures.all()}
    for whole in figures.values():
        parts = [figures[key] for key in whole.sum_of if key in figures]
        total = sum((each.value for each in parts), Decimal(0))
        if parts and total != whole.value:
            yield _unlike(whole, parts, total)
        if unknown := [key for key in (*whole.sum_of, whole.part_of) if key and key not in figures]:
            yield f"“{whole.name}” is reckoned with {listed(unknown)}, which the plan does not state."
        within = figures.get(whole.part_of)
        if within and whole.value > within.value:
            yield (
                f"“{whole.name}” ({_said(whole)}) is more than “{within.name}” ({_said(within)}), "
                "of which it is a part."
            )


def _unlike(whole: Figure, parts: list[Figure], total: Decimal) -> str:
    told = " and ".join(f"{_said(each)} {each.name}" for each in parts)
    rest = abs(whole.value - total)
    over = "are in nothing named" if whole.value > total else "are too many"
    sum_of = f"{in_words(total, whole.unit)}"
    return f"“{whole.name}” is {_said(whole)}; {told} are {sum_of}: {said_number(rest)} {over}."


def _said(figure: Figure) -> str:
    return in_words(figure.value, figure.unit)


@plans.judged(
    "A figure for longer than its page’s year says for when it is",
    settled_by="State its own period.",
    over=open_plans,
    reads=("figures",),
)
def figures_have_their_period(plan: Plan, today: date) -> Iterator[str]:
    """A deal, a lease or what came “since” some year, under the page's period."""
    for each in plan.figures.all():
        if each.own_period:
            continue
        if found := LONGER.search(f"{each.name} {each.words}"):
            page = f", {plan.default_period}" if plan.default_period else ""
            yield (
                f"“{each.words or each.name}” stands under the period of its page{page}; "
                f"“{found.group()}” says that it is for longer."
            )


class Sum(NamedTuple):
    """An amount of money, what it is called, and where it stands."""

    name: str
    amount: Decimal
    where: str


@plans.judged(
    "One figure has one name",
    settled_by="Call it by one name, or say how the two differ.",
    over=open_plans,
    reads=("figures", "deliverables__benefits", "deliverables__resources"),
    beside=("deliverables",),
)
def figures_have_one_name(plan: Plan, today: date) -> Iterator[str]:
    """The same sum twice, under names that have no word in common."""
    for one, other in combinations(_sums(plan), 2):
        if one.amount == other.amount and not _words(one.name) & _words(other.name):
            yield (
                f"{in_words(one.amount, '£')} is “{one.name}” ({one.where}) "
                f"and “{other.name}” ({other.where})."
            )


def _sums(plan: Plan) -> list[Sum]:
    found = [Sum(each.name, each.value, "a figure") for each in plan.figures.all() if each.unit == "£"]
    for each in plan.deliverables.all():
        rows = ((row.name, row.amount) for row in each.benefits.all())
        found += [Sum(name, amount, f"a benefit of “{each.title}”") for name, amount in rows if amount]
        found += [
            Sum(row.text, row.amount, f"what “{each.title}” takes")
            for row in each.resources.all()
            if row.amount and row.unit == "£"
        ]
    return [each for each in found if each.amount >= TELLING]


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.lower())) - SAYS_NOTHING
