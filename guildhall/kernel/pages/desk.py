"""The desk: what somebody has to do today, in every service they work in, and the queue of each service."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from guildhall.kernel.actions import Action, Refused
from guildhall.kernel.gates import access
from guildhall.kernel.pages import saved_views
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.queue import Queue
from guildhall.kernel.pages.rows import row
from guildhall.kernel.pages.saved_views import SavedView
from guildhall.kernel.records import Record
from guildhall.kernel.services import Service, service, services


@staff
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """Everything that is yours, your team's, late or due next, wherever it lies."""
    found = [each for each in services() if access(request.user).works_in(each)]
    shown = Queue(request.user, found, request.GET, defaults=("mine", "team", "open"))
    return render(request, "kernel/desk.html", {**_list(shown), "services": found})


@staff
@require_safe
def queue(request: HttpRequest, key: str) -> HttpResponseBase:
    """One service's records, most urgent first."""
    one = _worked_in(request.user, key)
    shown = Queue(request.user, [one], request.GET)
    context = {
        "service": one,
        "openings": _openings(one, request.user),
        "saved": saved_views.saved(request.user, one.key),
        "here": shown.address().removeprefix("?"),
        "may_assign": _may_assign(one, request.user),
        "ticked": request.GET.get("ticked") == "all",
    }
    return render(request, "kernel/queue.html", {**_list(shown), **context})


def _list(shown: Queue) -> dict[str, Any]:
    return {
        "queue": shown,
        "rows": [row(record, shown.today) for record in shown.rows],
        "chips": shown.chips,
        "choices": shown.choices,
        "applied": shown.applied,
    }


def _worked_in(user: Any, key: str) -> Service:
    """The service of that key; a 404 for those who do not work in it, who need not know it is there."""
    try:
        found = service(key)
    except KeyError:
        raise Http404 from None
    if not access(user).works_in(found):
        raise Http404
    return found


def _openings(one: Service, user: Any) -> list[Action]:
    """The ways this person may open a record; what the public uses is for the public."""
    return [
        each
        for each in one.actions.values()
        if each.opens and not each.public and not each.why_not(None, user)
    ]


def _may_assign(one: Service, user: Any) -> bool:
    return "assign" in one.actions and access(user).can(one, "assign")


@staff
@require_POST
def assign(request: HttpRequest, key: str) -> HttpResponseBase:
    """Gives the ticked records to a person or a team: the ordinary verb, once for each."""
    one = _worked_in(request.user, key)
    references = request.POST.getlist("record")[:100]
    given = {name: request.POST.get(name, "") for name in ("owner", "team")}
    done, refused = _assign(one, request.user, references, given)
    if not references:
        messages.warning(request, "Tick the records first, then say who gets them.")
    if done:
        messages.success(request, f"{done} given." if done > 1 else "1 given.")
    for reference, reason in refused:
        messages.warning(request, f"{reference} was not given: {reason}")
    return _back(one, request.POST.get("back", ""))


def _assign(
    one: Service, user: Any, references: list[str], given: dict[str, str]
) -> tuple[int, list[tuple[str, str]]]:
    done, refused = 0, []
    for record in Record.objects.of(one.key).visible_to(user).filter(reference__in=references).order_by("pk"):
        try:
            one.actions["assign"].perform(record, by=user, data=_completed(record, given))
            done += 1
        except Refused as refusal:
            refused.append((record.reference, str(refusal)))
    return done, refused


def _completed(record: Record, given: dict[str, str]) -> dict[str, Any]:
    """What was left alone stays as it is; "none" takes the person or the team away."""
    kept = {"owner": record.owner_id, "team": record.team_id}
    return {name: "" if value == "none" else value or kept[name] for name, value in given.items()}


class ViewName(forms.Form):
    """What a saved view is called."""

    name = forms.CharField(label="Name of this view", max_length=60)
    back = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)


@staff
@require_POST
def save_view(request: HttpRequest, key: str) -> HttpResponseBase:
    """Keeps the list as it is now under a name."""
    one = _worked_in(request.user, key)
    form = ViewName(request.POST)
    if not form.is_valid():
        return render(request, "kernel/save_view.html", {"form": form, "service": one}, status=422)
    view = saved_views.save(request.user, one.key, form.cleaned_data["name"], form.cleaned_data["back"])
    messages.success(request, f"Saved as “{view.name}”.")
    return _back(one, view.query)


@staff
@require_POST
def forget_view(request: Any, key: str, number: int) -> HttpResponseBase:
    """Forgets one of one's own saved views."""
    one = _worked_in(request.user, key)
    SavedView.objects.filter(user=request.user, service=one.key, pk=number).delete()
    return _back(one, "")


def _back(one: Service, query: str) -> SeeOther:
    """To the queue as it was; the query is read and written again, so that it can lead nowhere else."""
    asked = QueryDict(query)
    again = urlencode([(name, value) for name, values in asked.lists() for value in values])
    return SeeOther(f"{one.path}?{again}" if again else one.path)
