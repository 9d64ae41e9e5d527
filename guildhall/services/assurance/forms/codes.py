"""What is asked of the local code and of its evidence."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.documents.models import Document
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.duties import all_duties
from guildhall.kernel.fields import RecordField, seen
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import all_measures
from guildhall.services.assurance.framework import parts
from guildhall.services.assurance.models import Piece
from guildhall.services.assurance.tables.codes import LINKS

NO_DOCUMENT = "No document has this number"


def _choices(called: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "None"), *sorted(called, key=lambda each: each[1])]


def measures() -> list[tuple[str, str]]:
    """Every measure of every service, by its name."""
    return _choices([(each.key, f"{each.service.name}: {each.name}") for each in all_measures()])


def duties() -> list[tuple[str, str]]:
    """Every duty of every service, by what it says."""
    return _choices([(each.key, f"{each.service.name}: {each.title}") for each in all_duties()])


class DrawUp(ActionForm):
    """A new code, and what it says before its principles."""

    title = forms.CharField(label="What is it called?", max_length=300)
    introduction = LongTextField(label="What does it say first?", max_length=20_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.initial = {**{name: getattr(self.record, name) for name in self.fields}, **self.initial}


class GiveEvidence(ActionForm):
    """What shows that a part of a principle is lived by, and the one thing that it leads to."""

    part = forms.ChoiceField(
        label="Which part of which principle does it show?",
        choices=lambda: [(each.number, str(each)) for each in parts().values()],
    )
    text = LongTextField(label="What does it show?", max_length=5_000)
    about = forms.ChoiceField(
        label="Whom is it about?",
        choices=[("", "Nobody in particular"), *Piece.About.choices],
        required=False,
    )
    shown_by = RecordField(label="Which record?", help_text="Its reference.", required=False)
    document = forms.IntegerField(
        label="Or which document?",
        min_value=1,
        required=False,
        help_text="The number at the end of its address.",
    )
    page = forms.CharField(
        label="Or which published page?",
        max_length=300,
        required=False,
        help_text="Its address here, such as /numbers/2017-18/, or elsewhere, beginning with https.",
    )
    measure = forms.ChoiceField(label="Or which measure?", choices=measures, required=False)
    duty = forms.ChoiceField(
        label="Or which duty?",
        choices=duties,
        required=False,
        help_text="How many findings it has is shown beside it.",
    )
    until = DateField(label="Until when does it hold?", required=False, help_text="Empty for no end.")

    def clean_shown_by(self) -> Any:
        record = self.cleaned_data["shown_by"]
        return record and seen(record, self.by)

    def clean_document(self) -> Document | None:
        """One that whoever gives it may read."""
        if (number := self.cleaned_data["document"]) is None:
            return None
        known = Document.objects.all() if self.by is SYSTEM else Document.objects.visible_to(self.by)
        found = known.filter(pk=number, forgotten_on=None).first()
        if found is None:
            raise ValidationError(NO_DOCUMENT)
        return found

    def clean_page(self) -> str:
        """A page that is there, as far as that can be known without going out to look."""
        page: str = self.cleaned_data["page"]
        if page and not is_a_page(page):
            raise ValidationError(
                "Nothing is at this address. Begin with / for a page here, else with https://"
            )
        return page

    def clean(self) -> dict[str, Any]:
        """One link, no more and no less: a piece that leads to two things shows neither."""
        told = dict(super().clean() or self.cleaned_data)
        if not self.errors and sum(1 for name in LINKS if told.get(name)) != 1:
            raise ValidationError("Give one of a record, a document, a page, a measure or a duty")
        return told


def is_a_page(address: str) -> bool:
    """Whether an address here leads to a page, or one elsewhere is whole."""
    split = urlsplit(address)
    if split.scheme or split.netloc:
        return split.scheme == "https" and bool(split.netloc)
    try:
        resolve(split.path)
    except Resolver404:
        return False
    return True


class OfPiece(ActionForm):
    """Which of the evidence that is given."""

    piece = forms.ModelChoiceField(
        label="Which evidence?", queryset=Piece.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            given = Piece.objects.filter(code=self.record.pk, withdrawn_on=None).order_by("part", "pk")
            self.fields["piece"].queryset = given  # type: ignore[attr-defined]
            self.fields["piece"].label_from_instance = lambda each: f"{each.part}: {each.text}"  # type: ignore[attr-defined]


class ReadEvidence(ActionForm):
    """Which evidence was read; all of it when none is named."""

    pieces = forms.ModelMultipleChoiceField(
        label="Which evidence did you read?",
        queryset=Piece.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what still shows what it says.",
    )
    until = DateField(label="Until when does it hold now?", required=False, help_text="Empty to leave it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            given = Piece.objects.filter(code=self.record.pk, withdrawn_on=None).order_by("part", "pk")
            self.fields["pieces"].queryset = given  # type: ignore[attr-defined]


class WithdrawEvidence(OfPiece):
    """Why it is given no longer."""

    reason = forms.CharField(label="Why is it given no longer?", max_length=500)


class Adopt(ActionForm):
    """By which decision, and when."""

    decision = forms.CharField(
        label="By which decision?", max_length=300, help_text="Such as the meeting and the minute."
    )
    on = DateField(label="When was it decided?", required=False, not_after=time.today)


class Review(ActionForm):
    """What was found."""

    found = LongTextField(label="What did you find?", max_length=5_000)
