"""What stands on the pages of articles, of service points, and of records that began as a contact."""

from __future__ import annotations

from typing import Any

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.services.contacts.hours import Timetable
from guildhall.services.contacts.models import Article, Contact, ServicePoint
from guildhall.services.contacts.pages.holding import link
from guildhall.services.contacts.pages.points import hours_told


@panel("How it began", template="contacts/began.html", order=5)
def began(record: Any, user: Any) -> dict[str, Any] | None:
    """The contact a record began as, for whoever may read it."""
    found = Contact.objects.visible_to(user).filter(opened__record=record.pk).select_related("topic").first()
    return {"contact": found} if found else None


@panel("About", template="contacts/panel.html", order=10)
def topics(record: Any, user: Any) -> dict[str, Any] | None:
    """The topics of an article, and how often each came up in the last four weeks."""
    if not isinstance(record, Article):
        return None
    found = list(record.topics.order_by("name"))
    rows = [(link(each.get_absolute_url(), each.name), each.area, each.lgsl or "ours") for each in found]
    columns = [Column("Topic"), Column("Area"), Column("LGSL")]
    return {"table": Table("About", columns, rows, caption_hidden=True)} if rows else None


@panel("What did not help", template="contacts/panel.html", order=11)
def feedback(record: Any, user: Any) -> dict[str, Any] | None:
    """What advisers missed in an article, and what was done about it."""
    if not isinstance(record, Article):
        return None
    rows = [
        (said(each.on), each.missing, each.answer or "Not answered yet")
        for each in record.feedback.order_by("-on", "-pk")[:20]
    ]
    columns = [Column("When"), Column("What was missing"), Column("What was done")]
    return {"table": Table("What did not help", columns, rows, caption_hidden=True)} if rows else None


@panel("Hours", template="contacts/panel.html", order=10)
def hours(record: Any, user: Any) -> dict[str, Any] | None:
    """This week's hours of a service point, day by day."""
    if not isinstance(record, ServicePoint):
        return None
    days = Timetable.of(record).week(time.today())
    rows = [(f"{each.on:%A} {each.on.day} {each.on:%B}", str(each)) for each in days]
    return {"table": Table("Hours this week", [Column("Day"), Column("Open")], rows, caption_hidden=True)}


@panel("What hours it kept", template="contacts/panel.html", order=11)
def kept(record: Any, user: Any) -> dict[str, Any] | None:
    """Each set of hours with its days, so that a cut shows."""
    if not isinstance(record, ServicePoint) or not (rows := hours_told(record)):
        return None
    columns = [Column("From"), Column("Until"), Column("Hours a week", numeric=True)]
    return {"table": Table("What hours it kept", columns, rows, caption_hidden=True)}
