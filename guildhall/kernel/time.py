"""What time it is. Nobody else asks the operating system, so a test or the demonstration can pretend.

Law counts in local days: `today()` is the day in Europe/London, and a day ends at midnight
(Berend v Information Commissioner, EA/2006/0049).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")
_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def real_now() -> datetime:
    """The operating system's time: for sessions, signatures and tasks, which no pretence may touch."""
    return datetime.now(UTC)


def now() -> datetime:
    """The moment the council lives in: pretended, or pinned with the real time of day, or real."""
    if pretended := _pretended.get():
        return pretended
    if settings.PINNED_TODAY:
        pinned = date.fromisoformat(settings.PINNED_TODAY)
        return datetime.combine(pinned, real_now().astimezone(LONDON).time(), LONDON)
    return real_now()


def today() -> date:
    """The day it is in Europe/London."""
    return now().astimezone(LONDON).date()


@contextmanager
def pretend(moment: datetime | date) -> Iterator[None]:
    """Within the block it is `moment`; a bare date is ten in the morning of that day."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(10), LONDON)
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
