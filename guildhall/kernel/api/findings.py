"""What must be true, and where it is not, for programs: duties and their findings."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from guildhall.kernel import time
from guildhall.kernel.api.lists import Page, following
from guildhall.kernel.api.problems import Problem, documented
from guildhall.kernel.api.services import READING, works_here
from guildhall.kernel.duties import Duty, DutyException, Finding, all_duties
from guildhall.kernel.gates import access
from guildhall.kernel.pages.queue import After, place
from guildhall.kernel.records import Record

# Annotations are read when an operation is declared, so this module must not postpone them.


class DutyOut(Schema):
    """What must be true of a service's records."""

    key: str
    service: str
    title: str
    law: str
    settled_by: str


class ExceptionOut(Schema):
    """Who answers for a finding, why, and until when."""

    owner: str
    reason: str
    until: date


class FindingOut(Schema):
    """A record that does not meet a duty; `detail` says, in sentences, what in it is meant."""

    duty: str
    title: str
    law: str
    record: str
    record_title: str
    stage: str
    due_on: date | None
    detail: list[str]
    settled_by: str
    exception: ExceptionOut | None


class Findings(Schema):
    """One page of a duty's findings."""

    findings: list[FindingOut]
    next: str | None


class Wanted(Page):
    """Which findings."""

    duty: str = Field(max_length=80, description="The key of a duty, as `/duties` lists them.")
    answered_for: bool = Field(False, description="Those for which somebody answers, instead of the rest.")


def router(callers: list[Any]) -> Router:
    """The operations, for whoever calls in one of these ways."""
    made = Router(tags=["Duties"], auth=callers)

    @made.get(
        "/duties",
        response=list[DutyOut],
        operation_id="duties",
        summary="Duties: what must be true of the records",
        description="Those of the services you work in, by key.",
        openapi_extra={"responses": documented(401, 403, 429)},
    )
    def list_duties(request: HttpRequest) -> Any:
        works_here(request)
        return [
            {"key": each.key, "service": each.service.key, "title": each.title, "law": each.law,
             "settled_by": each.settled_by}
            for each in _mine(request)
        ]  # fmt: skip

    @made.get(
        "/findings",
        response=Findings,
        operation_id="findings",
        summary="Findings: the records that do not meet a duty",
        description="The most urgent first; `next` is the address of the following page.",
        openapi_extra={"responses": READING},
    )
    def list_findings(request: HttpRequest, wanted: Query[Wanted]) -> Any:
        works_here(request)
        duty = next((each for each in _mine(request) if each.key == wanted.duty), None)
        if duty is None:
            raise Problem(422, "There is no such duty in the services you work in: see /duties.")
        return _page(request, duty, wanted)

    return made


def _mine(request: HttpRequest) -> list[Duty]:
    """The duties of the services one works in."""
    mine = access(request.user)
    return [each for each in all_duties() if mine.works_in(each.service)]


def _page(request: HttpRequest, duty: Duty, wanted: Wanted) -> dict[str, Any]:
    today = time.today()
    found = duty.broken(request.user, today, excepted=wanted.answered_for)
    if wanted.after:
        if not (here := place(wanted.after)):
            raise Problem(422, "after is not a place in this list: use the address in next.")
        found = found.filter(After("urgent_on", here, ">"))
    rows = list(found.most_urgent_first()[: wanted.limit + 1])
    shown = rows[: wanted.limit]
    exceptions = _exceptions(duty, shown, today)
    findings = [Finding(duty, each, exceptions.get(each.pk), duty.told_of(each, today)) for each in shown]
    last = shown[-1] if len(rows) > wanted.limit else None
    return {
        "findings": [each.as_data for each in findings],
        "next": following(request, f"{last.urgent_on}.{last.pk}") if last else None,
    }


def _exceptions(duty: Duty, shown: list[Record], today: date) -> dict[int, DutyException]:
    live = DutyException.objects.filter(
        duty=duty.key, until__gte=today, record__in=[each.pk for each in shown]
    )
    return {each.record_id: each for each in live.select_related("owner")}
