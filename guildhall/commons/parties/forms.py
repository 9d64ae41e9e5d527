"""What people are asked who have lost their link."""

from django import forms


class Lost(forms.Form):
    """A reference and the e-mail address that was given with it."""

    reference = forms.CharField(
        label="Reference number",
        help_text="It looks like IR-2017-00042 and is in every letter we sent you.",
        max_length=32,
    )
    email = forms.EmailField(
        label="Email address", help_text="The one you gave when you asked.", max_length=320
    )
    email.widget.attrs["autocomplete"] = "email"

    def clean_reference(self) -> str:
        return "".join(self.cleaned_data["reference"].split()).upper().replace("–", "-")
