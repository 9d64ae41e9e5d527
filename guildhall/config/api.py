"""The API, put together: every service's operations, the clocks, the year in numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from ninja import NinjaAPI, Router, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import REF_TEMPLATE

from guildhall.commons.design import errors
from guildhall.commons.parties.api import router as people
from guildhall.config.callers import Key, SignedIn, anybody
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused, Stale
from guildhall.kernel.api import deadlines, findings
from guildhall.kernel.api.doing import PARAMETERS
from guildhall.kernel.api.problems import OPEN, Problem, ProblemDetails, components, documented, respond
from guildhall.kernel.api.reference import chapters, prose
from guildhall.kernel.api.services import router
from guildhall.kernel.clocks import ClockError
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.kernel.services import services
from guildhall.plan.numbers import numbers_for
from guildhall.plan.public.data import router as plans
from guildhall.services.contacts.api import router as contacts
from guildhall.services.satisfaction.data import router as satisfaction

ABOUT = """Everything the pages can do, for programs, through the same forms and the same rules.

Public addresses need no key. For all others give an account's key as `Authorization: Bearer KEY`, or call
from a browser in which you are signed in. Days are written 2026-06-12 and are days in London. What goes wrong
is told as problem details (RFC 9457), in sentences that can be shown to people."""

CALLERS: list[Callable[[HttpRequest], Any]] = [Key(), SignedIn()]
ANYBODY = [*CALLERS, anybody]
MOST_ERRORS = 20
TOO_MUCH = (
    f"These answers are larger than the {settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20} MB that can be sent at "
    "once. Send long papers as documents."
)


class NumberOut(Schema):
    """One figure of the council's year: computed here from records, or published by somebody."""

    key: str
    label: str
    value: float | int | None
    unit: str
    period: str
    source: str
    records: str | None


numbers = Router(tags=["Numbers"])


@numbers.get(
    "/numbers",
    response=list[NumberOut],
    operation_id="numbers",
    summary="The year in numbers",
    openapi_extra={"responses": documented(422, 429), "security": OPEN},
)
def year_in_numbers(request: HttpRequest, period: str = "") -> Any:
    """`period` is a financial year as 2017-18, a quarter as 2017-18 Q1, or a month as 2017-05; this year if
    it is left out. `records` is the page of the records behind a live figure.
    """
    try:
        asked = Period.parse(period) if period else Period.containing(time.today())
    except ValueError as error:
        raise Problem(422, str(error)) from None
    return [each.as_json() for each in numbers_for(asked, request.user)]


class Api(NinjaAPI):
    """The API, whose document says once what many operations share.

    The document is put together once: that takes a tenth of a second or more, and it is open to anybody.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._documents: dict[str, Any] = {}

    def get_openapi_schema(self, **options: Any) -> Any:
        key = repr(sorted(options.items()))
        if key not in self._documents:
            self._documents[key] = self._put_together(**options)
        return self._documents[key]

    def _put_together(self, **options: Any) -> Any:
        document = super().get_openapi_schema(**options)
        shared = document["components"]
        problem = ProblemDetails.model_json_schema(ref_template=REF_TEMPLATE)
        shared["schemas"] |= {**problem.pop("$defs"), "ProblemDetails": problem}
        shared["parameters"], shared["responses"] = PARAMETERS, components()
        return document


def assemble() -> Api:
    """One API and one document, from whatever services are declared."""
    made = Api(
        title="Guildhall", version="1", description=ABOUT, docs_url=None, urls_namespace="api", auth=ANYBODY
    )
    made.add_router("", deadlines.router)
    made.add_router("", numbers)
    made.add_router("", findings.router(CALLERS))
    made.add_router("", plans)
    made.add_router("", people(CALLERS))
    made.add_router("", satisfaction)
    made.add_router("", contacts(CALLERS))
    for service in services():
        made.add_router("", router(service, callers=CALLERS, anybody=ANYBODY))
    _tell_problems(made)
    return made


def _tell_problems(made: Api) -> None:
    """Every way in which a call may fail is answered in the same form."""
    telling: dict[type[Exception], Any] = {
        Problem: lambda problem: problem,
        Invalid: _invalid,
        Stale: lambda stale: Problem(409, str(stale)),
        Refused: lambda refused: Problem(403, str(refused)),
        ClockError: lambda error: Problem(422, str(error)),
        Http404: lambda _: Problem(404, "There is nothing here that you may read."),
        AuthenticationError: lambda _: Problem(
            401, "Say who calls: with a key, or from a browser that is signed in.",
            headers={"WWW-Authenticate": "Bearer"},
        ),
        ValidationError: _unreadable,
        HttpError: lambda error: Problem(error.status_code, str(error)),
        RequestDataTooBig: lambda _: Problem(413, TOO_MUCH),
    }  # fmt: skip
    for kind, tell in telling.items():
        made.add_exception_handler(kind, _handler(tell))


def _handler(tell: Callable[[Any], Problem]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: respond(tell(error))


def _invalid(invalid: Invalid) -> Problem:
    """The form's own sentences, as its page would show them."""
    form = invalid.form
    whole: list[dict[str, Any]] = [
        {"field": None, "message": str(message)} for message in form.non_field_errors()
    ]
    own = [
        {"field": field.name, "message": sentence} for field in form for sentence in errors.sentences(field)
    ]
    return Problem(422, "There is a problem with these answers.", [*whole, *own])


def _unreadable(error: ValidationError) -> Problem:
    """What in the address cannot be read."""
    wrong = [{"field": str(each["loc"][-1]), "message": each["msg"]} for each in error.errors[:MOST_ERRORS]]
    return Problem(422, "Some of what was asked cannot be read.", wrong)


api = assemble()


@cache
def told() -> Any:
    """The document as the page tells it, chapter by chapter."""
    return chapters(api.get_openapi_schema())


@anyone
def reference(request: HttpRequest) -> HttpResponse:
    """The API for people to read: the document, as a page."""
    context = {
        "about": prose(ABOUT),
        "chapters": told(),
        "document_url": reverse("api:openapi-json"),
    }
    return render(request, "kernel/api.html", context)
