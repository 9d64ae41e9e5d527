"""What retention takes from what belongs to a complaint: every text that somebody typed."""

from datetime import date
from functools import partial

from django.db import transaction

from guildhall.commons.paper.kept import forget
from guildhall.kernel.retention import FORGOTTEN, forgets
from guildhall.services.complaints.models import (
    Decision,
    Enquiry,
    Offered,
    Point,
    ReportPassage,
)
from guildhall.services.complaints.report_document import shelf


@forgets("points of complaint")
def forget_points(ids: list[int], today: date) -> int:
    """The points and the reasons; what was decided stays, and names nobody."""
    Decision.objects.filter(point__complaint__in=ids).update(reason=FORGOTTEN, by=None)
    return Point.objects.filter(complaint__in=ids).update(text=FORGOTTEN)


@forgets("offered complaints")
def forget_offers(ids: list[int], today: date) -> int:
    """What was said elsewhere goes with the complaint that was made of it."""
    return Offered.objects.filter(complaint__in=ids).update(words=FORGOTTEN, party=None)


@forgets("enquiries of an Ombudsman")
def forget_enquiries(ids: list[int], today: date) -> int:
    """What was asked and answered; the days stay, and name nobody."""
    told = {"asked": FORGOTTEN, "answer": FORGOTTEN, "answered_by": None}
    return Enquiry.objects.filter(case__in=ids).update(**told)


@forgets("words of complaints reports")
def forget_reports(ids: list[int], today: date) -> int:
    """The words and the paper; its figures stand in the measures."""
    for number in ids:
        transaction.on_commit(partial(forget, shelf(number)))
    return ReportPassage.objects.filter(report__in=ids).delete()[0]
