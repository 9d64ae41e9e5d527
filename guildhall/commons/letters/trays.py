"""What people do about letters: print and post them, and say what became of those nobody is sure of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from guildhall.commons.letters.models import Letter
from guildhall.kernel import delivery, events, time
from guildhall.kernel.gates import Actor, access
from guildhall.kernel.outbox import Outbox

TRAYS = {"to_print": "To be printed and posted", "in_doubt": "To be decided"}


def tray(name: str, user: Any) -> QuerySet[Letter]:
    """The letters of one tray that this person may see, the oldest first."""
    seen = Letter.objects.visible_to(user)
    return seen.in_doubt() if name == "in_doubt" else seen.to_print()


def may_handle(user: Any, record: Any) -> bool:
    """Whoever may write on the record may post its letters; an auditor may only read them."""
    return access(user).can(record.declaration, "note", record)


def posted(letter: Letter, *, by: Any) -> str:
    """Somebody printed and posted it. The sentence says so; empty when it had been already."""
    with transaction.atomic():
        waiting = Letter.objects.filter(pk=letter.pk, state=Letter.State.TO_PRINT)
        if not waiting.update(state=Letter.State.POSTED, sent_at=time.now()):
            return ""
        who = Actor.of(by)
        sentence = f"{who.name} posted the letter “{letter.subject}”."
        events.note(letter.record, action="letter.posted", by=who, sentence=sentence)
    return f"Posted: {letter.subject}"


def arrived(letter: Letter, *, by: Any) -> str:
    """Somebody found out that it had arrived."""
    row = Outbox.objects.select_related("record").get(key=letter.key)
    return f"Arrived: {letter.subject}" if delivery.decide(row, arrived=True, by=by) else ""


def again(letter: Letter, *, by: Any) -> str:
    """Somebody has it sent again."""
    row = Outbox.objects.select_related("record").get(key=letter.key)
    return f"On its way again: {letter.subject}" if delivery.decide(row, arrived=False, by=by) else ""


DECISIONS: dict[str, Callable[..., str]] = {"posted": posted, "arrived": arrived, "again": again}


def tray_of(decision: str) -> str:
    """The tray one comes from to decide so."""
    return "to_print" if decision == "posted" else "in_doubt"
