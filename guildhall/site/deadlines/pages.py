"""The public page that says when an answer is due, and why. Its address is the question."""

from __future__ import annotations

import shlex
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guildhall.kernel import time
from guildhall.kernel.clocks import ClockEvent, Result
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.clockface import ClockFace
from guildhall.site.deadlines.forms import Question
from guildhall.site.deadlines.laws import BY_REGIME, spelt_out

# Who looks at a complaint next: one for a council's tenants, one for everybody else.
OMBUDSMEN = {
    True: ("Housing Ombudsman Service", "https://www.housing-ombudsman.org.uk/"),
    False: ("Local Government and Social Care Ombudsman", "https://www.lgo.org.uk/"),
}


@anyone
@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """Asks; or answers, at the shortest address that asks the same."""
    if not request.GET:
        return _page(request, Question())
    form = Question(request.GET)
    if not form.is_valid() or form.result is None:
        return _page(request, form, status=422)
    if request.GET.dict() != (asked := _asked(form)):
        return HttpResponseRedirect(f"{reverse('calculator')}?{urlencode(asked)}")
    return _page(request, form, **_answer(form.result, form.events()))


def _page(request: HttpRequest, form: Question, *, status: int = 200, **context: Any) -> HttpResponse:
    since = [form[name] for name in form.since]
    told = any(field.value() for field in [form["stage"], *since])
    context |= {"form": form, "since": since, "told": told}
    return render(request, "deadlines/calculator.html", context, status=status)


def _asked(form: Question) -> dict[str, str]:
    """The question as its address has it: each date in one piece, and nothing that was left empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in form.cleaned_data.items()
        if value
    }


def _answer(result: Result, events: list[ClockEvent]) -> dict[str, Any]:
    law = BY_REGIME[result.rule.regime]
    return {
        "law": law,
        "result": result,
        "clock": (clock := ClockFace(result, time.today(), label=law.label)),
        "left": _left(clock),
        "laws": result.law,
        "ombudsman": OMBUDSMEN[housing := law.regime == "complaint-housing"][1],
        "ombudsman_name": OMBUDSMEN[housing][0],
        "abbreviations": spelt_out(result.law),
        "json_url": f"{reverse('api:deadlines')}?{_query(result, events)}",
        "command": _command(result, events),
    }


def _left(clock: ClockFace) -> str:
    """How far off the day is. Whether an answer came is not for us to know, so nothing is late here."""
    if clock.state != "late":
        return clock.words
    return (
        f"That day has passed, {clock.spoken(-clock.left)} ago" if clock.left else "That day has just passed"
    )


def _query(result: Result, events: list[ClockEvent]) -> str:
    told = [("event", f"{event.name}:{event.on}") for event in events]
    stage = [("stage", str(result.rule.stage))] if result.rule.stage > 1 else []
    asked = [("regime", result.rule.regime), *stage, ("received", str(result.received)), *told]
    return urlencode(asked, safe=":")


def _command(result: Result, events: list[ClockEvent]) -> str:
    told = [part for event in events for part in ("--event", f"{event.name}={event.on}")]
    stage = ["--stage", str(result.rule.stage)] if result.rule.stage > 1 else []
    regime = result.rule.regime
    return shlex.join(["guildhall", "deadline", regime, *stage, "--received", str(result.received), *told])
