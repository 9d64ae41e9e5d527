"""Rows of several kinds brought in at once, each through the form of its own verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from guildhall.kernel.clocks.wording import counted
from guildhall.plan.forms import contents, delivery, promises, structure
from guildhall.plan.forms.rows import RowForm

Kinds = Mapping[str, tuple[type[RowForm], str]]

# By the name of their list in an edition: the form of one, and what one is called.
OF_A_PLAN: Kinds = {
    "aims": (contents.Aim, "aim"),
    "sections": (contents.Section, "section"),
    "contents": (contents.ContentsLine, "contents line"),
    "profiles": (contents.Profile, "service profile"),
    "structure": (structure.StructureLine, "line of the structure"),
    "stakeholders": (contents.Stakeholder, "stakeholder"),
    "legislation": (contents.Law, "law"),
    "ideas": (contents.Idea, "idea"),
    "mentions": (contents.Mention, "mention"),
    "figures": (contents.Figure, "figure"),
    "dates": (contents.KeyDate, "key date"),
    "evidence": (contents.Evidence, "piece of evidence"),
    "budget": (contents.BudgetLine, "budget line"),
}
OF_AN_OBJECTIVE: Kinds = {"wordings": (contents.Wording, "wording")}
OF_A_DELIVERABLE: Kinds = {
    "resources": (delivery.SetResource, "resource"),
    "promises": (promises.SetPromise, "promise"),
    "actions": (delivery.SetKeyAction, "key action"),
    "milestones": (delivery.AddMilestone, "milestone"),
    "dependencies": (delivery.DependOn, "dependency"),
    "years": (delivery.NoteFutureYear, "later year"),
    "benefits": (delivery.SetBenefit, "benefit"),
    "benefit_years": (delivery.RecordBenefitYear, "year of a benefit"),
}


def bring_in(record: Any, rows: Mapping[str, list[dict[str, Any]]], kinds: Kinds, by: Any) -> str:
    """Keeps the rows of a saved record, and says how many of each there were.

    Raises ValidationError naming the list, the row and the question that is wrong.
    """
    if unknown := sorted(rows.keys() - kinds.keys()):
        raise ValidationError(f"There is no kind of row called {unknown[0]}; there are {', '.join(kinds)}.")
    for kind, (form, _) in kinds.items():
        for number, told in enumerate(rows.get(kind, ()), 1):
            _keep(form, told, record, by, f"{kind}, row {number}")
    numbers = [_counted(len(rows[kind]), one) for kind, (_, one) in kinds.items() if rows.get(kind)]
    return ", ".join(numbers) or "nothing"


def _counted(number: int, one: str) -> str:
    if one.startswith(("piece of ", "year of ", "line of ")):
        first, rest = one.split(" ", 1)
        return f"{counted(number, first)} {rest}"
    return counted(number, one) if not one.endswith("y") or number == 1 else f"{number} {one[:-1]}ies"


def _keep(form: type[RowForm], told: dict[str, Any], record: Any, by: Any, where: str) -> None:
    if unknown := sorted(told.keys() - form.base_fields.keys()):
        known = ", ".join(form.base_fields)
        raise ValidationError(f"{where}: there is no “{unknown[0]}”; there are {known}.")
    asked = form(told, record=record, by=by)
    if not asked.is_valid():
        raise ValidationError(f"{where}: {first_error(asked)}")
    asked.cleaned_data["row"].save()


def first_error(form: forms.Form) -> str:
    """What is wrong with a form, in one line: the question's name, and what is said of the answer."""
    name, errors = next(iter(form.errors.items()))
    said = " ".join(map(str, errors))
    return said if name == NON_FIELD_ERRORS else f"{name}: {said}"
