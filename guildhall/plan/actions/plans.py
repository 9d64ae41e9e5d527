"""The verbs of a plan: from its first draft to the plan that replaces it."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.clocks.wording import counted
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.records import link
from guildhall.plan.editing.versions import freeze
from guildhall.plan.forms import contents
from guildhall.plan.forms import plans as forms
from guildhall.plan.milestones import warned
from guildhall.plan.models import ContentsLine, Evidence, Figure, KeyDate, Plan, Profile, Section
from guildhall.plan.parts import page_of
from guildhall.plan.rows import OF_A_PLAN
from guildhall.plan.rows import bring_in as bring_rows_in
from guildhall.plan.service import plans

Stage = Plan.Stage
STANDING = (Stage.DRAFT, Stage.CONSULTED, Stage.ADOPTED)
FIELDS = (
    "title", "directorate", "first", "last", "audience", "purpose", "published_in", "produced_by",
    "production_reference", "source", "default_period",
)  # fmt: skip


def has_contents(plan: Plan, by: Any) -> str | None:
    """While it has a list of contents."""
    return None if plan.contents.exists() else "It has no list of contents."


def promises_something(plan: Plan, by: Any) -> str | None:
    """A plan without an objective says nothing that could be adopted."""
    return None if plan.objectives.open().exists() else "It has no objective yet."


@plans.opening(asks=forms.Enter, label="Enter a plan", says="{actor} entered the plan {title}.")
def enter(
    plan: Plan, key: str, title: str, directorate: str, first: date, last: date, audience: str, purpose: str,
    published_in: date | None, produced_by: str, production_reference: str, source: str, default_period: str,
) -> None:  # fmt: skip
    """Enter a plan as a draft, to be filled with objectives, deliverables and what else it says."""
    plan.key, plan.title, plan.directorate, plan.first, plan.last = key, title, directorate, first, last
    plan.audience, plan.purpose, plan.published_in = audience, purpose, published_in
    plan.produced_by, plan.production_reference = produced_by, production_reference
    plan.source, plan.default_period = source, default_period


@plans.action(
    *STANDING,
    asks=forms.Revise,
    label="Change what it is",
    says="{actor} changed the plan’s particulars. {why}",
)
def revise(
    plan: Plan, title: str, directorate: str, first: date, last: date, audience: str, purpose: str,
    published_in: date | None, produced_by: str, production_reference: str, source: str, default_period: str,
) -> None:  # fmt: skip
    """Change the plan's particulars; every change stands in its history."""
    enter.body(
        plan, plan.key, title, directorate, first, last, audience, purpose, published_in, produced_by,
        production_reference, source, default_period,
    )  # fmt: skip


@plans.action(
    Stage.DRAFT,
    to=Stage.CONSULTED,
    label="Put it out to consultation",
    says="{actor} put the draft out to consultation.",
)
def consult(plan: Plan, by: Any, on: date) -> None:
    """Show the draft to those it concerns, and ask for comments; the version they read is kept."""
    freeze(plan, Stage.CONSULTED, by=by, on=on)


@plans.action(
    Stage.DRAFT,
    Stage.CONSULTED,
    to=Stage.ADOPTED,
    asks=forms.Adopt,
    gates=(promises_something,),
    label="Adopt it",
    says="{actor} adopted it by {decision}: {record.told}.",
    law="Local Government Act 1999 s.3 (best value: continuous improvement)",
)
def adopt(plan: Plan, decision: str, by: Any, on: date) -> None:
    """Adopt the plan: the public reads it from now on, and its objectives are agreed."""
    from guildhall.plan.actions import deliverables, objectives

    plan.published_on = on
    agreed = list(plan.objectives.filter(stage="proposed").order_by("pk"))
    promised = list(plan.deliverables.open().filter(published_on=None).order_by("pk"))
    for objective in agreed:
        objectives.agree.follow(objective, by=by, on=on)
    for objective in plan.objectives.open().filter(published_on=None).order_by("pk"):
        objectives.publish.follow(objective, by=by, on=on)
    for deliverable in promised:
        deliverables.publish.follow(deliverable, by=by, on=on)
    freeze(plan, Stage.ADOPTED, by=by, on=on, because=decision)
    plan.told = f"{counted(len(agreed), 'objective')}, {counted(len(promised), 'deliverable')}"


@plans.action(
    Stage.ADOPTED,
    to=Stage.SUPERSEDED,
    asks=forms.Supersede,
    label="Replace it",
    says="{actor} ended it{record.told}.",
)
def supersede(plan: Plan, successor: Plan | None, by: Any, on: date) -> None:
    """End the plan because another replaces it; the public can still read it, as it stood to the end."""
    freeze(
        plan, Stage.SUPERSEDED, by=by, on=on, because=f"replaced by {successor.title}" if successor else ""
    )
    if successor:
        link(plan, successor, "superseded_by")
        plan.told = f", because {successor.title} replaces it"


@plans.action(
    *STANDING,
    asks=contents.Section,
    beside=page_of("sections"),
    label="Write a section",
    says="{actor} wrote the section {title}.",
)
def write_section(plan: Plan, row: Section) -> None:
    """Add a section or, with its number and heading, change one that is there."""
    row.save()


@plans.action(
    *STANDING,
    asks=contents.Figure,
    beside=page_of("figures"),
    label="State a figure",
    says="{actor} stated: {name}, {value} {unit}.",
)
def state_figure(plan: Plan, row: Figure) -> None:
    """Add a figure or, with its short name, change one that is there."""
    row.save()


@plans.action(
    *STANDING,
    asks=contents.RewordContentsLine,
    beside=page_of("contents"),
    gates=(has_contents,),
    label="Word a line of the contents otherwise",
    says="{actor} has the contents say {title}, not {line}.",
)
def reword_contents_line(plan: Plan, line: ContentsLine, title: str) -> None:
    """Have a line of the contents say what its heading says."""
    line.title = title
    line.save(update_fields=["title"])


@plans.action(
    *STANDING,
    asks=contents.Profile,
    beside=page_of("service-profiles"),
    label="Describe a team",
    says="{actor} described {area}: {team}",
)
def describe_team(plan: Plan, row: Profile) -> None:
    """Add a team or, with its name, say otherwise who leads it and what it answers for."""
    row.save()


@plans.action(
    *STANDING,
    asks=contents.Evidence,
    beside=page_of("evidence"),
    label="Give evidence of a principle",
    says="{actor} gave evidence of principle {principle}: {text}",
)
def give_evidence(plan: Plan, row: Evidence) -> None:
    """Say what was done for a principle of the local code, and whom it concerns."""
    row.save()


@plans.action(
    *STANDING,
    asks=contents.KeyDate,
    beside=page_of("key-dates"),
    label="Add a key date",
    says="{actor} added the date of {title}{record.told}.",
)
def set_key_date(plan: Plan, row: KeyDate) -> None:
    """Add a day, or some, that the plan must reckon with: an election, a contract's end, a new law."""
    row.save()
    plan.told = warned(row.first, calendar()) if row.last in (None, row.first) else ""


@plans.action(
    *STANDING,
    asks=forms.BringIn,
    system=True,
    label="Bring in its contents",
    says="{actor} brought in {record.told}.",
)
def bring_in(plan: Plan, rows: dict[str, Any], by: Any) -> None:
    """Take over the contents of a printed plan or a spreadsheet, every row checked as if it were typed."""
    plan.told = bring_rows_in(plan, rows, OF_A_PLAN, by)
