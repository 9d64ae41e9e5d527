"""What retention takes from what belongs to a code, a return or a statement: every text somebody typed."""

from datetime import date
from functools import partial

from django.db import transaction

from guildhall.commons.paper.kept import forget
from guildhall.kernel.retention import FORGOTTEN, forgets
from guildhall.services.assurance.document import shelf
from guildhall.services.assurance.models import (
    Answer,
    Improvement,
    Issue,
    Judgement,
    Passage,
    Piece,
    Signature,
    Version,
)


@forgets("evidence of governance")
def forget_evidence(ids: list[int], today: date) -> int:
    """Removes the evidence of codes whose time is up, and any that leads to what is forgotten now."""
    leading = Piece.objects.filter(record__in=ids).update(record=None)
    return leading + Piece.objects.filter(code__in=ids).delete()[0]


@forgets("judgements of self-assessments")
def forget_judgements(ids: list[int], today: date) -> int:
    """Why we said so, and who; what was said of each part stays, and names nobody."""
    return Judgement.objects.filter(code__in=ids).update(text=FORGOTTEN, by=None)


@forgets("answers on internal control")
def forget_answers(ids: list[int], today: date) -> int:
    Answer.objects.filter(record__in=ids).update(record=None)
    Answer.objects.filter(of__in=ids).update(evidence="", record=None)
    return Improvement.objects.filter(of__in=ids).update(
        text=FORGOTTEN, owner_role=FORGOTTEN, outcome="", dropped_because=""
    )


@forgets("words of governance statements")
def forget_statements(ids: list[int], today: date) -> int:
    for number in ids:
        transaction.on_commit(partial(forget, shelf(number)))
    return sum(
        rows.delete()[0]
        for rows in (
            Signature.objects.filter(version__statement__in=ids),
            Version.objects.filter(statement__in=ids),
            Passage.objects.filter(statement__in=ids),
            Issue.objects.filter(statement__in=ids),
        )
    )
