"""The verbs of a survey."""

from __future__ import annotations

import secrets
from datetime import date
from datetime import time as time_of_day
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Q

from guildhall.commons.satisfaction.models import Asking
from guildhall.kernel import time
from guildhall.services.satisfaction import forms
from guildhall.services.satisfaction.models import Change, Survey
from guildhall.services.satisfaction.service import Stage, satisfaction

RULE = "The council’s customer service strategy"
FAIR = "UK GDPR Art. 5(1)(c) and 21: no more than is needed, and nobody against their word"


@satisfaction.opening(
    asks=forms.Begin,
    says="{actor} began to ask {percent}% of them.",
    label="Begin a survey",
    law=FAIR,
)
def begin(
    survey: Survey,
    title: str,
    of_service: str,
    channel: str,
    percent: Decimal,
    cap_days: int | None,
    quiet_from: time_of_day | None,
    quiet_until: time_of_day | None,
    purpose: str,
    on: date,
) -> None:
    """Begin to ask customers of a service and channel how they were served: so many in a hundred, by lot."""
    survey.title, survey.of_service, survey.channel = title, of_service, channel
    survey.purpose, survey.opened_on = purpose, on
    if Asking.objects.filter(until=None, service=of_service, channel=channel).exists():
        raise ValidationError("Customers of this service and channel are asked already")
    asking = _asking(survey, percent, cap_days)
    if quiet_from and quiet_until:
        asking.quiet_from, asking.quiet_until = quiet_from, quiet_until
    survey.once_saved(lambda: _keep(survey, asking))


def _asking(survey: Survey, percent: Decimal, cap_days: int | None) -> Asking:
    given = {} if cap_days is None else {"cap_days": cap_days}
    return Asking(
        service=survey.of_service, channel=survey.channel, percent=percent, seed=secrets.token_hex(16),
        since=time.now(), **given,
    )  # fmt: skip


def _keep(survey: Survey, asking: Asking) -> None:
    asking.survey_id = survey.pk
    asking.save(force_insert=True)


def _last(survey: Survey) -> Asking:
    return Asking.objects.filter(survey=survey.pk).latest("pk")


def _stop(survey: Survey) -> None:
    Asking.objects.filter(survey=survey.pk, until=None).update(until=time.now())


@satisfaction.action(
    Stage.RUNNING,
    asks=forms.SetRate,
    says="{actor} has {percent}% of them asked: {reason}",
    label="Change how many are asked",
    law=FAIR,
)
def set_rate(survey: Survey, percent: Decimal, cap_days: int | None) -> None:
    """Ask more or fewer from now on, under a new lot. Who was drawn before stays as it was drawn."""
    before = _last(survey)
    _stop(survey)
    asking = _asking(survey, percent, before.cap_days if cap_days is None else cap_days)
    asking.quiet_from, asking.quiet_until = before.quiet_from, before.quiet_until
    _keep(survey, asking)


@satisfaction.action(
    Stage.RUNNING, to=Stage.PAUSED, asks=forms.Why, says="{actor} paused it: {reason}", law=RULE
)
def pause(survey: Survey) -> None:
    """Ask nobody for a while: before an election, after something terrible."""
    _stop(survey)


@satisfaction.action(
    Stage.PAUSED, to=Stage.RUNNING, asks=forms.Why, says="{actor} resumed it: {reason}", law=RULE
)
def resume(survey: Survey) -> None:
    """Ask again, as many as before."""
    before = _last(survey)
    asked = Q(service=survey.of_service, channel=survey.channel, until=None)
    if Asking.objects.filter(asked).exists():
        raise ValidationError("Another survey asks these customers now")
    asking = _asking(survey, before.percent, before.cap_days)
    asking.quiet_from, asking.quiet_until = before.quiet_from, before.quiet_until
    _keep(survey, asking)


@satisfaction.action(
    asks=forms.LookAt,
    says="{actor} looked at what was answered: {found}",
    label="Say what you found",
    law=RULE,
)
def look_at(survey: Survey, on: date) -> None:
    """Say what the answers tell, and what is done about it; they are looked at again in a quarter."""
    survey.looked_at_on = on


@satisfaction.action(
    *Stage.values,
    asks=forms.NoteChange,
    says="{actor} noted what changed for them: {what}.",
    label="Note what changed for them",
    law=RULE,
)
def note_change(survey: Survey, what: str, changed_on: date, months: int | None) -> None:
    """Note what changed for these customers on a day, so that before and after are set side by side."""
    Change.objects.create(survey=survey, what=what, on=changed_on, months=months or 3)


@satisfaction.action(
    Stage.RUNNING, Stage.PAUSED, to=Stage.ENDED, asks=forms.Why, says="{actor} ended it: {reason}", law=RULE
)
def end(survey: Survey) -> None:
    """End the survey. What was answered stays."""
    _stop(survey)
