"""What an administrator is asked about people."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.accounts.people import roles
from guildhall.kernel.records import Sensitivity, Team
from guildhall.kernel.services import services


class Invite(forms.Form):
    """Who comes to work here."""

    name = forms.CharField(label="Full name", max_length=200)
    email = forms.EmailField(label="Email address", help_text="Their own, at the council.", max_length=254)


class Give(forms.Form):
    """A role, where, and up to what."""

    role = forms.ChoiceField(label="Role")
    team = forms.ModelChoiceField(
        label="Only for one team",
        queryset=Team.objects.order_by("name"),
        required=False,
        empty_label="Every team",
    )
    ceiling = forms.TypedChoiceField(
        label="Records up to", choices=Sensitivity.choices, coerce=int, initial=Sensitivity.PERSONAL,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"*": "Every service", **{service.key: service.name for service in services()}}
        choices = [
            (f"{key}:{role}", f"{names[key]}: {role}") for key, held in roles().items() for role in held
        ]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def clean_role(self) -> tuple[str, str]:
        service, _, role = str(self.cleaned_data["role"]).partition(":")
        return service, role
