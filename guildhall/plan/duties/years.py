"""A deliverable is measured while it is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks.wording import listed, said
from guildhall.kernel.periods import Period
from guildhall.plan.duties.scope import standing
from guildhall.plan.duties.undecided import target_without_number
from guildhall.plan.models import Deliverable
from guildhall.plan.service import deliverables


def years_of(deliverable: Deliverable) -> set[int]:
    """The financial years something is to be done in, each by the year in which it begins."""
    milestones = {Period.containing(each.first).first.year for each in deliverable.milestones.all()}
    return milestones | {each.year for each in deliverable.future_years.all()}


@deliverables.judged(
    "A deliverable is measured in the years it has",
    settled_by="Measure it while it is worked on, or plan the year it is measured in.",
    over=standing,
    reads=("promises", "milestones", "future_years"),
)
def measured_in_its_years(deliverable: Deliverable, today: date) -> Iterator[str]:
    """A promise due in a year in which nothing is to be done for it."""
    years = years_of(deliverable)
    if not years:
        return
    for each in deliverable.promises.all():
        if each.due_on and (due := Period.containing(each.due_on)).first.year not in years:
            has = listed([str(Period.year(year)) for year in sorted(years)])
            yield f"“{each.text}” is due on {said(each.due_on)}, in {due}; it is worked on in {has} alone."


@deliverables.judged(
    "A target has its number",
    settled_by="Say the figure and its unit, or where the target is kept.",
    over=standing,
    reads=("promises", "milestones", "future_years"),
)
def targets_have_numbers(deliverable: Deliverable, today: date) -> Iterator[str]:
    """A promise, a milestone or a later year that speaks of a target and has no figure."""
    told = [each.text for each in deliverable.promises.all() if each.target is None]
    told += [each.text for each in deliverable.milestones.all()]
    told += [each.text for each in deliverable.future_years.all()]
    for text in dict.fromkeys(told):
        if words := target_without_number(text):
            yield f"“{text}”: “{words}”, and no figure."
