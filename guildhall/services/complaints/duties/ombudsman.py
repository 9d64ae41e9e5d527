"""What must be true of an Ombudsman's cases and of what is recommended in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from guildhall.kernel.clocks.wording import said
from guildhall.services.complaints.afterwards import ombudsman, recommendations
from guildhall.services.complaints.letters import compared_with_letters
from guildhall.services.complaints.models import Enquiry, OmbudsmanCase, Recommendation, Remedy
from guildhall.services.complaints.models.ombudsman import UPHELD

ACT = "Local Government Act 1974 s.31"


@ombudsman.duty(
    "What an Ombudsman asks is answered by the day it is due back",
    law="Local Government Act 1974 s.29; Complaint Handling Codes 2024, 8",
    settled_by="Answer it and log that, or agree another day with them.",
    over=lambda records, today: records.open().exclude(due_back_on=None),
)
def enquiries_answered(records: Any, today: date) -> Any:
    return records.filter(due_back_on__lt=today)


def late_answers(case: OmbudsmanCase, today: date) -> Iterator[str]:
    """Each enquiry that was decided on without an answer."""
    for each in case.enquiries.all():
        if each.answered_on is None:
            yield f"What was due back on {said(each.due_on)} was never answered: {each.asked}"


@ombudsman.duty(
    "No Ombudsman has to decide without the council’s answer",
    law="Local Government Act 1974 s.29",
    settled_by="Answer it all the same, and say why it was not answered.",
    over=lambda records, today: records.filter(stage=OmbudsmanCase.Stage.DECIDED, disposed_on=None),
    detail=late_answers,
)
def never_unanswered(records: Any, today: date) -> Any:
    unanswered = Enquiry.objects.filter(case=OuterRef("pk"), answered_on=None)
    return records.filter(Exists(unanswered)).prefetch_related("enquiries")


@ombudsman.duty(
    "An upheld decision is put right",
    law=ACT,
    settled_by="Log what they recommend; where they were content with what we had done, say so.",
    over=lambda records, today: records.filter(decision__in=UPHELD, disposed_on=None),
)
def upheld_is_put_right(records: Any, today: date) -> Any:
    recommended = Recommendation.objects.filter(of=OuterRef("pk"))
    return records.filter(~Exists(recommended), remedied_before=False)


@ombudsman.duty(
    "An Ombudsman’s case is about a complaint we know",
    settled_by="Say which complaint it is about, or log the complaint.",
    over=lambda records, today: records.filter(decision__in=UPHELD, disposed_on=None),
)
def about_a_complaint(records: Any, today: date) -> Any:
    return records.filter(of=None)


@ombudsman.duty(
    "An Ombudsman’s case is as close as its complaint",
    law="UK GDPR Art.5(1)(f)",
    settled_by="Raise its sensitivity.",
    over=lambda records, today: records.exclude(of=None),
)
def as_close_as_its_complaint(records: Any, today: date) -> Any:
    return records.filter(sensitivity__lt=F("of__sensitivity"))


def otherwise(case: OmbudsmanCase, today: date) -> Iterator[str]:
    """In what the letter and our case differ."""
    yield from compared_with_letters([case]).get(case.pk, ())


@ombudsman.duty(
    "The annual review letter agrees with what we hold",
    law="Complaint Handling Code 2024 (LGSCO), 8",
    settled_by="Correct our case, or write to the Ombudsman about the line; then bring in the letter again.",
    over=lambda records, today: records.exclude(decided_on=None).filter(disposed_on=None),
    detail=otherwise,
)
def agrees_with_the_letter(records: Any, today: date) -> Any:
    return records.filter(pk__in=list(compared_with_letters(records)))


@recommendations.duty(
    "What an Ombudsman recommends is done by its day",
    law=ACT,
    settled_by="Do it and log the evidence, or agree a later day with them.",
    over=lambda records, today: records.open(),
)
def complied_in_time(records: Any, today: date) -> Any:
    return records.late(today)


@recommendations.duty(
    "Every recommendation has an owner",
    law=ACT,
    settled_by="Give it to somebody.",
    over=lambda records, today: records.open(),
)
def owned(records: Any, today: date) -> Any:
    return records.filter(owner=None, team=None)


@recommendations.duty(
    "A recommended payment says how much",
    law=ACT,
    settled_by="Log it again with its sum, and say that this one is no longer asked for.",
    over=lambda records, today: records.filter(Q(kind=Remedy.Kind.PAYMENT)).exclude(
        stage=Recommendation.Stage.DROPPED
    ),
)
def payments_are_costed(records: Any, today: date) -> Any:
    return records.filter(cost=None)
