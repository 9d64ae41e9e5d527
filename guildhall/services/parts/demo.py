"""How a part's days are lived: most teams answer within the time they have, and some need a reminder."""

from __future__ import annotations

from typing import Any

from guildhall.kernel import time
from guildhall.kernel.lives import Life, Story
from guildhall.services.parts import actions
from guildhall.services.parts.models import Part


def live(life: Life, part: Any, *, given_after: int, officer: Any, found: str) -> Story:
    """The team gives its part after so many working days; it is reminded the day after its time was out."""
    asked_on = time.today()
    if given_after > part.days + 1:
        yield life.working_days_on(part.days + 1)
        if _over(part):
            return
        part = life.do(actions.chase, part, by=officer)
    yield life.working_days_on(given_after, since=asked_on)
    if not _over(part):
        life.do(actions.answer_part, part, by=life.world.people.answers_for(part.team.name), answer=found)


def _over(part: Any) -> bool:
    """Whether somebody ended it without an answer: the whole was withdrawn, or it was not theirs."""
    return Part.objects.filter(pk=part.pk, stage__in=[Part.Stage.RETURNED, Part.Stage.CALLED_OFF]).exists()
