"""What must be true of every request."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from guildhall.commons.letters.models import Letter
from guildhall.kernel.deadlines import ClockInput
from guildhall.kernel.events import Event
from guildhall.kernel.records import Sensitivity
from guildhall.services.requests.models import (
    ANSWERS,
    WITHHOLDS,
    InformationRequestQuerySet,
    Regime,
)
from guildhall.services.requests.service import Stage, requests

Requests = InformationRequestQuerySet

GIVEN_WITHIN = timedelta(days=7)
LEFT_WITHIN = timedelta(days=5)
PUBLISHED_WITHIN = timedelta(days=28)
WAITED_LONG = timedelta(days=92)


@requests.duty(
    "Every request is answered in its time",
    law="FOIA 2000 s.10; EIR 2004 reg.5(2); UK GDPR Art.12(3)",
    settled_by="Answer it, refuse it or, before the time is out, extend it.",
    over=lambda records, today: records.open(),
)
def answered_in_time(records: Requests, today: date) -> Requests:
    return records.late(today)


def _letter(template: str) -> Exists:
    """Whether a letter of that name has left: by e-mail, or by post."""
    left = (Letter.State.SENT, Letter.State.POSTED)
    return Exists(Letter.objects.filter(record=OuterRef("pk"), template=template, state__in=left))


@requests.duty(
    "Every requester is told that their request arrived",
    law="FOIA 2000 s.16, s.45 Code 4.1; the council's promise of five days",
    settled_by="Send or post the acknowledgement; where there is no address, find one.",
    over=lambda records, today: records.open().handled_here(),
)
def acknowledged(records: Requests, today: date) -> Requests:
    return records.filter(~_letter("acknowledgement"), opened_on__lt=today - LEFT_WITHIN)


@requests.duty(
    "Every requester is told of an extension",
    law="FOIA 2000 s.17(2); EIR 2004 reg.7(3); UK GDPR Art.12(3)",
    settled_by="Send or post the letter: without it the first date stands.",
    over=lambda records, today: records.open().filter(_extended(before=today)),
)
def extension_told(records: Requests, today: date) -> Requests:
    return records.filter(_extended(before=today - LEFT_WITHIN), ~_letter("extension"))


def _extended(*, before: date) -> Exists:
    extensions = ClockInput.objects.filter(name="extended", effective_on__lt=before)
    return Exists(extensions.filter(record=OuterRef("pk")))


@requests.duty(
    "A question to the requester is asked before the time is out",
    law="FOIA 2000 s.1(3); EIR 2004 reg.9(2); UK GDPR Art.12A",
    settled_by="Answer what can be answered: a question asked after the time was out stops nothing.",
    over=lambda records, today: records.filter(stage__in=[Stage.CLARIFYING, Stage.FEE, Stage.IDENTITY]),
)
def asked_in_time(records: Requests, today: date) -> Requests:
    return records.late(today)


@requests.duty(
    "Nobody is kept waiting for an answer that will not come",
    law="FOIA 2000 s.9(2), s.45 Code 1.12; council policy",
    settled_by="Remind the requester, or close it for want of an answer.",
    over=lambda records, today: records.filter(stage__in=[Stage.CLARIFYING, Stage.FEE, Stage.IDENTITY]),
)
def not_left_waiting(records: Requests, today: date) -> Requests:
    lately = Event.objects.filter(record=OuterRef("pk"), effective_on__gte=today - WAITED_LONG)
    return records.exclude(Exists(lately))


@requests.duty(
    "Every request is given to somebody within a week",
    settled_by="Decide which law it falls under and give it to an officer or a team.",
    over=lambda records, today: records.open(),
)
def given_to_somebody(records: Requests, today: date) -> Requests:
    return records.filter(owner=None, team=None, opened_on__lt=today - GIVEN_WITHIN)


@requests.duty(
    "Whatever is withheld is withheld under a section",
    law="FOIA 2000 s.17(1)(b); EIR 2004 reg.14(3)(a); UK GDPR Art.12(4)",
    settled_by="Write to the requester again, with the section.",
    over=lambda records, today: records.with_outcome(*WITHHOLDS).handled_here(),
)
def withholding_cites_a_section(records: Requests, today: date) -> Requests:
    return records.filter(exemptions="")


@requests.duty(
    "A request for somebody's own data is seen by few",
    law="UK GDPR Art.5(1)(f)",
    settled_by="Raise its sensitivity to personal.",
    over=lambda records, today: records.under(Regime.SAR),
)
def own_data_is_personal(records: Requests, today: date) -> Requests:
    return records.filter(sensitivity__lt=Sensitivity.PERSONAL)


@requests.duty(
    "Every answer is published, or a reason is given why not",
    law="FOIA 2000 s.19; EIR 2004 reg.4; the council's promise of four weeks",
    settled_by="Publish it in the disclosure log, or say why not.",
    over=lambda records, today: (
        records.with_outcome(*ANSWERS).under(Regime.FOI, Regime.EIR).handled_here().filter(disposed_on=None)
    ),
)
def published_or_a_reason(records: Requests, today: date) -> Requests:
    return records.filter(closed_on__lt=today - PUBLISHED_WITHIN, published_on=None, not_published_because="")
