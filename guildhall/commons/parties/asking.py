"""What advisers are asked when they change what is known of a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.parties import consents
from guildhall.commons.parties.changing import PartyForm
from guildhall.commons.parties.needs import Marker, Need, Relationship
from guildhall.commons.parties.people import ContactPoint, Party
from guildhall.commons.parties.rights import reach
from guildhall.kernel import time
from guildhall.kernel.records import Sensitivity
from guildhall.kernel.services import services

# Nothing is marked for ever: after a year somebody looks again.
LONGEST = timedelta(days=366)


def _day(label: str, *, required: bool = True, help_text: str = "For example, 27/3/2018.") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text)


class EnterForm(PartyForm):
    """Somebody we do not know yet."""

    kind = forms.ChoiceField(
        label="Who is it?", choices=Party.Kind.choices, initial="person", widget=forms.RadioSelect
    )
    name = forms.CharField(label="Full name", max_length=200)
    born_on = _day("Date of birth, if they say", required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="Email address", max_length=320, required=False)
    address = forms.CharField(
        label="Address with postcode", max_length=500, required=False, widget=forms.Textarea
    )


class NameForm(PartyForm):
    """How they are called."""

    attaches = True
    name = forms.CharField(label="Full name", max_length=200)
    born_on = _day("Date of birth, if they say", required=False)
    keep_former = forms.BooleanField(label="The name they had before was theirs too", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["name"].initial, self.fields["born_on"].initial = (
                self.record.name,
                self.record.born_on,
            )


class PointForm(PartyForm):
    """A way to reach them."""

    attaches = True
    kind = forms.ChoiceField(label="What is it?", choices=ContactPoint.Kind.choices, widget=forms.RadioSelect)
    value = forms.CharField(
        label="The address or number", max_length=500, help_text="Of an address, with its postcode."
    )
    uprn = forms.RegexField(
        "^[0-9]{1,12}$", label="Property reference (UPRN), if known", required=False, max_length=12
    )
    preferred = forms.BooleanField(label="They prefer to be reached this way", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == "email":
            try:
                forms.EmailField().clean(told.get("value"))
            except ValidationError as error:
                self.add_error("value", error)
        return told


class OneOf(PartyForm):
    """Which of the rows that hang on the person."""

    rows, label = "", ""
    one = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["one"]
        field.label = self.label
        field.choices = [(row.pk, str(row)) for row in self.standing()] if self.record is not None else []

    def standing(self) -> list[Any]:
        """The rows that may be chosen, of every leaf."""
        leaves = [leaf.pk for leaf in self._leaves()]
        found = [row for leaf in leaves for row in getattr(Party(pk=leaf), self.rows).all()]
        return [row for row in found if self.stands(row)]

    def stands(self, row: Any) -> bool:
        return bool(getattr(row, "ends_on", None) is None or row.ends_on >= time.today())

    @property
    def row(self) -> Any:
        return next(row for row in self.standing() if row.pk == self.cleaned_data["one"])

    @property
    def chosen(self) -> Party:
        """The leaf the row hangs on."""
        party: Party = self.row.party
        return party


class RetireForm(OneOf):
    rows, label = "contact_points", "Which one is no longer theirs?"


class AvoidForm(OneOf):
    rows, label = "contact_points", "Which one must not be used?"
    avoid = forms.CharField(label="Why must it not be used?", max_length=200)


class PreferForm(OneOf):
    rows, label = "contact_points", "Which do they prefer?"

    def stands(self, row: Any) -> bool:
        return bool(row.is_good)


class NeedForm(PartyForm):
    """What they need to be written or spoken to."""

    attaches = True
    kind = forms.ChoiceField(label="What do they need?", choices=Need.Kind.choices)
    detail = forms.CharField(label="Which language, what size, what else?", max_length=200, required=False)
    ends_on = _day("Until when, if it will end", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") in {"language", "interpreter", "other"} and not told.get("detail"):
            self.add_error("detail", "Say which language, or what they need")
        return told


class EndNeedForm(OneOf):
    rows, label = "needs", "Which need has ended?"


class ConsentForm(PartyForm):
    """What they allow, or do not."""

    attaches = True
    purpose = forms.ChoiceField(label="What did they answer about?")
    given = forms.TypedChoiceField(
        label="What did they say?", choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect, coerce=lambda said: said == "yes",
    )  # fmt: skip
    evidence = forms.CharField(
        label="How do we know?", max_length=300, help_text="The call, the form, the letter."
    )
    until = _day("Until when, if they said", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["purpose"]
        field.choices = [(each.key, each.label) for each in consents.purposes.values()]


class RelateForm(PartyForm):
    """Who somebody is to them, and whether they act for them."""

    attaches = True
    other = forms.IntegerField(
        label="Number of the other entry", min_value=1, help_text="It stands below their name."
    )
    kind = forms.ChoiceField(label="What is the other to this person?", choices=Relationship.Kind.choices)
    scope = forms.MultipleChoiceField(
        label="Where do they act for this person?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Leave empty when they do not. They then see and do there what the person could.",
    )  # fmt: skip
    evidence = forms.CharField(
        label="How do we know that they may?", max_length=300, required=False,
        help_text="The person said so on the telephone on …; a lasting power of attorney seen on …",
    )  # fmt: skip
    starts_on = _day("From when", required=False)
    ends_on = _day("Until when, if it will end", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scope"]
        field.choices = [("*", "Everywhere"), *((each.key, each.name) for each in services())]

    def clean_other(self) -> Party:
        other = Party.objects.visible_to(self.by).filter(pk=self.cleaned_data["other"]).first()
        if other is None or (self.record and other.person_id == self.record.person_id):
            raise ValidationError("Give the number of another entry that you may see")
        return other

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("scope") and not told.get("evidence"):
            self.add_error("evidence", "Say how we know that they may act for this person")
        starts, ends = told.get("starts_on"), told.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must not be before the first")
        return told


class UnrelateForm(OneOf):
    rows, label = "relationships", "Which has ended?"


class MarkForm(PartyForm):
    """What whoever deals with them must know."""

    attaches = True
    kind = forms.ChoiceField(label="What must be known?", choices=Marker.Kind.choices)
    why = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        max_length=1000,
        help_text="What happened, in words they may read.",
    )
    what_to_do = forms.CharField(
        label="What is to be done, and what not?", widget=forms.Textarea, max_length=1000
    )
    ends_on = _day(
        "Until when?", help_text="A year at most; it is looked at again before. For example, 27/3/2018."
    )
    sensitivity = forms.TypedChoiceField(
        label="Who needs to know it?", coerce=int, initial=Sensitivity.PERSONAL,
        choices=[
            (Sensitivity.ORDINARY, "Everybody who finds them"),
            (Sensitivity.PERSONAL, "Whoever may read what is personal"),
            (Sensitivity.RESTRICTED, "Only whoever may read what is restricted"),
        ],
    )  # fmt: skip

    def clean_ends_on(self) -> date:
        return within_a_year(self.cleaned_data["ends_on"])

    def closeness(self) -> int:
        return int(self.cleaned_data["sensitivity"])

    def clean_sensitivity(self) -> int:
        chosen: int = self.cleaned_data["sensitivity"]
        if chosen > reach(self.by):
            raise ValidationError("You could not see it yourself")
        return chosen


def within_a_year(day: date) -> date:
    """A marker's last day; ValidationError unless it is to come, and within a year."""
    if not time.today() <= day <= time.today() + LONGEST:
        raise ValidationError("The day must be today or later, and within a year")
    return day


class OfMarker(OneOf):
    rows, label = "markers", "Which marker?"

    def stands(self, row: Any) -> bool:
        return row.lifted_on is None and row.sensitivity <= reach(self.by)

    def closeness(self) -> int:
        return int(self.row.sensitivity)


class ReviewForm(OfMarker):
    ends_on = _day("Until when does it stand now?")
    reason = forms.CharField(label="Why does it still stand?", max_length=300)

    def clean_ends_on(self) -> date:
        return within_a_year(self.cleaned_data["ends_on"])


class LiftForm(OfMarker):
    reason = forms.CharField(label="Why is it lifted?", max_length=300)


class JoinForm(PartyForm):
    """Which entry is the same person."""

    other = forms.IntegerField(
        label="Number of the other entry", min_value=1, help_text="It stands below their name."
    )
    reason = forms.CharField(label="How do we know that they are one?", max_length=300)

    def clean_other(self) -> Party:
        other = Party.objects.visible_to(self.by).filter(pk=self.cleaned_data["other"]).first()
        if other is None or (self.record and other.person_id == self.record.person_id):
            raise ValidationError("Give the number of another entry that you may see")
        return other
