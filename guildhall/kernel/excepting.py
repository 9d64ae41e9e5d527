"""Answering for a duty that is not met: a recorded step, by the head of the service, for a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.kernel import time
from guildhall.kernel.actions import Action, ActionForm
from guildhall.kernel.duties import Duty, DutyException
from guildhall.kernel.records import RecordQuerySet

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

# Who may, in every service: the role is the same word everywhere.
WHO = "Head of service"
# Nothing is excepted for ever: after this long somebody looks again.
LONGEST = timedelta(days=366)


def broken_by(record: Any, today: date) -> list[Duty]:
    """The duties of its service that a record does not meet, excepted or not."""
    one = record.declaration.records.filter(pk=record.pk)
    return [duty for duty in record.declaration.duties.values() if _fails(duty, one, today)]


def _fails(duty: Duty, one: RecordQuerySet, today: date) -> bool:
    return bool(duty.failing(duty.over(one, today), today).exists())


class Except(ActionForm):
    """Which duty, why it is not met, and until when that stands."""

    duty = forms.ChoiceField(label="Which duty is not met?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why is it not met, and what is being done?", widget=forms.Textarea, max_length=1_000
    )
    until = forms.DateField(
        label="Until when do you answer for it?", help_text="A year at most. For example, 27/3/2018."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        broken = broken_by(self.record, time.today()) if self.record is not None else []
        self.fields["duty"].choices = [(duty.key, duty.title) for duty in broken]  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not time.today() <= until <= time.today() + LONGEST:
            raise ValidationError("The day must be today or later, and within a year")
        return until


def except_from_duty(record: Any, duty: str, reason: str, until: date, by: Any) -> None:
    """Answer for a duty this record does not meet: say why, and until when that stands."""
    answer = {"owner": by, "reason": reason, "until": until}
    record.once_saved(
        lambda: DutyException.objects.update_or_create(duty=duty, record_id=record.pk, defaults=answer)
    )


def _meets_all(record: Any, by: Any) -> str | None:
    return None if broken_by(record, time.today()) else "It meets every duty."


def attach_to_all() -> None:
    """Once every duty is declared."""
    from guildhall.kernel.services import services

    for service in services():
        if service.duties:
            attach(service)


def attach(service: Service) -> None:
    """Gives a service with duties the verb, and the head of the service the right to it."""
    Action(
        service,
        except_from_duty,
        stages=tuple(service.stages.values),
        asks=Except,
        gates=(_meets_all,),
        label="Answer for a duty that is not met",
        says="{actor} answers until {until:%-d %B %Y} for a duty that is not met: {reason}",
    )
    service.roles[WHO] = service.roles.get(WHO, frozenset()) | {"except_from_duty"}
