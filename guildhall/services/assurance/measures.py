"""What is asked of the codes, the returns and the statements."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q

from guildhall.kernel.deadlines import Deadline
from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.services.assurance.framework import GOVERNANCE
from guildhall.services.assurance.models import (
    ControlReturn,
    Improvement,
    Issue,
    Judgement,
    LocalCode,
    Statement,
)
from guildhall.services.assurance.service import codes, returns, statements


@returns.measure("Control returns handed in in time", unit="%", better="up", public=False)
def returns_in_time(period: Period) -> Share:
    """Of the returns that were due in the period, those handed in by their day."""
    due = Deadline.objects.filter(
        record=OuterRef("pk"), kind="return", due_on__range=(period.first, period.last)
    )
    kept = due.filter(met_on__lte=F("due_on"))
    asked = ControlReturn.objects.exclude(stage=ControlReturn.Stage.WITHDRAWN).filter(Exists(due))
    return Share(asked.filter(Exists(kept)), of=asked)


@returns.measure("Internal control improved in time", unit="%", better="up", public=False)
def improved_in_time(period: Period) -> Share:
    """Of the returns with improvements due in the period, those where all of them were made in time."""
    due = Improvement.objects.filter(
        of=OuterRef("pk"), dropped_on=None, due_on__range=(period.first, period.last)
    )
    missed = due.filter(Q(done_on=None) | Q(done_on__gt=F("due_on")))
    asked = ControlReturn.objects.filter(Exists(due))
    return Share(asked.exclude(Exists(missed)), of=asked)


@statements.measure("Governance issues settled in time", unit="%", better="up", public=False)
def issues_in_time(period: Period) -> Share:
    """Of the statements with issues due in the period, those of which all were settled by their day."""
    due = Issue.objects.filter(statement=OuterRef("pk"), due_on__range=(period.first, period.last))
    missed = due.filter(Q(settled_on=None) | Q(settled_on__gt=F("due_on")))
    told = Statement.objects.filter(Exists(due))
    return Share(told.exclude(Exists(missed)), of=told)


@codes.measure("Self-assessments kept to in every part", unit="codes", better="up", public=False)
def self_assessed(period: Period) -> Count:
    """Self-assessments that stood on the last day of the period, every part of them kept to."""
    lacking = Judgement.objects.filter(code=OuterRef("pk"), says__in=["no", "partly"])
    stood = LocalCode.objects.exclude(framework=GOVERNANCE).filter(published_on__lte=period.last)
    stood = stood.filter(Q(closed_on=None) | Q(closed_on__gt=period.last))
    return Count(stood.exclude(Exists(lacking)))
