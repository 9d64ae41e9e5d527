"""What went wrong, as programs read it: problem details for HTTP (RFC 9457), in the words people read."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from ninja import Schema

MEDIA_TYPE = "application/problem+json"
STATUSES = (400, 401, 403, 404, 409, 413, 422, 429)
# In the document, of a call that needs no key: saying who calls is one way, and saying nothing another.
OPEN: list[dict[str, Any]] = [{}]


class Wrong(Schema):
    """One sentence about one answer; `field` is null where it is about all of them."""

    field: str | None
    message: str


class ProblemDetails(Schema):
    """What is wrong, in a sentence that can be shown to whoever asked."""

    title: str
    status: int
    detail: str
    errors: list[Wrong] = []


class Problem(Exception):
    """Ends a call with a status of HTTP and a sentence."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: list[dict[str, Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, errors or [], headers or {}


def respond(problem: Problem) -> HttpResponse:
    """The problem as the answer to a call."""
    body: dict[str, Any] = {
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = problem.errors
    return JsonResponse(body, status=problem.status, content_type=MEDIA_TYPE, headers=problem.headers)


def documented(*statuses: int) -> dict[str, Any]:
    """How an operation may go wrong, for the document."""
    return {str(each): {"$ref": f"#/components/responses/{_name(each)}"} for each in statuses}


def components() -> dict[str, Any]:
    """What `documented` names: a response for every status a call may end with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {_name(each): {"description": HTTPStatus(each).phrase, "content": content} for each in STATUSES}


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.replace(" ", "")
