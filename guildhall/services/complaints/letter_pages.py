"""The annual review letters: bringing one in, and each year's beside what we hold."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages import sheets
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.services.complaints.letters import STANDINGS, Compared, Reconciled, reconcile, take
from guildhall.services.complaints.models import LetterLine, OmbudsmanCase
from guildhall.services.complaints.service import ombudsman

PAGE = 50
SCHEMES = dict(OmbudsmanCase.Scheme.choices)
COLUMNS = ("Reference", "Category", "They decided", "On", "Remedy", "We hold", "How they compare")


class TakeLetter(forms.Form):
    """A letter's file, whose it is and the year it is about."""

    scheme = forms.ChoiceField(label="Whose letter is it?", choices=OmbudsmanCase.Scheme.choices)
    year = forms.ChoiceField(label="Which year is it about?")
    file = forms.FileField(
        label="The decisions, as a CSV or XLSX file",
        help_text="A line for each complaint: reference, category, decision, date decided, remedy, "
        "compliance.",
    )
    replace = forms.BooleanField(label="It corrects what was brought in before", required=False)
    dry_run = forms.BooleanField(label="Only say what it holds, and keep nothing", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = Period.containing(time.today()).first.year
        years = [(str(each), str(Period.year(each))) for each in range(now, now - 8, -1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > 5_000_000:
            raise ValidationError("The file must be smaller than 5 MB")
        return file


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponseBase:
    """The letters there are, a year and an Ombudsman each; whoever logs their cases brings one in here."""
    _works_here(request.user)
    brings = access(request.user).can(ombudsman, "log")
    form, status = TakeLetter(), 200
    if request.method == "POST":
        if not brings:
            raise Http404
        form, status = TakeLetter(request.POST, request.FILES), 422
        if form.is_valid() and _taken(request, form):
            return SeeOther(request.path)
    context = {"table": _letters(), "form": form if brings else None}
    return render(request, "complaints/review_letters.html", context, status=status)


def _works_here(user: Any) -> None:
    if not access(user).works_in(ombudsman):
        raise PermissionDenied("Your role does not include Ombudsman cases.")


def _taken(request: HttpRequest, form: TakeLetter) -> bool:
    """Takes the file that was sent, whole; what is wrong with it stands at its field."""
    given = form.cleaned_data
    scheme, year, file = given["scheme"], int(given["year"]), given["file"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"letter{Path(file.name).suffix.lower()}"
        path.write_bytes(b"".join(file.chunks()))
        try:
            taken = take(
                path, scheme=scheme, year=year, source=file.name, replace=given["replace"],
                dry_run=given["dry_run"],
            )  # fmt: skip
        except Unreadable as problem:
            form.add_error("file", str(problem))
            return False
    messages.success(request, f"{'Nothing kept, only read: ' if given['dry_run'] else ''}{taken}")
    return True


def _letters() -> Table | None:
    found = LetterLine.objects.values_list("scheme", "year").annotate(
        lines=Count("pk"), taken=Max("taken_on")
    )
    rows = [
        (_link(scheme, year), lines, said(taken))
        for scheme, year, lines, taken in found.order_by("-year", "scheme")
    ]
    columns = [Column("Letter"), Column("Complaints", numeric=True), Column("Brought in")]
    return Table("The letters we hold", columns, rows, caption_hidden=True) if rows else None


def _link(scheme: str, year: int) -> Any:
    text = f"{SCHEMES[scheme]}, {Period.year(year)}"
    return format_html('<a class="govuk-link" href="{}">{}</a>', _address(scheme, year), text)


def _address(scheme: str, year: int) -> str:
    return reverse("complaints-letter", args=[scheme, Period.year(year).slug])


@staff
@require_safe
def letter(request: HttpRequest, scheme: str, year: str) -> HttpResponse:
    """One year's letter beside what we hold, what differs first."""
    period, found = _reconciled(request, scheme, year)
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    caption = f"{SCHEMES[scheme]}, {period}"
    context = {
        "scheme": SCHEMES[scheme],
        "period": period,
        "counts": [(each, found.count(each)) for each in STANDINGS],
        "withheld": found.withheld,
        "page_obj": page,
        "table": Table(
            caption, [Column(each) for each in COLUMNS], list(map(_row, page)), caption_hidden=True
        ),
    }
    return render(request, "complaints/review_letter.html", context)


@staff
@require_safe
def letter_csv(request: HttpRequest, scheme: str, year: str) -> HttpResponseBase:
    """The same as a file, to send back to the Ombudsman or to work through."""
    period, found = _reconciled(request, scheme, year)
    return sheets.as_csv(f"letter-{scheme}-{period.slug}.csv", _csv(found))


def _csv(found: Reconciled) -> Iterator[list[Any]]:
    yield ["reference", "category", "decision", "decided_on", "remedy", "compliance", "ours",
           "our_decision", "our_decided_on", "standing", "differs"]  # fmt: skip
    for each in found.rows:
        line, case = each.line, each.case
        theirs = (
            [line.reference, line.category, line.get_decision_display(), line.decided_on, line.remedy,
             line.get_compliance_display()]
            if line
            else [case.their_reference, "", "", "", "", ""]
        )  # fmt: skip
        ours = (
            [case.reference, case.decided.label if case.decided else "", case.decided_on]
            if case
            else [""] * 3
        )
        yield [*theirs, *ours, each.standing, " ".join(each.differs)]


def _reconciled(request: HttpRequest, scheme: str, year: str) -> tuple[Period, Reconciled]:
    _works_here(request.user)
    try:
        period = Period.parse(year)
    except ValueError as error:
        raise Http404(str(error)) from error
    held = LetterLine.objects.filter(scheme=scheme, year=period.first.year).exists()
    if period != Period.year(period.first.year) or not held:
        raise Http404("No letter of that year was brought in.")
    return period, reconcile(scheme, period.first.year, request.user)


def _row(each: Compared) -> tuple[Any, ...]:
    line, case = each.line, each.case
    theirs = (
        (line.reference, line.category, line.get_decision_display(), said(line.decided_on), line.remedy)
        if line
        else (case.their_reference, "", "Not in the letter", "", "")
    )
    held = (
        format_html('<a class="govuk-link" href="{}">{}</a>', case.get_absolute_url(), case.reference)
        if case
        else "Nothing"
    )
    return *theirs, held, " ".join((f"{each.standing}.", *each.differs))
