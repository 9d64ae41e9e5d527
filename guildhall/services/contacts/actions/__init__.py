"""The verbs of articles and of service points."""

from guildhall.services.contacts.actions import articles, points

__all__ = ["articles", "points"]
