"""Advisers' skills and access, and whether they match what people get in touch about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import listed, said
from guildhall.kernel.pages.answers import SeeOther
from guildhall.services.contacts import coverage, skills, topics
from guildhall.services.contacts.forms.logging import Learnt
from guildhall.services.contacts.models import Skill, SystemAccess, Topic
from guildhall.services.contacts.pages.holding import helpdesk_only, link
from guildhall.services.contacts.seeing import supervises


@helpdesk_only
@require_safe
def skills_matrix(request: HttpRequest) -> HttpResponseBase:
    """Each topic with its demand and the advisers for it; each adviser with what they know and may use."""
    today = time.today()
    covers = coverage.covers(today)
    context = {
        "short": [each for each in covers if each.short],
        "demand": _demand(covers),
        "advisers": _advisers(today),
    }
    return render(request, "contacts/skills.html", context)


def _demand(covers: list[coverage.Cover]) -> Table:
    columns = [
        Column("Topic"),
        *(Column(each, numeric=True) for each in ("Contacts", "Able", "Needed")),
        Column("Cannot open"),
    ]
    rows = [
        (
            each.topic.name, f"{each.demand:,}", len(each.able), each.needed,
            listed(sorted({name for names in each.locked_out.values() for name in names})),
        )
        for each in covers
    ]  # fmt: skip
    return Table("Topics of the last four weeks, the most asked first", columns, rows)


def _advisers(today: Any) -> Table | None:
    told = coverage.matrix(today)
    columns = [
        Column("Adviser"),
        Column(f"Topics of {told.topics}", numeric=True),
        Column(f"Systems of {told.systems}", numeric=True),
    ]
    rows = [
        (link(f"/contacts/skills/{pk}/", name), known, opened) for pk, name, known, opened in told.advisers
    ]
    return Table("Advisers", columns, rows) if rows else None


@helpdesk_only
@require_http_methods(["GET", "HEAD", "POST"])
def adviser(request: HttpRequest, number: int) -> HttpResponseBase:
    """What one adviser can do and may use, and since when; a supervisor adds to it, or ends it."""
    person = get_user_model().objects.filter(pk=number, is_staff=True).first()
    if person is None:
        raise Http404
    form, status = Learnt(by=request.user), 200
    if request.method == "POST":
        if not supervises(request.user):
            raise Http404
        form = Learnt(request.POST, by=request.user)
        if form.is_valid():
            messages.success(request, skills.learn(person, **form.cleaned_data))
            return SeeOther(request.path)
        status = 422
    context = {
        "person": person,
        "skills": _dated(Skill.objects.filter(adviser=person).select_related("topic"), "Topics", "topic"),
        "access": _dated(
            SystemAccess.objects.filter(adviser=person).select_related("system"), "Systems", "system"
        ),
        "form": form if supervises(request.user) else None,
        "topics": list(topics.suggestions(list(Topic.objects.live().order_by("name")))),
    }
    return render(request, "contacts/adviser.html", context, status=status)


def _dated(rows: Any, caption: str, what: str) -> Table | None:
    found = [
        (
            getattr(each, what).name,
            said(each.from_on),
            said(each.until_on) if each.until_on else "further notice",
        )
        for each in rows.order_by(f"{what}__name", "from_on")[:300]
    ]
    columns = [Column(caption), Column("From"), Column("Until")]
    return Table(caption, columns, found) if found else None
