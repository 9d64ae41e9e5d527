"""What is asked of an average: which sum, which number, and nothing where they are of different things."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.kernel.actions import ActionForm
from guildhall.plan.duties.wording import telling_words
from guildhall.plan.models import Figure
from guildhall.plan.worth import average

POUNDS = "£"


def _which(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, queryset=Figure.objects.none(), empty_label=None)


class StateAverage(ActionForm):
    """A sum of money and how many it is for: both stated already, of the same things, for the same time."""

    total = _which("Which sum of money?")
    count = _which("For how many?")
    name = forms.CharField(label="What is the average called?", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            there = self.record.figures.order_by("pk")
            self.fields["total"].queryset = there.filter(unit=POUNDS)  # type: ignore[attr-defined]
            self.fields["count"].queryset = there.exclude(unit__in=(POUNDS, "%"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Adds the average; refused where nobody can divide the one by the other."""
        told = dict(super().clean() or self.cleaned_data)
        total, count = told.get("total"), told.get("count")
        if total is None or count is None:
            return told
        try:
            told["value"] = average(
                total.value, _said(total), count.value, _said(count), same=_alike(total, count)
            )
        except ValueError as error:
            self.add_error("count", str(error))
        return told


def _said(figure: Figure) -> str:
    days = f" at {figure.as_at:%-d %B %Y}" if figure.as_at else ""
    if figure.first and figure.last:
        days = f" from {figure.first:%-d %B %Y} to {figure.last:%-d %B %Y}"
    return f"“{figure.name}”{days}"


def _alike(total: Figure, count: Figure) -> bool:
    """Whether both are of the same things, by their words, and for the same days."""
    days = [(each.first, each.last, each.as_at) for each in (total, count)]
    return days[0] == days[1] and telling_words(total.name) == telling_words(count.name)
