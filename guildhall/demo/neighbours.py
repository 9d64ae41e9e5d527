"""People the helpdesk comes to know over the year: what they need, who acts for them, who are one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any

from django.db import transaction

from guildhall.commons.parties import verbs
from guildhall.commons.parties.changing import Change
from guildhall.commons.parties.entering import enter
from guildhall.commons.parties.models import Party, known_or_new
from guildhall.kernel import time
from guildhall.kernel.lives import Life

Story = Iterator[datetime]
# Days after the year began on which something is said, in order.
SUMMER, AUTUMN, WINTER, SPRING = 95, 190, 280, 340


def live(life: Life, first: date) -> Story:
    """One thread through the year: Sam's carer, a plan for contact, and Peggy who is Margaret."""
    cast = life.world.people.cast
    dev, helen = cast["dev"], cast["helen"]
    margaret = _entered(life, by=dev, name="Margaret Ellery", phone="07700 900346", born_on=date(1938, 11, 5))
    _do(life, verbs.add_need, margaret, by=dev, kind="large_print", detail="18 point")
    _do(
        life,
        verbs.note_consent,
        margaret,
        by=dev,
        purpose="sharing",
        given="yes",
        evidence="Said so on the telephone",
    )
    yield _on(first, SUMMER)
    sam, jo = (known_or_new(cast[key].name, email=cast[key].email) for key in ("sam", "jo"))
    _do(life, verbs.add_need, sam, by=dev, kind="audio")
    _do(
        life, verbs.relate, sam, by=helen, other=jo.pk, kind="carer", scope=["requests"],
        evidence="Sam said so when both called; a note is on the entry",
    )  # fmt: skip
    peggy = _entered(
        life, by=dev, name="Peggy Ellery", phone="07700 900345", address="4 Dry Dock Lane, Portsmouth PO1 3LX"
    )
    yield _on(first, AUTUMN)
    _mark(life, margaret, by=dev, kind="vulnerable", why="Lives alone and is hard of hearing.",
          what_to_do="Speak slowly; offer to write.", ends_on=time.today() + timedelta(days=120))  # fmt: skip
    _mark(life, sam, by=dev, kind="contact_plan", why="Two calls a day about one matter since August.",
          what_to_do="One call a week, on Tuesdays, with the same adviser.",
          ends_on=time.today() + timedelta(days=360))  # fmt: skip
    yield _on(first, WINTER)
    _do(
        life,
        verbs.join,
        margaret,
        by=helen,
        other=peggy.pk,
        reason="Peggy is Margaret, she says: both numbers are hers",
    )
    yield _on(first, SPRING)
    plan = sam.markers.get(kind="contact_plan")
    _do(
        life,
        verbs.review_marker,
        sam,
        by=dev,
        one=plan.pk,
        ends_on=plan.ends_on,
        reason="It works; it stays until it ends",
    )


def _on(first: date, days: int) -> datetime:
    return datetime.combine(first + timedelta(days=days), time_of_day(10, 40), time.LONDON)


def _key(life: Life) -> str:
    life.acts += 1
    return f"{life.world.name}:{life.name}:{life.acts}"


@transaction.atomic
def _entered(life: Life, *, by: Any, **told: Any) -> Party:
    return enter(by=by, submission=_key(life), **told)


def _do(life: Life, change: Change, party: Party, *, by: Any, **told: Any) -> None:
    change.perform(party, by=by, data=told, submission=_key(life))


def _mark(life: Life, party: Party, *, by: Any, **told: Any) -> None:
    _do(life, verbs.mark, party, by=by, sensitivity=10, **told)
