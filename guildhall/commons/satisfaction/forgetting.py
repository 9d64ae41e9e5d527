"""Answers lose the person early; the figures stay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from guildhall.commons.parties.models import Party
from guildhall.commons.parties.own_data import tells
from guildhall.commons.satisfaction.models import Answer, Invitation
from guildhall.kernel.retention import FORGOTTEN, forgets
from guildhall.kernel.schedule import every_day

# What is blanked when we part from the person: the figures need none of it.
PERSON = {"party": None, "record": None, "about": "", "person": "", "to_name": "", "to_address": ""}
# An answer is closed then, and the cap no longer needs to know whom it was.
PARTED_AFTER = timedelta(days=90)


@every_day
def part_from_people(today: date) -> None:
    """Ninety days after a customer was drawn nobody can say any more who it was, whatever they answered.

    A cap longer than that is kept for as long as it is counted.
    """
    old = Q(decided_at__date__lte=today - PARTED_AFTER) & (Q(closes_on=None) | Q(closes_on__lt=today))
    for days in set(
        Invitation.objects.filter(old, parted_on=None).values_list("asking__cap_days", flat=True)
    ):
        longest = max(PARTED_AFTER, timedelta(days=days))
        due = Invitation.objects.filter(
            old, parted_on=None, asking__cap_days=days, decided_at__date__lte=today - longest
        )
        due.update(parted_on=today, **PERSON)


@forgets("survey answers")
def forget_surveys(ids: list[int], today: date) -> int:
    """With its record goes who was asked about it, and what they wrote; how satisfied they were stays."""
    invitations = Invitation.objects.filter(record__in=ids)
    Answer.objects.filter(invitation__in=invitations).exclude(comment="").update(comment=FORGOTTEN)
    return invitations.update(parted_on=today, **PERSON)


@tells("survey")
def own_answers(record: Any, party: Party) -> list[dict[str, str]]:
    """What they were asked about the record, and what they answered, while we know that it was they."""
    asked = Invitation.objects.filter(record=record.pk, party__in=party.leaf_ids()).select_related("answer")
    return [_told(each) for each in asked.order_by("pk")]


def _told(invitation: Invitation) -> dict[str, str]:
    answer = getattr(invitation, "answer", None)
    asked = {"asked_on": invitation.decided_at.date().isoformat(), "by": invitation.get_by_display()}
    if answer is None:
        return asked
    return {
        **asked,
        "answered_on": answer.answered_on.isoformat(),
        "satisfied": answer.get_score_display(),
        "got_what_you_needed": answer.get_got_display(),
        "comment": answer.comment,
    }
