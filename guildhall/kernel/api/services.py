"""The operations of a service, from its declaration alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from guildhall.kernel.actions import Action
from guildhall.kernel.api import lists, publications, records
from guildhall.kernel.api.asked import body
from guildhall.kernel.api.doing import Receipt, do, headers
from guildhall.kernel.api.problems import OPEN, Problem, documented
from guildhall.kernel.services import Service

# Annotations are read when an operation is declared, so this module must not postpone them.

READING = documented(401, 403, 404, 422, 429)
DOING = documented(400, 401, 403, 404, 409, 413, 422, 429)


def router(service: Service, *, callers: list[Any], anybody: list[Any]) -> Router:
    """Every operation of a service. `callers` are the ways to say who calls, `anybody` lets strangers too."""
    made = Router(tags=[service.name], auth=callers)
    _list(made, service)
    for action in openings(service):
        _open(made, service, action, anybody if action.public else callers)
    for action in doings(service):
        _act(made, service, action)
    _record(made, service)
    if service.publishes:
        _publications(made, service, anybody)
    return made


def openings(service: Service) -> list[Action]:
    """The verbs that open a record, the one the public opens with first."""
    found = [each for each in service.actions.values() if each.opens and not (each.retired or each.system)]
    return sorted(found, key=lambda each: each.name != service.opens_with)


def doings(service: Service) -> list[Action]:
    """The verbs that are done to a record."""
    return [each for each in service.actions.values() if not (each.opens or each.retired or each.system)]


def works_here(request: HttpRequest) -> None:
    """Records are read by those who work at the council; others follow theirs by the link in their letter."""
    if not request.user.is_staff:
        raise Problem(403, "Records are for people who work at the council. Yours are on your own page.")


def _list(made: Router, service: Service) -> None:
    @made.get(
        f"/{service.key}",
        response=lists.Records,
        operation_id=f"{service.key}.list",
        summary=f"{service.name}: list",
        description=f"{service.about} The oldest first; `next` is the address of the following page.",
        openapi_extra={"responses": READING},
    )
    def list_records(request: HttpRequest, wanted: Query[lists.Wanted]) -> Any:
        works_here(request)
        return lists.records(request, service, wanted)


def _record(made: Router, service: Service) -> None:
    @made.get(
        f"/{service.key}/{{reference}}",
        response=records.schema(service),
        operation_id=f"{service.key}.read",
        summary=f"{service.noun.capitalize()}: what it is, when it is due and why, what can be done",
        description="Its version is in the ETag: give it back in If-Match when you act.",
        openapi_extra={"responses": READING},
    )
    def read_record(request: HttpRequest, reference: str, response: HttpResponse) -> Any:
        works_here(request)
        record = records.seen(request.user, service, reference)
        response["ETag"] = f'"{record.version}"'
        return records.whole(record, request.user)


def _open(made: Router, service: Service, action: Action, callers: list[Any]) -> None:
    own = "" if action.name == service.opens_with else f"/{action.name}"

    @made.post(f"/{service.key}{own}", auth=callers, **_declared(action, "IdempotencyKey", status=201))
    def open_record(request: HttpRequest) -> Any:
        return do(request, action)


def _act(made: Router, service: Service, action: Action) -> None:
    @made.post(
        f"/{service.key}/{{reference}}/{action.name}", **_declared(action, "IdempotencyKey", "IfMatch")
    )
    def act(request: HttpRequest, reference: str) -> Any:
        works_here(request)
        return do(request, action, records.seen(request.user, service, reference, action.label))


def _declared(action: Action, *given: str, status: int = 200) -> dict[str, Any]:
    """An operation as the action declares it: its words, what it asks, what it answers."""
    law = f"\n\nLaw: {action.law}." if action.law else ""
    security = {"security": OPEN} if action.public else {}
    return {
        "response": {status: Receipt},
        "operation_id": action.permission,
        "summary": action.label,
        "description": f"{action.about}{law}",
        "openapi_extra": {
            "requestBody": body(action),
            "parameters": headers(*given),
            "responses": DOING,
            **security,
        },
    }


def _publications(made: Router, service: Service, anybody: list[Any]) -> None:
    publishes = service.publishes
    assert publishes is not None  # noqa: S101  the caller asked

    @made.get(
        publishes.path.rstrip("/"),
        auth=anybody,
        response=publications.schema(service),
        operation_id=f"{service.key}.published",
        summary=publishes.name,
        description="What everybody may see, the latest first. No key is needed.",
        openapi_extra={"responses": documented(422, 429), "security": OPEN},
    )
    def list_published(request: HttpRequest, wanted: Query[publications.Since]) -> Any:
        return publications.published(request, service, wanted)
