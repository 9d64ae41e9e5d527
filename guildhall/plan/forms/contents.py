"""What is asked of the contents of a plan, from its aims to its budget."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.periods import Period
from guildhall.plan import models
from guildhall.plan.forms.rows import PeriodField, RowForm, WordsField
from guildhall.plan.models.boards import QUADRANTS
from guildhall.plan.models.budgets import Money


def _page() -> forms.IntegerField:
    return forms.IntegerField(label="Page", min_value=1, max_value=2_000, required=False)


def _long(label: str, *, required: bool = True) -> LongTextField:
    return LongTextField(label=label, max_length=50_000, required=required)


def _line(label: str, length: int = 300, *, required: bool = True, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **options)


class Aim(RowForm):
    """One thing the directorate is for."""

    model, of = models.Aim, "plan"
    text = _long("Aim")


class Section(RowForm):
    """A section, known by its number and title."""

    model, of, known_by = models.Section, "plan", ("number", "title")
    number = _line("Number", 12, required=False)
    title = _line("Heading")
    page = _page()
    text = _long("Text", required=False)


class ContentsLine(RowForm):
    """A line of the contents list."""

    model, of = models.ContentsLine, "plan"
    page = _page()
    title = _line("What it promises")


class RewordContentsLine(ActionForm):
    """A line of the contents, and what it says instead."""

    line = forms.ModelChoiceField(
        label="Which line?", queryset=models.ContentsLine.objects.none(), empty_label=None
    )
    title = _line("What does it promise instead?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["line"].queryset = self.record.contents.order_by("page", "pk")  # type: ignore[attr-defined]


class Profile(RowForm):
    """A team of a service area."""

    model, of, known_by = models.Profile, "plan", ("area", "team")
    area = _line("Service area", 200)
    team = _line("Team", 200, required=False)
    lead = _line("Its lead, by role", 200, required=False)
    responsibility = _long("What it answers for", required=False)

    def _row(self, told: dict[str, Any]) -> Model:
        """Only a team is known by its name: an area may have several rows without one."""
        return super()._row(told) if told["team"] else models.Profile(plan=self.record)


class Stakeholder(RowForm):
    """Somebody a service area works with or for."""

    model, of = models.Stakeholder, "plan"
    area = _line("Service area", 200, required=False)
    group = forms.ChoiceField(label="Group", choices=models.Stakeholder.Group.choices)
    name = _line("Name", 200)


class Idea(RowForm):
    """A note on a board, in one of the board's own four fields."""

    model, of = models.Idea, "plan"
    board = forms.ChoiceField(
        label="Which board?", choices=models.Idea.Board.choices, widget=forms.RadioSelect
    )
    quadrant = forms.ChoiceField(
        label="Where on it?", choices=models.Idea.Quadrant.choices, widget=forms.RadioSelect
    )
    text = LongTextField(label="What is your idea?", max_length=2_000)

    def clean(self) -> dict[str, Any]:
        """A threat does not stand on the board of social, technological, economic and political things."""
        board, quadrant = self.cleaned_data.get("board"), self.cleaned_data.get("quadrant")
        if board and quadrant and quadrant not in (known := QUADRANTS[models.Idea.Board(board)]):
            labels = ", ".join(str(each.label).lower() for each in known)
            self.add_error("quadrant", f"That board has only {labels}")
        return super().clean()


class Mention(RowForm):
    """Something the text refers to."""

    model, of = models.Mention, "plan"
    kind = _line("Kind", 20)
    names = _line("What it calls the thing")
    words = _long("In which words", required=False)
    place = _line("Where", required=False)


class Figure(RowForm):
    """A figure with its unit; for a period, as at a day, or for the plan's own period."""

    model, of, known_by, key_from = models.Figure, "plan", ("key",), "name"
    key = forms.SlugField(label="Short name", max_length=80, required=False)
    name = _line("What it counts")
    value = forms.DecimalField(label="Figure", max_digits=20, decimal_places=4)
    unit = _line("Unit", 40)
    period = PeriodField(label="Period", required=False, help_text="Such as 2017-18 or May 2018.")
    as_at = DateField(label="As at", required=False)
    own_period = forms.BooleanField(label="The plan says for when it is", required=False)
    part_of = forms.SlugField(label="Part of which figure", max_length=80, required=False)
    sum_of = WordsField(label="Sum of which figures", required=False)
    page = _page()
    words = _long("In which words", required=False)

    @classmethod
    def answers(cls, row: Any) -> dict[str, Any]:
        """With its period as people write it, where it has a name, and its parts in one line."""
        period = Period.named(row.first, row.last) if row.first and row.last else None
        return {
            **super().answers(row), "period": period.name if period else "", "sum_of": ", ".join(row.sum_of),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One period or one day, not both; without either it is for what the plan or the row says."""
        period, as_at = self.cleaned_data.get("period"), self.cleaned_data.get("as_at")
        if period and as_at:
            raise ValidationError("A figure is for a period or as at a day, not both.")
        period = period or (None if as_at else self._default())
        if period:
            self.cleaned_data |= {"first": period.first, "last": period.last}
        elif as_at:
            self.cleaned_data |= {"first": None, "last": None}
        return super().clean()

    def _default(self) -> Period | None:
        """The plan's own period, for a new figure that says nothing."""
        default = self.record.default_period if self.record is not None and "row" not in self.fields else ""
        return Period.parse(default) if default else None


class Law(RowForm):
    """An Act or Regulations the plan reckons with."""

    model, of, known_by = models.Legislation, "plan", ("name",)
    name = _line("What is it called?", help_text="By its name and year, such as Localism Act 2011.")
    in_force_on = DateField(label="From when is it in force?", required=False)
    effect = _long("What does it mean for the plan?", required=False)


class KeyDate(RowForm):
    """A day the plan must reckon with, or some."""

    model, of, known_by = models.KeyDate, "plan", ("kind", "title", "first")
    kind = forms.ChoiceField(label="Kind", choices=models.KeyDate.Kind.choices)
    title = _line("What happens")
    first = DateField(label="On, or from")
    last = DateField(label="Until", required=False)


class Evidence(RowForm):
    """What was done for one principle of the local code."""

    model, of = models.Evidence, "plan"
    edition = forms.ChoiceField(label="Edition of the code", choices=(("2007", "2007"), ("2016", "2016")))
    principle = _line("Principle")
    about = _line("Whom it concerns", 80, required=False)
    text = _long("Evidence")


class BudgetLine(RowForm):
    """An amount of one area's budget for one year."""

    model, of, known_by = models.BudgetLine, "plan", ("area", "kind", "year")
    area = _line("Service area", 200, required=False)
    kind = forms.ChoiceField(label="Kind", choices=Money.choices)
    year = forms.IntegerField(label="Financial year that begins in", min_value=1990, max_value=2100)
    amount = forms.DecimalField(label="Amount in £", max_digits=20, decimal_places=2)
    words = _long("In which words", required=False)


class Wording(RowForm):
    """Words in which an objective is found."""

    model, of = models.Wording, "objective"
    text = _long("Words")
    place = _line("Where", required=False)
