"""The verbs of how a deliverable is done: what it takes, its steps, its milestones, its later years."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import calendar
from guildhall.plan.forms import deliverables as choosing
from guildhall.plan.forms import delivery as forms
from guildhall.plan.milestones import warned
from guildhall.plan.models import Deliverable, FutureYear, KeyAction, Milestone, Resource
from guildhall.plan.service import deliverables
from guildhall.plan.wording import in_words


def has_milestones(deliverable: Deliverable, by: Any) -> str | None:
    """While one is still to be reached."""
    return (
        None
        if deliverable.milestones.filter(done_on=None).exists()
        else "No milestone is still to be reached."
    )


def has_resources(deliverable: Deliverable, by: Any) -> str | None:
    """While there is one."""
    return None if deliverable.resources.exists() else "Nothing is set down that it takes."


@deliverables.action(
    asks=forms.SetResource, label="Say what it takes", says="{actor}: it takes {text}{record.told}."
)
def set_resource(deliverable: Deliverable, row: Resource) -> None:
    """Say what it takes in money, people or systems or, with the same words, how much of it."""
    row.save()
    if row.amount is not None:
        each = f" a {row.per}" if row.per else ""
        amount = in_words(row.amount, "£") if row.unit == "£" else f"{row.amount.normalize():f} {row.unit}"
        deliverable.told = f" ({amount}{each})"


@deliverables.action(
    asks=choosing.DropResource,
    gates=(has_resources,),
    label="Strike out what it takes",
    says="{actor}: it no longer takes {resource}. {why}",
)
def drop_resource(deliverable: Deliverable, resource: Resource) -> None:
    """Strike out something it was to take, and say why."""
    resource.delete()


@deliverables.action(
    asks=forms.SetKeyAction, label="Set a step of the work", says="{actor} set a step: {text}"
)
def set_key_action(deliverable: Deliverable, row: KeyAction) -> None:
    """Add a step of the work or, with its short name, word one otherwise."""
    row.save()


@deliverables.action(
    asks=forms.AddMilestone, label="Add a milestone", says="{actor} added a milestone {record.told}: {text}"
)
def add_milestone(deliverable: Deliverable, row: Milestone) -> None:
    """Say what will be there by a quarter, or by a day; with the same words and quarter, change one."""
    row.save()
    deliverable.told = row.by + warned(row.due_on, calendar())


@deliverables.action(
    asks=choosing.ReachMilestone,
    gates=(has_milestones,),
    label="Reach a milestone",
    says="{actor} reached a milestone: {milestone}",
)
def reach_milestone(deliverable: Deliverable, milestone: Milestone, on: date) -> None:
    """Say that a milestone was reached, and when."""
    milestone.done_on = on
    milestone.save(update_fields=["done_on"])


@deliverables.action(
    asks=choosing.ReforecastMilestone,
    gates=(has_milestones,),
    label="Expect a milestone on another day",
    says="{actor} expects “{milestone}” {record.told}: {why}",
)
def reforecast_milestone(deliverable: Deliverable, milestone: Milestone, forecast_on: date) -> None:
    """Say when a milestone will come instead, and why; what was promised stays as it was."""
    before = milestone.expected_on
    milestone.forecast_on = forecast_on
    milestone.save(update_fields=["forecast_on"])
    deliverable.told = f"on {said(forecast_on)} instead of {said(before)}"


@deliverables.action(
    asks=forms.NoteFutureYear, label="Say what a later year brings", says="{actor} noted for {year}: {text}"
)
def note_future_year(deliverable: Deliverable, row: FutureYear) -> None:
    """Say what is to be done in a later financial year."""
    row.save()
