"""What must be true of the form of governance and of the constitution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from guildhall.kernel.clocks.wording import listed
from guildhall.services.constitution.costing import without_a_place
from guildhall.services.constitution.models import Arrangement, ConstitutionVersion
from guildhall.services.constitution.service import arrangements

Stage = Arrangement.Stage
# "As soon as practicable after passing": a fortnight is.
NOTIFIED_WITHIN = timedelta(days=14)
# How long after a change the constitution may still say what was before.
WRITTEN_WITHIN = timedelta(days=28)


@arrangements.duty(
    "A resolved change of governance is published and notified",
    law="LGA 2000 s.9KC(2)",
    settled_by="Open the document to inspection, and publish the notice in a newspaper.",
    over=lambda records, today: records.filter(stage=Stage.RESOLVED),
)
def notified(records: Any, today: date) -> Any:
    late = records.filter(resolved_on__lt=today - NOTIFIED_WITHIN)
    return late.filter(Q(document_on=None) | Q(notice_on=None))


def who_has_none(record: Arrangement, today: date) -> Iterator[str]:
    left = without_a_place(record)
    yield f"On the council only: {listed([each.name for each in left[:20]])}."


@arrangements.duty(
    "A planned form of governance has a place for every member",
    law="The council’s business plan: a new structure engages all members",
    settled_by="Give each a place, or except it with the reason.",
    over=lambda records, today: records.filter(stage__in=(Stage.PLANNED, Stage.RESOLVED)),
    detail=who_has_none,
)
def has_a_place_for_all(records: Any, today: date) -> Any:
    return records.filter(pk__in=[each.pk for each in records if without_a_place(each)])


@arrangements.duty(
    "The constitution says which form of governance is in force",
    law="LGA 2000 s.9P(1)",
    settled_by="Draft, write and adopt a version of the constitution.",
    over=lambda records, today: records.filter(stage=Stage.IN_FORCE),
)
def is_written_down(records: Any, today: date) -> Any:
    held = ConstitutionVersion.objects.filter(stage=ConstitutionVersion.Stage.IN_FORCE)
    since = held.values_list("in_force_from", flat=True).first()
    overdue = records.filter(in_force_from__lt=today - WRITTEN_WITHIN)
    return overdue.filter(in_force_from__gt=since) if since else overdue
