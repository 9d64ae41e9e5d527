"""What is forgotten of a plan, an objective or a deliverable with the record itself: every row of theirs."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction

from guildhall.commons.paper.kept import forget
from guildhall.kernel.retention import forgets
from guildhall.plan import models
from guildhall.plan.editing import versions
from guildhall.plan.public.shelf import shelf

OF_PLANS = (
    models.Aim, models.Section, models.ContentsLine, models.Profile, models.StructureLine,
    models.Stakeholder, models.Idea,
    models.Comment, models.Mention, models.Figure, models.KeyDate, models.Evidence, models.BudgetLine,
    models.SignOff, models.Legislation, models.PlanVersion, models.Proposal, models.PlanReview,
)  # fmt: skip
OF_OBJECTIVES = (models.Wording,)
OF_PROGRAMMES = (models.Subject,)
OF_DELIVERABLES = (
    models.Promise, models.Resource, models.Milestone, models.KeyAction, models.Dependency, models.FutureYear,
    models.Benefit, models.Commentary,
)  # fmt: skip


@forgets("rows of plans")
def forget_rows(ids: list[int], today: date) -> int:
    """Removes the rows of these records, with what hangs on them: votes, and the years of benefits."""
    kinds = {
        "plan": OF_PLANS,
        "objective": OF_OBJECTIVES,
        "deliverable": OF_DELIVERABLES,
        "programme": OF_PROGRAMMES,
    }
    return sum(
        row._default_manager.filter(**{f"{of}__in": ids}).delete()[0]
        for of, rows in kinds.items()
        for row in rows
    )


@forgets("what versions of plans say of them")
def forget_in_versions(ids: list[int], today: date) -> int:
    """Takes these objectives and deliverables out of every version, and what was proposed or said of them."""
    said = models.Proposal.objects.filter(about__in=ids).delete()[0]
    return said + models.Comment.objects.filter(record__in=ids).delete()[0] + versions.forget(ids)


@forgets("plans on paper")
def forget_paper(ids: list[int], today: date) -> int:
    """Removes the files that were made of these plans, once that has committed."""
    for number in ids:
        transaction.on_commit(partial(forget, shelf(number)))
    return 0
