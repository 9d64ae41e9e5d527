"""What is asked of the contacts, of the articles, and of the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, Sum

from guildhall.kernel.measures import Answer, Count, Share, Sums, per_cent
from guildhall.kernel.periods import Period
from guildhall.services.contacts.models import (
    Article,
    CallInterval,
    Contact,
    ServicePoint,
    Tally,
    Topic,
)
from guildhall.services.contacts.service import contacts, points

Channel, Avoidable, Outcome = Contact.Channel, Contact.Avoidable, Contact.Outcome


@dataclass(frozen=True)
class Tallied(Answer):
    """An answer that adds up what was tallied as contacts were logged; the contacts themselves lie behind."""

    tallies: Any
    of: Any = None

    def terms(self) -> list[tuple[Any, models.Aggregate]]:
        return [(each, Sum("n")) for each in (self.tallies, self.of) if each is not None]

    def work_out(self, sums: Sums) -> Any:
        return per_cent(sums) if self.of is not None else sums[0]


@dataclass(frozen=True)
class Rate(Answer):
    """An answer that is one sum as a percentage of another, over the same intervals."""

    part: str
    whole: str

    def terms(self) -> list[tuple[Any, models.Aggregate]]:
        return [(self.records, Sum(self.part)), (self.records, Sum(self.whole))]

    def work_out(self, sums: Sums) -> Any:
        return per_cent(sums)


def first_contact() -> date | None:
    """The day of the first contact: before it, nothing counted is no figure."""
    return Contact.objects.order_by("on").values_list("on", flat=True).first()


def first_call() -> date | None:
    """The first day the telephone system told of."""
    return CallInterval.objects.order_by("on").values_list("on", flat=True).first()


def _tallies(what: str, period: Period) -> Any:
    return Tally.objects.filter(what=what, on__gte=period.first, on__lte=period.last)


def _by_channel(period: Period, *channels: str) -> Tallied:
    behind = Contact.objects.in_period(period)
    tallies = _tallies("channel", period)
    if channels:
        behind, tallies = behind.filter(channel__in=channels), tallies.filter(key__in=channels)
    return Tallied(behind, tallies)


@contacts.measure("Calls handled by the helpdesk", unit="calls", counted_on="on", since=first_contact)
def calls(period: Period) -> Tallied:
    """Calls an adviser answered and logged in the period."""
    return _by_channel(period, Channel.CALL)


@contacts.measure("Customers seen by the helpdesk", unit="customers", counted_on="on", since=first_contact)
def visits(period: Period) -> Tallied:
    """People whom an adviser saw at a counter in the period: visits, so that one person may count often."""
    return _by_channel(period, Channel.VISIT)


@contacts.measure("E-mails to the helpdesk", unit="emails", counted_on="on", since=first_contact)
def emails(period: Period) -> Tallied:
    """E-mails an adviser dealt with and logged in the period."""
    return _by_channel(period, Channel.EMAIL)


@contacts.measure("Contacts with the helpdesk", unit="contacts", counted_on="on", since=first_contact)
def contacts_logged(period: Period) -> Tallied:
    """Contacts logged in the period, through every channel."""
    return _by_channel(period)


@contacts.measure(
    "Contacts by telephone, face to face and e-mail", unit="contacts", counted_on="on", since=first_contact
)
def contacts_claimed(period: Period) -> Tallied:
    """Calls, visits and e-mails together: what a plan means by customer contacts."""
    return _by_channel(period, Channel.CALL, Channel.VISIT, Channel.EMAIL)


@contacts.measure(
    "Contacts that could have been avoided",
    unit="%",
    better="down",
    counted_on="on",
    since=first_contact,
)
def avoidable(period: Period) -> Tallied:
    """Of the contacts logged in the period, those that need not have been (National Indicator 14)."""
    part = _tallies("avoidable", period).filter(key__in=Avoidable.values)
    behind = Contact.objects.in_period(period).exclude(avoidable="")
    return Tallied(behind, part, _tallies("avoidable", period))


@contacts.measure(
    "Contacts resolved at first contact", unit="%", better="up", counted_on="on", since=first_contact
)
def resolved(period: Period) -> Tallied:
    """Of the contacts logged in the period, those that needed nobody else: measured, not typed."""
    part = _tallies("outcome", period).filter(key__endswith=f":{Outcome.RESOLVED}")
    behind = Contact.objects.in_period(period).filter(outcome=Outcome.RESOLVED)
    return Tallied(behind, part, _tallies("outcome", period))


@contacts.measure("Calls for information", unit="calls", better="down", counted_on="on", since=first_contact)
def calls_for_information(period: Period) -> Tallied:
    """Calls resolved by the adviser alone, without a record or a team: what a website might have told."""
    behind = _by_channel(period, Channel.CALL).records.filter(outcome=Outcome.RESOLVED)
    key = f"{Channel.CALL}:{Outcome.RESOLVED}"
    return Tallied(behind, _tallies("outcome", period).filter(key=key))


@contacts.measure("Services the helpdesk answered for", unit="services", better="up", since=first_contact)
def services_answered(period: Period) -> Count:
    """Services, as the Local Government Services List has them, about which somebody got in touch."""
    keys = _tallies("topic", period).filter(n__gt=0).order_by().values_list("key", flat=True).distinct()
    return Count(Topic.objects.filter(pk__in=[int(key) for key in keys]))


@points.measure("Service points", unit="locations", better="up")
def locations(period: Period) -> Count:
    """Counters that served people on the last day of the period."""
    still = Q(closed_on=None) | Q(closed_on__gt=period.last)
    counters = ServicePoint.objects.filter(still, kind=ServicePoint.Kind.COUNTER)
    return Count(counters.filter(opened_on__lte=period.last))


@contacts.measure("Calls answered in target", unit="%", better="up", counted_on="on", since=first_call)
def answered_in_target(period: Period) -> Rate:
    """Of the calls handled in the period, those answered within the target of their queue."""
    return Rate(CallInterval.objects.in_period(period), "in_target", "handled")


@contacts.measure("Calls abandoned", unit="%", better="down", counted_on="on", since=first_call)
def abandoned(period: Period) -> Rate:
    """Of the calls offered in the period, those in which the caller gave up before anybody answered."""
    return Rate(CallInterval.objects.in_period(period), "abandoned", "offered")


@contacts.measure("Articles looked at in their time", unit="%", better="up", public=False)
def articles_reviewed(period: Period) -> Share:
    """Of the articles in use today, those whose review is not overdue on the last day of the period."""
    current = Article.objects.filter(stage=Article.Stage.CURRENT)
    return Share(current.filter(due_on__gte=period.last), of=current)
