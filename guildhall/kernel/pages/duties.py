"""The duties page: what must be true, of how many records it is, and every one of which it is not."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import time
from guildhall.kernel.duties import Duty, DutyException
from guildhall.kernel.gates import access
from guildhall.kernel.pages import counting
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.queue import SIZE, After, place
from guildhall.kernel.pages.rows import row
from guildhall.kernel.services import Service, service, services

# A duty whose records are past counting one by one is told to the nearest this many.
CAP = 100_000


@staff
@require_safe
def duties(request: HttpRequest) -> HttpResponseBase:
    """Every duty of the services one works in, each with its figures."""
    mine = [each for each in services() if each.duties and access(request.user).works_in(each)]
    return render(request, "kernel/duties.html", {"stated": [_stated(each, request.user) for each in mine]})


def _stated(one: Service, user: Any) -> dict[str, Any]:
    return {"service": one, "duties": [_figures(duty, user) for duty in one.duties.values()]}


def _figures(duty: Duty, user: Any) -> dict[str, Any]:
    """How many records the duty is about, how many meet it, and how many do not."""
    today = time.today()
    sets = {
        "all": duty.scope(user, today),
        "broken": duty.broken(user, today),
        "excepted": duty.broken(user, today, excepted=True),
    }
    counts = counting.capped(sets, CAP)
    met = counts["all"] - counts["broken"] - counts["excepted"]
    return {
        "duty": duty,
        "url": f"/duties/{duty.service.key}/{duty.name}/",
        "records": counting.shown(counts["all"], CAP),
        "met": f"at least {met:,}" if counts["all"] >= CAP else f"{met:,}",
        "broken": counting.shown(counts["broken"], CAP),
        "excepted": counting.shown(counts["excepted"], CAP),
        "late": counts["broken"] > 0,
    }


@staff
@require_safe
def findings(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """One duty: the records that do not meet it, most urgent first, and those somebody answers for."""
    duty = _duty(request.user, key, name)
    today = time.today()
    found = duty.broken(request.user, today)
    if here := place(request.GET.get("after", "")):
        found = found.filter(After("urgent_on", here, ">"))
    listed = list(found.most_urgent_first().select_related("owner", "team")[: SIZE + 1])
    last = listed[SIZE - 1] if len(listed) > SIZE else None
    context = {
        "duty": duty,
        "figures": _figures(duty, request.user),
        "rows": [row(record, today, duty.told_of(record, today)) for record in listed[:SIZE]],
        "next": f"?after={last.urgent_on}.{last.pk}" if last else "",
        "exceptions": _live(duty, request.user),
        "may_except": access(request.user).can(duty.service, "except_from_duty"),
    }
    return render(request, "kernel/findings.html", context)


def _live(duty: Duty, user: Any) -> QuerySet[DutyException]:
    """The live exceptions, on records this person may see, the one that ends first at the top."""
    today = time.today()
    excepted = duty.broken(user, today, excepted=True).values("pk")
    live = DutyException.objects.filter(duty=duty.key, until__gte=today, record__in=excepted)
    return live.select_related("record", "owner").order_by("until", "pk")[:100]


def _duty(user: Any, key: str, name: str) -> Duty:
    try:
        found = service(key).duties[name]
    except KeyError:
        raise Http404 from None
    if not access(user).works_in(found.service):
        raise Http404
    return found
