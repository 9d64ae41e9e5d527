"""The verbs of a deliverable's figures: those from outside are entered, what changed is explained."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.figures import Sample
from guildhall.kernel.gates import Actor
from guildhall.kernel.periods import Period
from guildhall.plan.forms import figures as forms
from guildhall.plan.models import Commentary, Deliverable, Promise, Restatement
from guildhall.plan.service import deliverables
from guildhall.plan.wording import in_words


def has_figures_from_outside(deliverable: Deliverable, by: Any) -> str | None:
    """While it has a promise whose figures no service counts."""
    there = forms.entered_by_people(deliverable).exists()
    return None if there else "Every figure it promises is counted from the records."


def has_unexplained(deliverable: Deliverable, by: Any) -> str | None:
    """While a figure of it was restated and nobody said why."""
    return None if forms.unexplained_of([deliverable]) else "Nothing of it was restated without a reason."


@deliverables.action(
    asks=forms.EnterFigure,
    gates=(has_figures_from_outside,),
    label="Enter a figure",
    says="{actor} entered {record.told} for {period}: {promise}. Source: {source}. {why}",
)
def enter_figure(
    deliverable: Deliverable, promise: Promise, period: Period, value: Decimal, source: str, why: str,
    before: Sample | None, by: Any,
) -> None:  # fmt: skip
    """Enter a figure from outside for a period, and who says so; a figure that changes says why."""
    shown = in_words(value, promise.unit)
    deliverable.told = shown
    if before and before.value != value:
        deliverable.told = f"{shown} instead of {in_words(before.value, promise.unit)}"
        _restate(promise.figure, period, before.value, value, why, by)
    Sample.objects.update_or_create(
        measure=promise.figure, first=period.first, last=period.last, dimension="",
        defaults={
            "value": value, "source": source, "entered_on": time.today(), "entered_by_id": Actor.of(by).id,
        },
    )  # fmt: skip


def _restate(figure: str, period: Period, was: Decimal, value: Decimal, why: str, by: Any) -> None:
    today = time.today()
    told = {
        "value": value, "because": why, "noticed_on": today, "explained_on": today,
        "explained_by_id": Actor.of(by).id,
    }  # fmt: skip
    Restatement.objects.update_or_create(
        measure=figure, first=period.first, last=period.last, defaults=told,
        create_defaults={**told, "was": was},
    )  # fmt: skip


@deliverables.action(
    asks=forms.ExplainRestatement,
    gates=(has_unexplained,),
    label="Say why a figure changed",
    says="{actor} said why {restatement}: {because}",
)
def explain_restatement(
    deliverable: Deliverable, restatement: Restatement, because: str, by: Any, on: date
) -> None:
    """Say why a figure is another today than when its period ended; every page shows it beside the figure."""
    restatement.because, restatement.explained_on = because, on
    restatement.explained_by_id = Actor.of(by).id
    restatement.save()


@deliverables.action(
    asks=forms.CommentOnQuarter,
    label="Comment on a quarter",
    says="{actor} commented on {quarter}{record.told}: {text}",
)
def comment_on_quarter(deliverable: Deliverable, quarter: Period, text: str, by: Any, on: date) -> None:
    """Say in the quarter's report what the figures cannot; an earlier version stays to be read."""
    place = {"deliverable": deliverable, "first": quarter.first, "last": quarter.last}
    version = Commentary.objects.filter(**place).count() + 1
    Commentary.objects.create(**place, version=version, text=text, author_id=Actor.of(by).id, written_on=on)
    deliverable.told = f", version {version}" if version > 1 else ""
