"""What is asked of a team or a post of the staff structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField
from guildhall.plan import models
from guildhall.plan.forms.delivery import keys_of
from guildhall.plan.forms.rows import RowForm

Kind = models.StructureLine.Kind


class StructureLine(RowForm):
    """A team or a post, known by its short name."""

    model, of, known_by, key_from = models.StructureLine, "plan", ("key",), "title"
    kind = forms.ChoiceField(label="A team or a post?", choices=Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label="What is it called?", max_length=200, help_text="A post by its role, not by who holds it."
    )
    key = forms.SlugField(label="Short name", max_length=80, required=False)
    team = forms.ChoiceField(label="Which team is it in?", required=False)
    reports_to = forms.ChoiceField(label="Which post does it report to?", required=False)
    fte = forms.DecimalField(
        label="Full-time equivalents", max_digits=7, decimal_places=2, required=False,
        help_text="For a post, such as 1.5.",
    )  # fmt: skip
    grade = forms.CharField(label="Grade", max_length=40, required=False)
    first = DateField(
        label="From", required=False, help_text="Leave it empty if it stood before anybody wrote it down."
    )
    last = DateField(label="Until", required=False, help_text="Its last day. Leave it empty while it stands.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._saved:
            lines = list(self.record.structure.order_by("title", "pk"))
            for name, kind in (("team", Kind.TEAM), ("reports_to", Kind.POST)):
                self.fields[name].choices = keys_of(  # type: ignore[attr-defined]
                    each for each in lines if each.kind == kind
                )

    @classmethod
    def answers(cls, row: Any) -> dict[str, Any]:
        """With its team, and what it reports to, by their short names."""
        above = {name: getattr(row, name) for name in ("team", "reports_to")}
        return {**super().answers(row), **{name: each.key if each else "" for name, each in above.items()}}

    def clean_team(self) -> Any:
        return self._line("team")

    def clean_reports_to(self) -> Any:
        return self._line("reports_to")

    def clean(self) -> dict[str, Any]:
        """Refuses what would in the end be above itself."""
        told = super().clean()
        row = told.get("row")
        if row is not None and row.pk and (circle := circle_above(row, self.record.structure.all())):
            named = " is under ".join(f"“{each}”" for each in circle)
            raise ValidationError(f"That would be a circle: {named}.")
        return told

    def _line(self, name: str) -> Any:
        key = self.cleaned_data[name]
        return self.record.structure.get(key=key) if self._saved and key else None


def circle_above(row: Any, lines: Iterable[Any]) -> list[Any]:
    """The way from a line up to itself, over teams and reporting lines; empty where there is none."""
    by_pk = {each.pk: each for each in lines} | {row.pk: row}
    ways, seen = [[row]], {row.pk}
    while ways:
        way = ways.pop(0)
        for pk in _above(way[-1]):
            if pk == row.pk:
                return [*way, row]
            if pk in by_pk and pk not in seen:
                seen.add(pk)
                ways.append([*way, by_pk[pk]])
    return []


def _above(line: Any) -> Iterator[int]:
    yield from filter(None, (line.team_id, line.reports_to_id))
