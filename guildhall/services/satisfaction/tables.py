"""The figures as tables: a dot and a whisker beside each, and nothing of what is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.whiskers import whisker
from guildhall.commons.satisfaction.models import Answer
from guildhall.commons.satisfaction.results import BY, Figure, Formula, Group
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.services import service, services
from guildhall.services.satisfaction.asked import Asked
from guildhall.services.satisfaction.models import Survey

LINK = '<a class="govuk-link" href="{}">{}</a>'


def told(figure: Figure) -> str:
    """The whole of it in a sentence: how many, of how many, how sure."""
    held = figure.interval
    if held is None or figure.percent is None:
        return "Nobody has expressed a view."
    response = f" ({figure.response:.0f}% of {figure.asked:,} asked)" if figure.response is not None else ""
    return (
        f"{figure.satisfied:,} of {figure.views:,} with a view were satisfied: {figure.percent:.1f}%, "
        f"between {held.low * 100:.1f}% and {held.high * 100:.1f}% if everybody like them had answered. "
        f"{figure.answered:,} answered{response}. Those who did not answer may think otherwise."
    )


def of_groups(asked: Asked) -> Table | None:
    """One row a group; its chart is part of it, so that it reads on a telephone too."""
    columns = [
        Column(BY[asked.by]),
        Column("Satisfied"),
        Column("%", numeric=True),
        Column("Interval", numeric=True),
        Column("With a view", numeric=True),
        Column("Answered", numeric=True),
        Column("Asked", numeric=True),
    ]
    rows = [_row(each, asked.by) for each in asked.breakdown.groups]
    caption = f"Satisfied, by {BY[asked.by].lower()}"
    return Table(caption, columns, rows) if rows else None


def _row(group: Group, by: str) -> tuple[Any, ...]:
    figure, name = group.figure, name_of(by, group)
    if group.withheld:
        withheld = format_html('<span class="quiet">{}</span>', "Too few to show")
        return name, withheld, "", "", "", "", f"{figure.asked:,}"
    held = figure.interval
    if held is None or figure.percent is None:
        return (
            name,
            format_html('<span class="quiet">{}</span>', "Nobody answered"),
            "",
            "",
            "0",
            "0",
            f"{figure.asked:,}",
        )
    low, high = held.low * 100, held.high * 100
    words = f"{figure.percent:.1f}%, between {low:.1f}% and {high:.1f}%"
    return (
        name, whisker(figure.percent, low, high, words), f"{figure.percent:.1f}", f"{low:.1f} to {high:.1f}",
        f"{figure.views:,}", f"{figure.answered:,}", f"{figure.asked:,}",
    )  # fmt: skip


def name_of(by: str, group: Group) -> str:
    """A group's name; a service's is that of its declaration."""
    names = {each.key: each.name for each in services()} if by == "service" else {}
    return names.get(group.key, group.label)


def of_formulas(formulas: Iterable[Formula]) -> Table:
    """The same answers by the formulas others use."""
    rows = [(each.name, "" if each.percent is None else f"{each.percent:.1f}") for each in formulas]
    return Table(
        "The same answers by other formulas", [Column("Formula"), Column("Figure", numeric=True)], rows
    )


def of_reasons(reasons: Sequence[tuple[str, int]]) -> Table | None:
    """Of those who were drawn, who was left alone."""
    columns = [Column("Drawn, and not asked"), Column("How many", numeric=True)]
    rows = [(why, f"{number:,}") for why, number in reasons]
    return Table("Who was left alone", columns, rows) if rows else None


def of_surveys(found: Iterable[Survey]) -> Table:
    """The surveys that are not ended."""
    rows = [
        (
            format_html(LINK, each.get_absolute_url(), each.title),
            _service(each.of_service),
            each.get_channel_display(),
            each.stage_label,
            said(each.due_on) if each.due_on else "",
        )
        for each in found
    ]
    columns = [
        Column("Survey"),
        Column("Customers of"),
        Column("After"),
        Column("Stands"),
        Column("Look at it by"),
    ]
    return Table("Surveys", columns, rows)


def _service(key: str) -> str:
    return "Every service" if key == "*" else {each.key: each.name for each in services()}.get(key, key)


def of_comments(found: Iterable[Answer]) -> Table | None:
    """What was written, with how satisfied whoever wrote it was."""
    rows = [
        (
            each.comment,
            each.get_score_display(),
            f"{_service(each.service)}, {each.channel}",
            said(each.answered_on),
            _as_complaint(each),
        )
        for each in found
    ]
    columns = [
        Column("What they wrote"),
        Column("Satisfied"),
        Column("About"),
        Column("When"),
        Column("Reads like"),
    ]
    return Table("Comments", columns, rows, caption_hidden=True) if rows else None


def _as_complaint(answer: Answer) -> Any:
    """What it reads like, and where an officer would open that if the customer wants it."""
    if not answer.sounds_like:
        return ""
    try:
        opens = service(f"{answer.sounds_like}s").path
    except KeyError:
        return answer.sounds_like.capitalize()
    return format_html(LINK, opens, answer.sounds_like.capitalize())
