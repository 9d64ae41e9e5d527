"""A journey of the tests: how somebody books a room of the Guildhall."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.forms.journeys import Journey, Page
from guildhall.config.urls import urlpatterns as council
from guildhall.kernel.actions import Refused
from guildhall.kernel.pages.audience import anyone

booked: list[tuple[dict[str, Any], str]] = []
contents: list[bytes] = []


class Booking(forms.Form):
    purpose = LongTextField(label="What is the room for?", max_length=500)
    on = DateField(label="Date of the event")
    guests = forms.IntegerField(label="Guests", max_value=400)
    tables = forms.IntegerField(label="Tables", required=False)
    by = forms.ChoiceField(
        label="How shall we answer?", choices=[("email", "Email"), ("post", "Post")], widget=forms.RadioSelect
    )
    address = forms.CharField(label="Address", widget=forms.Textarea)
    plan = forms.FileField(label="Plan of the room", required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if (given.get("tables") or 0) > (given.get("guests") or 0):
            self.add_error("tables", "There are more tables than guests")
        if given.get("purpose") == "nothing" and given.get("by"):
            raise ValidationError("We cannot book a room for nothing")
        return given


def book(cleaned: dict[str, Any], request: HttpRequest, key: str) -> str:
    if cleaned["purpose"] == "a fire":
        raise Refused("The fire brigade does not allow it")
    booked.append((cleaned, key))
    if cleaned.get("plan"):
        contents.append(cleaned["plan"].read())
    return f"/booked/?{len(booked)}"


booking = Journey(
    Booking,
    name="book",
    title="Book a room",
    pages=[
        ("purpose",),
        Page("on"),
        Page("guests", "tables", title="How many will come?"),
        Page("by"),
        Page("address", when=lambda given: given.get("by") == "post"),
        Page("plan"),
    ],
    submit=book,
    send="Book the room",
    declaration="We will write to you within two days.",
)


@anyone
def done(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<title>Booked</title><h1>Booked</h1>")


urlpatterns = [*council, path("book/", include(booking.urls)), path("booked/", done)]
