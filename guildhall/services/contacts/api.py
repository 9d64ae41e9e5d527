"""Contacts for programs: logged and read as on the pages, behind the same walls.

A telephone system, a web chat or another desk logs what it dealt with; the form is the adviser's own.
"""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from guildhall.kernel import limits
from guildhall.kernel.actions import Invalid
from guildhall.kernel.api.asked import answers, body
from guildhall.kernel.api.doing import headers
from guildhall.kernel.api.problems import Problem
from guildhall.kernel.api.services import DOING, READING
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record
from guildhall.services.contacts.forms.logging import TellContact
from guildhall.services.contacts.logging import NotLogged, log_one
from guildhall.services.contacts.models import Contact
from guildhall.services.contacts.pages.holding import names
from guildhall.services.contacts.pages.lists import SIZE, Asked
from guildhall.services.contacts.seeing import may_log, works_here

# Annotations are read when an operation is declared, so this module must not postpone them.

MOST_PAGES = 1_000


class Listed(Schema):
    """One contact as a list has it; `party` is there for whoever may know of them."""

    number: int
    on: date
    started_at: datetime
    ended_at: datetime
    channel: str
    topic: str
    lgsl: int | None
    outcome: str
    avoidable: str
    team: str
    point: str
    party: int | None
    url: str


class ListOut(Schema):
    """One page, the newest first."""

    contacts: list[Listed]
    more: bool


class WholeOut(Listed):
    """One contact with what was said, and the records that began as it."""

    note: str
    language: str
    also: list[str]
    opened: list[str]


class LoggedOut(Schema):
    """The contact that was logged."""

    number: int
    sentence: str
    url: str


class Wanted(Schema):
    """Which contacts; what means nothing is passed over, as on the page."""

    period: str = Field("", description="A day as 2018-03-14, a month as March 2018, or a year as 2017-18.")
    channel: str = Field("", description=", ".join(Contact.Channel.values))
    outcome: str = Field("", description=", ".join(Contact.Outcome.values))
    avoidable: str = Field("", description=f"any, {', '.join(Contact.Avoidable.values)}")
    topic: str = Field("", description="The topic's number in this installation.")
    mine: str = Field("", description="yes for those you took yourself.")
    page: int = Field(1, ge=1, le=MOST_PAGES)


class Logging:
    """What logging a contact asks, as an action asks it."""

    permission = "contacts.log"

    def __init__(self, by: Any = SYSTEM) -> None:
        self.by = by

    def form(self) -> TellContact:
        return TellContact(by=self.by)


def router(callers: list[Any]) -> Router:
    """The operations, for whoever calls in one of these ways."""
    made = Router(tags=["Contacts with the helpdesk"], auth=callers)

    @made.get(
        "/helpdesk/contacts",
        response=ListOut,
        operation_id="contacts.listed",
        summary="Contacts: by day, channel, topic and outcome",
        description="As far as you may see them, without what was said.",
        openapi_extra={"responses": READING},
    )
    def list_contacts(request: HttpRequest, wanted: Query[Wanted]) -> Any:
        _works_here(request)
        found = Asked(request.user, request.GET).contacts.select_related("topic", "team", "point")
        start = (wanted.page - 1) * SIZE
        rows = list(found[start : start + SIZE + 1])
        known = names(request.user, rows)
        return {"contacts": [_listed(each, known) for each in rows[:SIZE]], "more": len(rows) > SIZE}

    @made.get(
        "/helpdesk/contacts/{int:number}",
        response=WholeOut,
        operation_id="contacts.contact",
        summary="A contact: what it was about, and what came of it",
        description="With what was said, and the records that began as it.",
        openapi_extra={"responses": READING},
    )
    def read_contact(request: HttpRequest, number: int) -> Any:
        _works_here(request)
        seen = Contact.objects.visible_to(request.user).select_related("topic", "team", "point")
        found = seen.prefetch_related("also_about__topic").filter(pk=number).first()
        if found is None:
            raise Problem(404, "There is nothing here that you may read.")
        return _whole(found, request.user)

    _logging(made)
    return made


def _logging(made: Router) -> None:
    @made.post(
        "/helpdesk/contacts",
        response=LoggedOut,
        operation_id="contacts.log",
        summary="Log a contact",
        description="A fact, and no case: it is logged once it has ended. Without a party it is anonymous.",
        openapi_extra={
            "requestBody": body(Logging()),
            "parameters": headers("IdempotencyKey"),
            "responses": DOING,
        },
    )
    def log_contact(request: HttpRequest) -> Any:
        if not may_log(request.user):
            raise Problem(403, "Your role does not include logging contacts.")
        data, _ = answers(request, Logging(request.user))
        form = TellContact(data, by=request.user)
        if not form.is_valid():
            raise Invalid(form)
        try:
            contact = log_one(form.told(_submission(request)), by=request.user)
        except NotLogged as reason:
            raise Problem(422, f"{reason}.") from None
        return {"number": contact.pk, "sentence": f"Logged: {contact}.", "url": contact.get_absolute_url()}


def _works_here(request: HttpRequest) -> None:
    if not works_here(request.user):
        raise Problem(403, "Contacts are read by those who work with them.")


def _submission(request: HttpRequest) -> str | None:
    """The key of this call, the caller's own."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return None
    whose = (limits.who(request), Logging.permission, key[:200])
    return sha256("\n".join(("api", *whose)).encode()).hexdigest()


def _listed(contact: Contact, known: dict[int, str]) -> dict[str, Any]:
    return {
        "number": contact.pk, "on": contact.on, "started_at": contact.started_at,
        "ended_at": contact.ended_at, "channel": contact.channel, "topic": contact.topic.name,
        "lgsl": contact.topic.lgsl, "outcome": contact.outcome, "avoidable": contact.avoidable,
        "team": str(contact.team or ""), "point": contact.point.title if contact.point else "",
        "party": contact.party_id if contact.party_id in known else None,
        "url": contact.get_absolute_url(),
    }  # fmt: skip


def _whole(contact: Contact, user: Any) -> dict[str, Any]:
    opened = Record.objects.visible_to(user).filter(began_as_contact__contact=contact).order_by("pk")
    return {
        **_listed(contact, names(user, [contact])),
        "note": contact.note,
        "language": contact.language,
        "also": [each.topic.name for each in contact.also_about.all()],
        "opened": [each.reference for each in opened],
    }
