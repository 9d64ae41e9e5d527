"""What is asked of a band and of a category of risks; what is refused keeps every score in a band."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from guildhall.services.risks.models import HIGHEST, NOT_SORTED, Band, Category

WORDS = {"name": "name", "lowest": "lowest score", "colour": "colour", "appetite": "appetite"}
ONLY_WHO_ACCEPTS = "Only whoever accepts risks sets how high a score the council lives with"


class ScaleForm(forms.Form):
    """A band or a category: a new one or, with `row`, one that is there.

    `accepts` says whether its reader may accept risks.
    """

    model: ClassVar[Any]
    called: ClassVar[str]
    why = forms.CharField(
        label="Why does it change?", max_length=500, error_messages={"required": "Say why it changes"}
    )

    def __init__(self, data: Any = None, *, row: Any = None, accepts: bool = False) -> None:
        self.row, self.accepts = row, accepts
        names = [name for name in self.base_fields if hasattr(self.model, name)]
        first = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(data, initial=first)

    @property
    def others(self) -> Any:
        """The rows beside this one."""
        return self.model.objects.exclude(pk=self.row.pk if self.row else None)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.others.filter(name__iexact=name).exists():
            raise ValidationError(f"There is one called {name} already")
        return name

    def told(self) -> str:
        """What is otherwise now, in words; empty where nothing is."""
        return "; ".join(
            f"{WORDS[name]} {self.cleaned_data[name]}, not {self.initial[name]}"
            for name in self.initial
            if self.cleaned_data[name] != self.initial[name]
        )

    def kept(self) -> Any:
        """The row as it was answered, saved."""
        row = self.row or self.model()
        for name in [each for each in self.fields if hasattr(self.model, each)]:
            setattr(row, name, self.cleaned_data[name])
        row.save()
        return row

    def why_stays(self) -> str | None:
        """Why the row cannot be removed; None where it can."""
        raise NotImplementedError


class BandForm(ScaleForm):
    """A band of scores."""

    model, called = Band, "band"
    name = forms.CharField(label="What is it called?", max_length=40)
    lowest = forms.IntegerField(
        label="Its lowest score?", min_value=1, max_value=HIGHEST,
        help_text="It reaches up to the band above.",
    )  # fmt: skip
    colour = forms.ChoiceField(label="Its colour?", choices=Band.Colour.choices)
    field_order = ("name", "lowest", "colour", "why")

    def clean_lowest(self) -> int:
        lowest: int = self.cleaned_data["lowest"]
        if found := self.others.filter(lowest=lowest).first():
            raise ValidationError(f"{found} begins there already")
        if lowest != 1 and not self.others.filter(lowest=1).exists():
            raise ValidationError("One band must begin at 1, so that every score is in one")
        return lowest

    def why_stays(self) -> str | None:
        """The lowest band stays: every score must be in one."""
        return (
            "One band must begin at 1: give another one that score first." if self.row.lowest == 1 else None
        )


class CategoryForm(ScaleForm):
    """A category of risks, with the council's appetite for them."""

    model, called = Category, "category"
    name = forms.CharField(label="What is it called?", max_length=60)
    appetite = forms.IntegerField(
        label="What is the highest score the council lives with untreated?", min_value=0, max_value=HIGHEST,
        help_text="Likelihood times impact, from 0 for none at all to 25.",
    )  # fmt: skip
    field_order = ("name", "appetite", "why")

    def clean_name(self) -> str:
        if self.row and self.row.name == NOT_SORTED != self.cleaned_data["name"]:
            raise ValidationError(f"{NOT_SORTED} keeps its name: new risks of no kind are put there")
        return super().clean_name()

    def clean_appetite(self) -> int:
        """Whoever owns a risk does not also say how much of it is borne."""
        appetite: int = self.cleaned_data["appetite"]
        before = self.row.appetite if self.row else 0
        if appetite != before and not self.accepts:
            raise ValidationError(ONLY_WHO_ACCEPTS)
        return appetite

    def why_stays(self) -> str | None:
        """One that has risks, now or once, stays: the history names it."""
        if self.row.name == NOT_SORTED:
            return "New risks of no kind are put there."
        number = self.row.risks.count()
        return f"{number} risk{'s are' if number > 1 else ' is'} of that kind." if number else None


FORMS: dict[str, type[ScaleForm]] = {"bands": BandForm, "categories": CategoryForm}
