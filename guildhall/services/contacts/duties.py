"""What must be true of the articles, and of the service points with the calls that come to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.kernel.clocks.wording import said
from guildhall.services.contacts import coverage, reconciling
from guildhall.services.contacts.models import Article, Feedback, OpeningHours, ServicePoint
from guildhall.services.contacts.service import Stage, contacts, points

OWN_RULE = "The council’s own rule"


def in_use(records: Any, today: date) -> Any:
    return records.filter(stage=Stage.CURRENT)


@contacts.duty(
    "Every article in use is looked at again in its time",
    settled_by="Look at it again, revise it, or retire it.",
    over=in_use,
)
def reviewed_in_time(records: Any, today: date) -> Any:
    """One that is overdue says so beside the call."""
    due = Article.objects.filter(pk=OuterRef("pk"), deadlines__kind="review", deadlines__due_on__lt=today)
    return records.filter(Exists(due))


@contacts.duty(
    "Every article in use has an owner who works here", settled_by="Give it to somebody.", over=in_use
)
def has_an_owner(records: Any, today: date) -> Any:
    return records.exclude(owner__is_active=True)


def unanswered(article: Article, today: date) -> Iterator[str]:
    """What advisers missed in it, and since when."""
    waiting = Feedback.objects.filter(article=article.pk, answered_on=None).order_by("on", "pk")
    yield from (f"“{each.missing}”, since {said(each.on)}." for each in waiting)


@contacts.duty(
    "Advisers whom an article did not help have an answer in ten working days",
    settled_by="Answer the feedback, or retire the article.",
    over=in_use,
    detail=unanswered,
)
def feedback_is_answered(records: Any, today: date) -> Any:
    late = Article.objects.filter(
        pk=OuterRef("pk"), deadlines__kind="feedback", deadlines__met_on=None, deadlines__due_on__lt=today
    )
    return records.filter(Exists(late))


def serving(records: Any, today: date) -> Any:
    return records.open()


@points.duty("Every service point has hours", settled_by="Change its hours to those it keeps.", over=serving)
def has_hours(records: Any, today: date) -> Any:
    return records.filter(~Exists(OpeningHours.objects.filter(point=OuterRef("pk")).on(today)))


def uncovered(point: ServicePoint, today: date) -> Iterable[str]:
    """Each topic people got in touch about there, and what advisers lack for it."""
    return (str(each) for each in coverage.gaps(today, point=point.pk))


@points.duty(
    "Demand at a service point is matched by advisers’ skills and access",
    settled_by="Train advisers in the topic, or give them access to the systems it needs.",
    over=serving,
    detail=uncovered,
)
def demand_is_covered(records: Any, today: date) -> Any:
    """Over the last four weeks, topics that fewer advisers can answer than are needed for the calls."""
    return records.filter(pk__in=[pk for pk in _pks(records) if coverage.gaps(today, point=pk)])


def unlogged(point: ServicePoint, today: date) -> Iterable[str]:
    """Each day on which the two differ, and by how much."""
    return (str(each) for each in reconciling.apart(point.pk, today))


@points.duty(
    "Every call the telephone system counted is logged",
    settled_by="Log the calls of those days, or find out why the telephone counts them.",
    over=serving,
    detail=unlogged,
)
def calls_are_logged(records: Any, today: date) -> Any:
    """Days of the last four weeks on which the telephone handled other calls than were logged: by more than
    one in twenty.
    """
    return records.filter(pk__in=[pk for pk in _pks(records) if reconciling.apart(pk, today)])


def _pks(records: Any) -> list[int]:
    return list(records.order_by().values_list("pk", flat=True))
