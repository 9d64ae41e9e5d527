"""What the bench does inside Django, each in a process of its own: `python -m bench.inside fill 100000`."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable
from datetime import timedelta
from statistics import quantiles
from time import perf_counter
from typing import Any

import django

TIMES = 40
SAMPLE = 400


def main() -> None:
    """Runs one command on the database at DATABASE_URL; what it has to say goes to the terminal as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
    django.setup()
    command, *arguments = sys.argv[1:]
    if (said := COMMANDS[command](*arguments)) is not None:
        print(json.dumps(said))


def migrate() -> None:
    """Brings the database to the present schema."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(records: str) -> None:
    """Migrates and fills."""
    from bench.filling import fill as fill_with

    migrate()
    fill_with(int(records), tell=_told)


def _told(done: int, of: int) -> None:
    print(f"\r  {done:,} of {of:,}", end="\n" if done == of else "", flush=True)


def prepare() -> dict[str, Any]:
    """Signs the officers in, and draws the records that are going to be opened."""
    from guildhall.commons.accounts.models import User

    officers = list(User.objects.filter(is_staff=True).order_by("pk"))
    return {"cookies": [_signed_in(officer) for officer in officers], "records": _drawn()}


def _signed_in(officer: Any) -> str:
    """The cookie of a session in which an officer has signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _drawn() -> list[str]:
    """References, half of them of open records, by seed."""
    from guildhall.kernel.records import Record

    draw = random.Random("opened")
    open_ones = list(Record.objects.filter(closed_on=None).values_list("reference", flat=True))
    known = Record.objects.count()
    numbers = [draw.randint(1, known) for _ in range(SAMPLE)]
    any_ones = list(Record.objects.filter(pk__in=numbers).values_list("reference", flat=True))
    return draw.sample(open_ones, min(SAMPLE, len(open_ones))) + any_ones


def questions(how_many: str) -> list[dict[str, str]]:
    """Requests as residents have them on the page they send them from, each with its signed answers."""
    from bench.city import lives
    from guildhall.commons.forms.answers import Answers
    from guildhall.kernel import time

    def said(life: Any) -> Answers:
        given = {
            "about": "other",
            "wanted": life.wanted,
            "name": life.name,
            "reply_by": "email",
            "email": f"new.{life.email}",
            "prefers": "",
        }
        return Answers(pages={name.replace("_", "-"): {name: [value]} for name, value in given.items()})

    asked = [said(life) for life in lives(int(how_many), time.today(), 1)]
    return [{"state": answers.signed("ask"), "key": answers.key} for answers in asked]


def ask() -> dict[str, dict[str, float]]:
    """Search and measure, asked of the kernel directly: milliseconds, without a page around them."""
    from bench.city import COMMON_WORD, RARE_WORD
    from guildhall.kernel import time
    from guildhall.kernel.measures import measure
    from guildhall.kernel.periods import Period

    year = Period.containing(time.today()).before
    in_time = measure("requests.in_time")
    return {
        "search rare": _timed(lambda: _search(RARE_WORD)),
        "search tenth": _timed(lambda: _search(COMMON_WORD)),
        "measure": _timed(lambda: in_time.value(year)),
    }


def _search(word: str) -> int:
    """What the search page does: the count, up to its cap, and the first page."""
    from guildhall.commons.accounts.models import User
    from guildhall.kernel import search

    officer = User.objects.filter(is_staff=True).first()
    found = search.find(officer, word)
    rows = found.page(1, 20)
    assert rows, f"Nobody asked about {word}."
    return found.count


def _timed(does: Callable[[], Any]) -> dict[str, float]:
    does()  # the first call prepares statements and reads pages from the disk
    took = []
    for _ in range(TIMES):
        began = perf_counter()
        does()
        took.append((perf_counter() - began) * 1000)
    parts = quantiles(took, n=100)
    return {"p50": parts[49], "p95": parts[94]}


def redate() -> dict[str, float]:
    """Makes a Wednesday more than a week from now a holiday, and dates every open record anew: seconds."""
    from guildhall.kernel import holidays, time
    from guildhall.kernel.gates import SYSTEM
    from guildhall.kernel.redating import redate as date_anew

    day = time.today() + timedelta(days=8)
    while day.weekday() != 2:
        day += timedelta(days=1)
    added = holidays.add(day, "eng", holidays.Proclaimed("Day of celebration"), by=SYSTEM)
    began = perf_counter()
    done = date_anew(by=SYSTEM, because=holidays.because(added))
    return {"value": perf_counter() - began, "looked_at": done.looked_at, "moved": done.moved}


COMMANDS: dict[str, Callable[..., Any]] = {
    each.__name__: each for each in (migrate, fill, prepare, questions, ask, redate)
}

if __name__ == "__main__":
    main()
