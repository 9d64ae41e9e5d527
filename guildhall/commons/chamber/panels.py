"""What stands on the pages of a body and of a member: for staff, and, of what is public, for everybody."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html

from guildhall.commons.chamber.models import (
    Allegiance,
    Appointment,
    Body,
    Gift,
    InductionStep,
    Interest,
    Member,
    Power,
    StandingOrder,
    Training,
    on,
)
from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel

TEMPLATE = "chamber/panel.html"
LINK = '<a class="govuk-link" href="{}">{}</a>'
SENSITIVE = "There is an interest of which the details are withheld (Localism Act 2011 s.32)."


def table(title: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> dict[str, Any] | None:
    """The panel's table under its own heading; nothing where there is no row."""
    named = [Column(name) for name in columns]
    return {"table": Table(title, named, rows, caption_hidden=True)} if rows else None


def public_address(record: Any) -> str:
    """Where the public finds it."""
    return str(record.declaration.findable.page(record))


def sitting(body: Any) -> list[Appointment]:
    """Who sits on a body today, the chair first."""
    order = {role: place for place, role in enumerate(Appointment.Role.values)}
    held = Appointment.objects.filter(on(time.today()), body=body.pk).select_related("member")
    held = held.prefetch_related("member__allegiances__group")
    return sorted(held, key=lambda each: (order[each.role], each.member.name))


def _seats(record: Any, *, public: bool) -> dict[str, Any] | None:
    if not isinstance(record, Body):
        return None
    today = time.today()
    rows = [
        (
            format_html(LINK, _to(each.member, public), each.member.name),
            each.get_role_display(),
            getattr(each.member.group_on(today), "name", "No group"),
            each.member.ward,
            said(each.from_on),
        )
        for each in sitting(record)
    ]
    return table("Who sits on it", ("Member", "As", "Group", "Ward", "Since"), rows)


def _to(record: Any, public: bool) -> str:
    return public_address(record) if public else str(record.get_absolute_url())


@panel("Who sits on it", template=TEMPLATE, order=10)
def seats(record: Any, user: Any) -> dict[str, Any] | None:
    """Each seat that is filled today."""
    return _seats(record, public=False)


@panel("Who sits on it", template=TEMPLATE, order=10, public=True)
def public_seats(record: Any, user: Any) -> dict[str, Any] | None:
    return _seats(record, public=True)


def _rules(record: Any) -> dict[str, Any] | None:
    if not isinstance(record, Body):
        return None
    held = StandingOrder.objects.filter(on(time.today()), body=record.pk).order_by("rule", "from_on", "pk")
    rows = [(each.get_rule_display(), each.value, each.source, said(each.from_on)) for each in held]
    return table("Standing orders", ("Rule", "What it says", "Written in", "Since"), rows)


@panel("Standing orders", template=TEMPLATE, order=11)
def rules(record: Any, user: Any) -> dict[str, Any] | None:
    """The rules it goes by today."""
    return _rules(record)


@panel("Standing orders", template=TEMPLATE, order=11, public=True)
def public_rules(record: Any, user: Any) -> dict[str, Any] | None:
    return _rules(record)


def _powers(record: Any) -> dict[str, Any] | None:
    if not isinstance(record, Body):
        return None
    held = Power.objects.filter(on(time.today()), body=record.pk).order_by("officer_role", "what", "pk")
    rows = [(each.what, each.officer_role or "The body itself", each.source) for each in held]
    return table("What it may decide", ("What", "Who decides", "Written in"), rows)


@panel("What it may decide", template=TEMPLATE, order=12)
def powers(record: Any, user: Any) -> dict[str, Any] | None:
    """The scheme of delegation as it holds today."""
    return _powers(record)


@panel("What it may decide", template=TEMPLATE, order=12, public=True)
def public_powers(record: Any, user: Any) -> dict[str, Any] | None:
    return _powers(record)


def _offices(record: Any, *, public: bool) -> dict[str, Any] | None:
    if not isinstance(record, Member):
        return None
    groups = Allegiance.objects.filter(member=record.pk).select_related("group").order_by("from_on", "pk")
    rows = [(each.group.name, "Political group", *_span(each)) for each in groups]
    held = Appointment.objects.filter(member=record.pk).select_related("body").order_by("from_on", "pk")
    rows += [
        (format_html(LINK, _to(each.body, public), each.body.name), each.get_role_display(), *_span(each))
        for each in held
    ]
    return table("Group and seats", ("Where", "As", "From", "Until"), rows)


def _span(held: Any) -> tuple[str, str]:
    return said(held.from_on), said(held.until_on) if held.until_on else "Still"


@panel("Group and seats", template=TEMPLATE, order=10)
def offices(record: Any, user: Any) -> dict[str, Any] | None:
    """The group and every seat, from when until when."""
    return _offices(record, public=False)


@panel("Group and seats", template=TEMPLATE, order=10, public=True)
def public_offices(record: Any, user: Any) -> dict[str, Any] | None:
    return _offices(record, public=True)


@panel("Register of interests", template=TEMPLATE, order=11)
def interests(record: Any, user: Any) -> dict[str, Any] | None:
    """Every interest, also those that have ended, and which are sensitive."""
    if not isinstance(record, Member):
        return None
    rows = [
        (
            each.get_kind_display(), each.what, "Partner’s" if each.partner else "Own",
            "Sensitive: not to the public" if each.sensitive else "To everybody", said(each.registered_on),
            said(each.ended_on) if each.ended_on else "",
        )
        for each in Interest.objects.filter(member=record.pk).order_by("ended_on", "kind", "pk")
    ]  # fmt: skip
    return table("Register of interests", ("Kind", "What", "Whose", "Shown", "Registered", "Ended"), rows)


@panel("Register of interests", template=TEMPLATE, order=11, public=True)
def public_interests(record: Any, user: Any) -> dict[str, Any] | None:
    """The interests there are: of a sensitive one only that it is there."""
    if not isinstance(record, Member):
        return None
    held = list(Interest.objects.filter(member=record.pk, ended_on=None).order_by("kind", "pk"))
    rows = [
        (each.get_kind_display(), each.what, "Partner’s" if each.partner else "Own")
        for each in held
        if not each.sensitive
    ]
    shown = table("Register of interests", ("Kind", "What", "Whose"), rows) or {}
    withheld = SENSITIVE if any(each.sensitive for each in held) else ""
    return {**shown, "sentence": withheld} if shown or withheld else None


def _gifts(record: Any) -> dict[str, Any] | None:
    if not isinstance(record, Member):
        return None
    rows = [
        (
            said(each.offered_on), each.what, each.giver, f"£{each.worth:,.2f}" if each.worth else "",
            "Taken" if each.accepted else "Declined",
        )
        for each in Gift.objects.filter(member=record.pk).order_by("-offered_on", "-pk")
    ]  # fmt: skip
    return table("Gifts and hospitality", ("When", "What", "From", "Worth", "Taken or declined"), rows)


def _training(record: Any) -> dict[str, Any] | None:
    if not isinstance(record, Member):
        return None
    rows = [(each.course, _day(each.due_on), _day(each.done_on)) for each in
            Training.objects.filter(member=record.pk).order_by("due_on", "done_on", "pk")]  # fmt: skip
    return table("Training", ("Course", "To be taken by", "Taken"), rows)


def _day(day: Any) -> str:
    return said(day) if day else ""


@panel("Training", template=TEMPLATE, order=13)
def training(record: Any, user: Any) -> dict[str, Any] | None:
    """Courses taken, and those still to be taken."""
    return _training(record)


@panel("Training", template=TEMPLATE, order=13, public=True)
def public_training(record: Any, user: Any) -> dict[str, Any] | None:
    return _training(record)


@panel("Induction", template=TEMPLATE, order=14)
def induction(record: Any, user: Any) -> dict[str, Any] | None:
    """What a new member is helped with, by whom and by when."""
    if not isinstance(record, Member):
        return None
    rows = [(each.what, each.officer_role, said(each.due_on), _day(each.done_on)) for each in
            InductionStep.objects.filter(member=record.pk).order_by("due_on", "pk")]  # fmt: skip
    return table("Induction", ("What", "With whom", "By", "Done"), rows)


@panel("Gifts and hospitality", template=TEMPLATE, order=12)
def gifts(record: Any, user: Any) -> dict[str, Any] | None:
    """What was offered, by whom, and whether it was taken."""
    return _gifts(record)


@panel("Gifts and hospitality", template=TEMPLATE, order=12, public=True)
def public_gifts(record: Any, user: Any) -> dict[str, Any] | None:
    return _gifts(record)
