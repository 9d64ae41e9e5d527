"""The pages of the bands and categories of risks: read, and changed with a reason that is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.services.risks.matrix import Scale
from guildhall.services.risks.models import Category, ScaleChange
from guildhall.services.risks.scale_forms import FORMS, ScaleForm
from guildhall.services.risks.service import risks as service

NEW, SHOWN = "new", 50
CHANGE = '<a class="govuk-link" href="{}">Change<span class="govuk-visually-hidden"> {}</span></a>'


@staff
@require_safe
def scale(request: HttpRequest) -> HttpResponseBase:
    """The bands with their scores, the categories with the council's appetite, and what was changed when."""
    may = _may_change(request)
    bands = [
        (_band(each), scores, *([_link("bands", each)] if may else [])) for each, scores in Scale().key()
    ]
    categories = [
        (each.name, each.appetite, each.number, *([_link("categories", each)] if may else []))
        for each in Category.objects.annotate(number=Count("risks")).order_by("name")
    ]
    change = [Column("Change")] if may else []
    changed = [
        (said(each.on), each.text, each.because, each.by or "Somebody who has left")
        for each in ScaleChange.objects.select_related("by").order_by("-pk")[:SHOWN]
    ]
    context = {
        "may": may,
        "bands": Table("Bands", [Column("Band"), Column("Scores"), *change], bands),
        "categories": Table(
            "Categories",
            [Column("Category"), Column("Appetite: the highest score lived with", numeric=True),
             Column("Risks", numeric=True), *change],
            categories,
        ),
        "changed": Table(
            "What was changed", [Column("On"), Column("What"), Column("Why"), Column("By")], changed
        ) if changed else None,
    }  # fmt: skip
    return render(request, "risks/scale.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def scale_row(request: HttpRequest, kind: str, which: str) -> HttpResponseBase:
    """Asks how a band or a category is to be, and why; a new one, one that is there, or one that goes."""
    if kind not in FORMS or not _may_change(request):
        raise Http404
    asks = FORMS[kind]
    row = None if which == NEW else get_object_or_404(asks.model, pk=which if which.isdecimal() else 0)
    accepts = access(request.user).can(service, "accept")
    if request.method != "POST":
        return _page(request, asks(row=row, accepts=accepts))
    removes = row is not None and "remove" in request.POST
    form = asks(request.POST, row=row, accepts=accepts)
    if removes:
        return _remove(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    if told := (form.told() if row else "added"):
        with transaction.atomic():
            _keep(request, f"The {asks.called} {form.kept()}: {told}.", form.cleaned_data["why"])
    return SeeOther(reverse("risks_scale"))


def _remove(request: HttpRequest, form: ScaleForm) -> HttpResponseBase:
    """Takes a row out, with the reason; refused in words while something needs it."""
    if not (why := request.POST.get("why", "").strip()[:500]):
        form.is_valid()
        return _page(request, form, status=422)
    if reason := form.why_stays():
        form.is_valid()
        form.add_error(None, f"It cannot be removed. {reason}")
        return _page(request, form, status=422)
    with transaction.atomic():
        text = f"The {form.called} {form.row} was removed."
        form.row.delete()
        _keep(request, text, why)
    return SeeOther(reverse("risks_scale"))


def _keep(request: HttpRequest, text: str, because: str) -> None:
    ScaleChange.objects.create(text=text, because=because, on=time.today(), by_id=request.user.pk)
    messages.success(request, text)


def _may_change(request: HttpRequest) -> bool:
    """Whether somebody manages risks, or accepts them; whoever does not work with risks finds nothing."""
    mine = access(request.user)
    if not mine.works_in(service):
        raise Http404
    return mine.can(service, "describe") or mine.can(service, "accept")


def _page(request: HttpRequest, form: ScaleForm, *, status: int = 200) -> HttpResponseBase:
    return render(request, "risks/scale_row.html", {"form": form}, status=status)


def _band(band: Any) -> Any:
    return format_html('<span class="band band--{}">{}</span>', band.colour, band)


def _link(kind: str, row: Any) -> Any:
    return format_html(CHANGE, reverse("risks_scale_row", args=[kind, row.pk]), row)
