"""What a proof asks of an installation from inside, in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

from bench import inside as bench

WANTED = "The sums paid for gritting roads in the last three winters, by month and by supplier."


def main() -> None:
    """Runs one command and prints what it says as one line of JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
    django.setup()
    command, *arguments = sys.argv[1:]
    print(json.dumps(COMMANDS[command](*arguments)))  # noqa: T201  it is read by the proof


def cast() -> dict[str, str]:
    """Summons the cast with second factors, and signs everybody in: key → cookie."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from guildhall.demo.cast import summon

    cookies = {}
    for key, person in summon().items():
        Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {}})
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        cookies[key] = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    return cookies


def requests(how_many: str) -> list[str]:
    """Has that many people ask for information; their references."""
    from guildhall.kernel.gates import SYSTEM
    from guildhall.services.requests import actions

    return [
        actions.ask(
            by=SYSTEM, wanted=WANTED, name=f"Resident {n}", email=f"resident{n}@example.org"
        ).reference
        for n in range(int(how_many))
    ]


def found(words: str) -> int:
    """How many records somebody who sees everything finds by these words."""
    from guildhall.kernel.search import containing
    from guildhall.services.requests.models import InformationRequest

    return int(containing(InformationRequest.objects.all(), words).count())


def submissions() -> dict[str, str]:
    """What was done by form: the form's one-time key → the action."""
    from guildhall.kernel.events import Event

    return dict(Event.objects.exclude(submission=None).values_list("submission", "action"))


def letters() -> list[dict[str, Any]]:
    """Every letter: its key, its state, the state of its row in the outbox, and its record."""
    from guildhall.commons.letters.models import Letter
    from guildhall.kernel.outbox import Outbox

    rows = dict(Outbox.objects.filter(kind="letter").values_list("key", "state"))
    kept = Letter.objects.order_by("pk").values("key", "state", "template", "record__reference")
    return [{**each, "row": rows.get(each["key"])} for each in kept]


def letterless() -> int:
    """Events whose action writes a letter, and that have none: there must be no such thing."""
    from guildhall.kernel.events import Event
    from guildhall.kernel.services import service

    writing = [action.name for action in service("requests").actions.values() if action.sends]
    return Event.objects.filter(record__service="requests", action__in=writing, letters=None).count()


def recover() -> None:
    """The lease of what was being sent has run out, and the tick looks after it."""
    from guildhall.kernel import delivery

    delivery.recover(lease=timedelta(0))


def fill(how_many: str) -> None:
    """Fills it as the bench does."""
    bench.fill(how_many)


def claim_and_die() -> None:
    """A worker takes a letter, and is gone before it has said a word to anybody."""
    from guildhall.kernel import delivery
    from guildhall.kernel.outbox import Outbox

    (row,) = Outbox.objects.filter(kind="letter")
    assert delivery._claim(row.pk)


def a_day_later() -> None:
    """Whatever was put off may be tried again, and the tick delivers what may go."""
    from guildhall.kernel import delivery, time
    from guildhall.kernel.outbox import Outbox

    Outbox.objects.filter(state=Outbox.State.QUEUED).update(next_at=time.real_now())
    delivery.sweep_outbox(time.today())


COMMANDS = {
    each.__name__: each
    for each in (
        cast,
        fill,
        bench.prepare,
        bench.redate,
        requests,
        found,
        submissions,
        letters,
        letterless,
        recover,
        claim_and_die,
        a_day_later,
    )
}

if __name__ == "__main__":
    main()
