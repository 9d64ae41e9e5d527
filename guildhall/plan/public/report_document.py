"""A quarterly report on paper: its figures and exceptions, what people said of them, and who signed what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from guildhall.commons.paper import kept
from guildhall.kernel.clocks.wording import counted
from guildhall.plan.models import SignOff
from guildhall.plan.public.shelf import shelf
from guildhall.plan.public.words import plain_day
from guildhall.plan.reports import Line, Report

TEMPLATE = "plan/typst/report.typ"
UNSIGNED = "Not signed off: for people who work at the council."


def set_on_paper(told: Report, *, inside: bool) -> tuple[bytes, str]:
    """The report as tagged PDF, and the digest it is known by; `inside` the council it names who signed."""
    words = printed(told, inside=inside)
    place = f"{shelf(told.plan.pk)}/{told.quarter.slug}-{'inside' if inside else 'public'}"
    return kept.kept(place, TEMPLATE, words), kept.digest(TEMPLATE, words)


def printed(told: Report, *, inside: bool) -> dict[str, Any]:
    """What the template is told: words only."""
    plan, quarter, everything = told.plan, told.quarter, len(told.lines)
    return {
        "about": f"{plan.title}: performance report of {settings.COUNCIL['name']} for {quarter}",
        "title": plan.title,
        "directorate": plan.directorate,
        "quarter": quarter.name,
        "standing": _standing(told),
        "tiles": [
            {
                "shown": f"{number}", "name": means, "under": f"of {counted(everything, 'deliverable')}",
                "share": 100 * number / everything,
            }
            for _, means, number in told.counts
        ],
        "exceptions": [
            (each.deliverable.title, each.rating.means, each.rating.because) for each in told.exceptions
        ],
        "restated": [
            f"{each.promise.text}, {each.period}: {each.shown}. {each.restated}" for each in told.restated
        ],
        "changes": told.changes,
        "lines": [_line(each) for each in told.lines],
        "versions": [_version(each, inside=inside) for each in told.versions],
        "address": settings.PUBLIC_URL + reverse("plan_report", args=[plan.key, quarter.slug]),
    }  # fmt: skip


def _standing(told: Report) -> str:
    if told.signed is None:
        return UNSIGNED
    return f"Version {told.signed.version}, signed off on {plain_day(told.signed.signed_on)}."


def _version(signed: SignOff, *, inside: bool) -> tuple[str, str, str]:
    name = signed.signed_by.get_full_name() if signed.signed_by and inside else "the director"
    return f"Version {signed.version}", plain_day(signed.signed_on), name


def _line(line: Line) -> dict[str, Any]:
    promises = [
        (
            each.promise.text, f"{each.shown} ({each.period})", each.target or "none", each.rating.means,
            each.rating.because,
        )
        for each in line.readings
    ]  # fmt: skip
    steps = [
        (each.milestone.text, "Milestone", each.milestone.by, each.rating.means, each.rating.because)
        for each in line.steps
    ]
    said = line.comment
    return {
        "title": line.deliverable.title,
        "standing": f"{line.rating.means}. {line.rating.because}",
        "rows": [*promises, *steps],
        "comment": said.text if said else "",
        "said": f"Comment of {plain_day(said.written_on)}, version {said.version}." if said else "",
    }
