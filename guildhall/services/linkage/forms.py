"""What is asked of whoever decides: what they went by, in one choice, and a remark if they wish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.parties.models import Merge
from guildhall.kernel.actions import ActionForm
from guildhall.services.linkage.models import Settings

SAME = (
    "What differs is a slip of the pen",
    "They changed their name",
    "They moved",
    "They were asked, or a document was seen",
)
OTHER = (
    "Family at one address",
    "Twins, or brothers and sisters",
    "Parent and child of one name",
    "They were asked, or a document was seen",
    "Only the name is the same",
)


def _ground(label: str, grounds: tuple[str, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[(each, each) for each in grounds], widget=forms.RadioSelect
    )


def _remark() -> forms.CharField:
    return forms.CharField(
        label="Remark",
        required=False,
        max_length=300,
        help_text="Write nothing here that only one of them may read.",
    )


class Same(ActionForm):
    """Why they are one person."""

    ground = _ground("Why are they one person?", SAME)
    remark = _remark()


class Other(ActionForm):
    """Why they are two people."""

    ground = _ground("Why are they two people?", OTHER)
    remark = _remark()


class Question(ActionForm):
    """Which joining is doubted."""

    merge = forms.ModelChoiceField(
        Merge.objects.filter(undone_at=None), label="Joining", widget=forms.NumberInput,
        help_text="The number it has on the person’s page.",
    )  # fmt: skip
    reason = forms.CharField(label="Why do you doubt it?", max_length=300)


class SetThresholds(forms.ModelForm):
    """From which weights on pairs are joined and asked about."""

    class Meta:
        model = Settings
        fields = ("joins", "asks", "asks_despite", "sample", "restricted_sources", "reason")
        labels = {
            "joins": "Join without asking, from how many bits on?",
            "asks": "Ask somebody, from how many bits on?",
            "asks_despite": "Ask although something speaks against it, from how many bits on?",
            "sample": "How many of what a run joined are drawn by lot to be checked?",
            "restricted_sources": "Systems whose entries are restricted, one a line",
            "reason": "Why do you change it?",
        }


class Decide(forms.Form):
    """The review page's one question: each answer says who they are and by what."""

    answer = forms.ChoiceField(label="Are they one person?", widget=forms.RadioSelect)
    remark = _remark()

    def __init__(self, *args: Any, checking: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes, no = ("confirm", "undo") if checking else ("join", "keep_apart")
        same = [(f"{yes}:{at}", f"One person. {ground}") for at, ground in enumerate(SAME)]
        other = [(f"{no}:{at}", f"Two people. {ground}") for at, ground in enumerate(OTHER)]
        later = [("later:0", "I cannot tell yet: ask me again another day")]
        self.fields["answer"].choices = [*same, *other, *later]  # type: ignore[attr-defined]

    def decision(self) -> tuple[str, str]:
        """The verb, and the ground it is done on."""
        verb, _, place = self.cleaned_data["answer"].partition(":")
        grounds = SAME if verb in {"join", "confirm"} else OTHER
        return verb, grounds[int(place)]

    def clean_remark(self) -> str:
        remark: str = self.cleaned_data["remark"]
        if "\x00" in remark:
            raise ValidationError("Remove the hidden characters.")
        return remark
