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
from guildhall.services.assurance.framework import GOVERNANCE, standards
from guildhall.services.assurance.models import Judgement, Piece
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


class Revise(ActionForm):
    """What a code is called, and what it says before its parts."""

    title = forms.CharField(label="What is it called?", max_length=300)
    introduction = LongTextField(label="What does it say first?", max_length=20_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.initial = {**{name: getattr(self.record, name) for name in self.fields}, **self.initial}


class DrawUp(Revise):
    """A new code, what it is drawn up on, and whether it begins with what the one before says."""

    framework = forms.ChoiceField(
        label="What is it drawn up on?",
        choices=lambda: [(each.key, each.title) for each in standards().values()],
        required=False,
    )
    begins_with = forms.BooleanField(
        label="Begin with the evidence and the judgements of the one that stands", required=False
    )

    def clean_framework(self) -> str:
        return self.cleaned_data["framework"] or GOVERNANCE


def parts_of(code: Any) -> list[tuple[str, str]]:
    """The parts a code may speak of; of no code in particular, every part of every standard once."""
    if code is not None and code.pk:
        return [(each.number, str(each)) for each in code.standard.parts.values()]
    return list({number: (number, number) for one in standards().values() for number in one.parts}.values())


class OfPart(ActionForm):
    """Which part of the standard it is about."""

    part = forms.ChoiceField(label="Which part?", choices=lambda: parts_of(None))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.fields["part"].choices = parts_of(self.record)  # type: ignore[attr-defined]


class Judge(OfPart):
    """Whether we keep to a part, and why not where we do not."""

    says = forms.ChoiceField(
        label="Do we keep to it?", choices=Judgement.Says.choices, widget=forms.RadioSelect
    )
    text = LongTextField(
        label="Why do we say so?",
        help_text="What we do; and where we do not keep to it, why not. Everybody reads it: nobody’s name.",
        max_length=5_000,
        required=False,
    )
    due_on = DateField(
        label="From which day will we keep to it?",
        help_text="Leave it empty where we do already, or it does not apply.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("part") if self.record is not None and self.record.pk else None
        known = Judgement.objects.filter(code=self.record.pk, part=chosen).first() if chosen else None
        if known:
            self.initial.update(says=known.says, text=known.text, due_on=known.due_on)

    def clean(self) -> dict[str, Any]:
        told = dict(super().clean() or self.cleaned_data)
        says, lacking = told.get("says"), {Judgement.Says.NO, Judgement.Says.PARTLY}
        if says and says != Judgement.Says.YES and not told.get("text"):
            self.add_error("text", "Say why")
        if says in lacking and not told.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the day from which we will keep to it")
        if says not in lacking:
            told["due_on"] = None
        return told


class GiveEvidence(OfPart):
    """What shows that a part is lived by, and the one thing that it leads to."""

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
