"""How far the returns are across services, and the questions of one return, to be left and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.forms.questionnaires import Question
from guildhall.kernel import readings, time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.sheets import as_csv
from guildhall.kernel.periods import Period
from guildhall.services.assurance.content import counts
from guildhall.services.assurance.models import Answer, ControlReturn
from guildhall.services.assurance.pages.statements import chart
from guildhall.services.assurance.service import returns

HEADINGS = ("reference", "area", "stage", "answered", "questions", "fully", "partly", "not", "na",
            "improvements", "under_way", "overdue", "due_on", "handed_in_on")  # fmt: skip
SHOWN = 100


@staff
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """One year's returns: every area's answers as a bar and a table, and what is overdue."""
    year, found = _asked(request)
    told = [_line(each) for each in found[:SHOWN]]
    total = {says.value: sum(each[says.value] for each in told) for says in Answer.Says}
    years = ControlReturn.objects.visible_to(request.user).values_list("year", flat=True)
    context = {
        "year": year,
        "years": [Period.year(each) for each in sorted(set(years.order_by().distinct()))],
        "chart": chart(total),
        "rows": [(each, chart(each)) for each in told],
        "table": _table(told) if told else None,
        "handed_in": sum(1 for each in told if each["handed_in_on"]),
        "overdue": sum(each["overdue"] for each in told),
        "may_ask": access(request.user).can(returns, "ask"),
    }
    return render(request, "assurance/overview.html", context)


@staff
@require_safe
def overview_csv(request: HttpRequest) -> HttpResponseBase:
    """The same for a spreadsheet."""
    year, found = _asked(request)
    lines = ([_line(each)[name] for name in HEADINGS] for each in found)
    return as_csv(f"control-returns-{year}.csv", _with_headings(lines))


@staff
@require_safe
def overview_json(request: HttpRequest) -> HttpResponse:
    """The same as data."""
    year, found = _asked(request)
    told = [{name: _line(each)[name] for name in HEADINGS} for each in found]
    return JsonResponse({"year": year.name, "returns": told})


def _with_headings(lines: Iterator[list[Any]]) -> Iterator[Any]:
    yield HEADINGS
    yield from lines


def _asked(request: HttpRequest) -> tuple[Period, list[ControlReturn]]:
    """The year of the address, or the latest that anybody was asked about; and its returns."""
    if not access(request.user).works_in(returns):
        raise Http404
    mine = ControlReturn.objects.visible_to(request.user).exclude(stage=ControlReturn.Stage.WITHDRAWN)
    latest = mine.order_by("-year").values_list("year", flat=True).first()
    year = Period.year(latest) if latest else Period.containing(time.today())
    if text := request.GET.get("year"):
        try:
            year = Period.parse(text)
        except ValueError as error:
            raise Http404(str(error)) from error
    found = mine.filter(year=year.first.year).prefetch_related("answers", "improvements", "deadlines")
    return year, list(found.order_by("area", "pk"))


def _line(each: ControlReturn) -> dict[str, Any]:
    """How far one return is."""
    answers, improvements, today = each.answers.all(), list(each.improvements.all()), time.today()
    under_way = [one for one in improvements if one.is_open]
    due = next((one.due_on for one in each.deadlines.all() if one.kind == "return"), None)
    return {
        **counts(answers),
        "record": each,
        "reference": each.reference,
        "area": each.area,
        "stage": each.stage_label,
        "answered": len(answers),
        "questions": len(each.asks.questions),
        "improvements": len(improvements),
        "under_way": len(under_way),
        "overdue": sum(1 for one in under_way if one.due_on < today),
        "due_on": due,
        "handed_in_on": each.handed_in_on,
    }


def _table(told: list[dict[str, Any]]) -> Table:
    columns = [Column("Service area"), Column("Stage"), Column("Answered", numeric=True),
               *(Column(str(says.label), numeric=True) for says in Answer.Says),
               Column("Under way", numeric=True), Column("Overdue", numeric=True), Column("Due")]  # fmt: skip
    rows = [
        (
            format_html('<a class="govuk-link" href="{}">{}</a>', address(each["record"]), each["area"]),
            each["stage"], f"{each['answered']} of {each['questions']}",
            *(each[says.value] for says in Answer.Says), each["under_way"], each["overdue"],
            f"Handed in {said(each['handed_in_on'])}" if each["handed_in_on"] else said(each["due_on"]),
        )
        for each in told
    ]  # fmt: skip
    return Table("Every area’s answers", columns, rows, caption_hidden=True)


def address(record: ControlReturn) -> str:
    """Where the questions of a return are."""
    return reverse("assurance_return", args=[record.reference])


@staff
@require_safe
def one_return(request: HttpRequest, reference: str) -> HttpResponse:
    """The questions in their sections, each with how it is answered; leave it, and go on another day."""
    record = _mine(request, reference)
    given = {each.question: each for each in record.answers.all()}
    first = next((key for key in record.asks.questions if key not in given), "")
    why_not = returns.actions["hand_in"].why_not(record, request.user)
    context = {
        "record": record,
        "sections": [_section(record, each, given) for each in record.asks.sections],
        "done": len(given),
        "total": len(record.asks.questions),
        "go_on": question_address(record, first) if first and _may_answer(record, request.user) else "",
        "hand_in": "" if why_not else f"/records/{record.reference}/hand_in/",
    }
    return render(request, "assurance/return.html", context)


def _may_answer(record: ControlReturn, user: Any) -> bool:
    return returns.actions["answer"].why_not(record, user) is None


def _section(record: ControlReturn, section: Any, given: dict[str, Answer]) -> dict[str, Any]:
    questions = [
        {"text": each.text, "url": question_address(record, each.key), "answer": given.get(each.key)}
        for each in section.questions
    ]
    done = sum(1 for each in questions if each["answer"])
    return {"title": section.title, "questions": questions, "done": done, "total": len(questions)}


def question_address(record: ControlReturn, key: str) -> str:
    return reverse("assurance_question", args=[record.reference, key])


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, reference: str, key: str) -> HttpResponseBase:
    """One question, with what was answered, and what was answered a year before."""
    record = _mine(request, reference)
    asked = record.asks.questions.get(key)
    if asked is None:
        raise Http404("This return asks no such question.")
    action = returns.actions["answer"]
    if why_not := action.why_not(record, request.user):
        return _page(request, record, asked, None, status=403, refused=why_not)
    if request.method != "POST":
        return _page(request, record, asked, action.form(record, by=request.user), _given(record, key))
    try:
        action.perform(record, by=request.user, data={**request.POST.dict(), "question": key})
    except Invalid as invalid:
        return _page(request, record, asked, invalid.form, status=422)
    except Refused as refusal:
        return _page(request, record, asked, None, status=403, refused=str(refusal))
    return SeeOther(_next(request, record, key))


def _next(request: HttpRequest, record: ControlReturn, key: str) -> str:
    """The next question without an answer; the list, where none is left or somebody wants to stop."""
    keys = list(record.asks.questions)
    given = set(record.answers.values_list("question", flat=True))
    after = [each for each in keys[keys.index(key) + 1 :] if each not in given]
    if "stop" in request.POST or not after:
        messages.success(request, "Your answer is kept.")
        return address(record)
    return question_address(record, after[0])


def _mine(request: HttpRequest, reference: str) -> ControlReturn:
    found = ControlReturn.objects.visible_to(request.user).filter(reference=reference).first()
    if found is None:
        raise Http404("There is no such return.")
    readings.note(found, request.user, "Questions")
    return found


def _given(record: ControlReturn, key: str) -> dict[str, Any]:
    """What the form begins with: the answer that is there, and what was to be done."""
    answer = record.answers.filter(question=key).select_related("record").first()
    better = record.improvements.filter(question=key).first()
    told: dict[str, Any] = {}
    if answer:
        shown = answer.record.reference if answer.record else ""
        told |= {"says": answer.says, "evidence": answer.evidence, "shown_by": shown}
    if better:
        told |= {"remedy": better.text, "owner_role": better.owner_role, "due_on": better.due_on}
    return told


def _before(record: ControlReturn, user: Any) -> ControlReturn | None:
    """What the same area answered the year before, where this person may read that."""
    before = ControlReturn.objects.visible_to(user).filter(area__iexact=record.area, year=record.year - 1)
    found: ControlReturn | None = before.exclude(stage=ControlReturn.Stage.WITHDRAWN).first()
    return found


def _page(
    request: HttpRequest, record: ControlReturn, asked: Question, form: Any, given: Any = None, *,
    status: int = 200, refused: str = "",
) -> HttpResponse:  # fmt: skip
    keys = list(record.asks.questions)
    if form is not None:
        form.initial = {**form.initial, **(given or {}), "question": asked.key}
        form.fields.pop("question")
    before = _before(record, request.user)
    context = {
        "record": record,
        "question": asked,
        "section": record.asks.section_of(asked.key),
        "number": keys.index(asked.key) + 1,
        "total": len(keys),
        "form": form,
        "refused": refused,
        "answer": record.answers.filter(question=asked.key).first(),
        "before": before.answers.filter(question=asked.key).first() if before else None,
        "better_before": before.improvements.filter(question=asked.key).first() if before else None,
        "back": address(record),
    }
    return render(request, "assurance/question.html", context, status=status)
