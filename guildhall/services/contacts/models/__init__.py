"""What the helpdesk keeps: contacts and what they were about, articles, service points, skills, and calls."""

from guildhall.services.contacts.models.articles import Article, Feedback
from guildhall.services.contacts.models.calls import CallForecast, CallInterval, CallQueue
from guildhall.services.contacts.models.contacts import AlsoAbout, Contact, OpenedRecord, Tally
from guildhall.services.contacts.models.points import Closure, OpeningHours, ServicePoint
from guildhall.services.contacts.models.skills import Skill, System, SystemAccess
from guildhall.services.contacts.models.topics import Topic

__all__ = [
    "AlsoAbout",
    "Article",
    "CallForecast",
    "CallInterval",
    "CallQueue",
    "Closure",
    "Contact",
    "Feedback",
    "OpenedRecord",
    "OpeningHours",
    "ServicePoint",
    "Skill",
    "System",
    "SystemAccess",
    "Tally",
    "Topic",
]
