"""What is asked about an article or a script."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.services.contacts.forms.fields import TopicsField
from guildhall.services.contacts.models import Article, Feedback
from guildhall.services.contacts.models.articles import MOST_MONTHS


class Write(ActionForm):
    """What it says, what it is about, and how often it is looked at again."""

    kind = forms.ChoiceField(label="What is it?", choices=Article.Kind.choices, widget=forms.RadioSelect)
    heading = forms.CharField(label="What is it called?", help_text="As somebody would ask.", max_length=300)
    text = LongTextField(
        label="What does it say?", help_text="A script has a line for each thing to ask or to say.",
        max_length=20_000,
    )  # fmt: skip
    topics = TopicsField(
        label="Which topics is it about?",
        help_text="One a line, by name or LGSL number.",
        required=False,
        max_length=2_000,
    )
    words = forms.CharField(
        label="What else may people call it?",
        help_text="Words with commas between: it is found by them too.",
        max_length=300,
        required=False,
    )
    review_months = forms.IntegerField(
        label="After how many months is it looked at again?",
        min_value=1,
        max_value=MOST_MONTHS,
        initial=6,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["review_months"] = given.get("review_months") or 6
        return given


class Revise(Write):
    """The same, with what it says now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (record := self.record) is not None and not self.initial:
            self.initial = {
                "kind": record.kind,
                "heading": record.title,
                "text": record.text,
                "words": record.words,
                "review_months": record.review_months,
                "topics": "\n".join(each.name for each in record.topics.all()),
            }


class Review(ActionForm):
    """What was found."""

    found = forms.CharField(
        label="What did you find?",
        help_text="For example: still right; the charge has changed and was corrected.",
        max_length=1_000,
    )


class DidNotHelp(ActionForm):
    """What was missing or wrong."""

    missing = LongTextField(
        label="What was missing or wrong?",
        help_text="Name nobody who called. Whoever owns the article reads it.",
        max_length=1_000,
    )


class AnswerFeedback(ActionForm):
    """Which feedback, and what was done about it."""

    feedback = forms.ModelChoiceField(
        label="Which feedback do you answer?",
        queryset=Feedback.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    answer = LongTextField(label="What did you do about it?", max_length=1_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field = self.fields["feedback"]
            field.queryset = self.record.feedback.filter(answered_on=None).order_by("on", "pk")  # type: ignore[attr-defined]
            field.label_from_instance = lambda each: each.missing  # type: ignore[attr-defined]


class Retire(ActionForm):
    """Why it is not used any more."""

    reason = forms.CharField(label="Why is it not used any more?", max_length=300)
