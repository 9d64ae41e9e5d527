"""What is asked about a version of the constitution."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.services.constitution.models import Article

TODAY = "Leave it empty for today."


class Draft(ActionForm):
    """What a new version is to change."""

    what_changed = LongTextField(label="What is it to change?", max_length=5_000)


class WriteArticle(ActionForm):
    """The words of one part; those that stood there are replaced."""

    part = forms.RegexField(
        r"^[0-9A-Z]+(\.[0-9A-Z]+)*$", label="Which part?", help_text="Such as 2.5.", max_length=20,
        error_messages={"invalid": "Enter a part like 2.5 or 3A"},
    )  # fmt: skip
    heading = forms.CharField(label="Its heading", max_length=200)
    text = LongTextField(label="Its words", max_length=100_000)


class StrikeArticle(ActionForm):
    """A part that is not to be any more."""

    article = forms.ModelChoiceField(label="Which part?", queryset=Article.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            found = Article.objects.filter(version=self.record.pk).order_by("part")
            self.fields["article"].queryset = found  # type: ignore[attr-defined]


class Adopt(ActionForm):
    """By whom, and since when it holds."""

    adopted_by = forms.CharField(
        label="Who adopted it?", help_text="Such as “Council, 15 May 2018, minute 31”.", max_length=200
    )
    on = DateField(label="Since when does it hold?", help_text=TODAY, required=False)


class Withdraw(ActionForm):
    """Why it is not to be."""

    why = LongTextField(label="Why?", max_length=2_000)
