"""Questions and what is wrong with their answers, in the Design System's words."""

import datetime as dt
import re
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from guildhall.commons.design import errors
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.design.forms import Radios

MEETING = dt.date(2017, 3, 27)


class Question(forms.Form):
    name = forms.CharField(
        label="Full name", max_length=10, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label="Email address", required=False)
    wanted = LongTextField(label="What do you want to know?", max_length=20, help_text="In your own words")
    received = DateField(
        label="Date received", not_before=dt.date(2005, 1, 1), not_after=lambda: dt.date(2017, 12, 31)
    )
    by = forms.ChoiceField(
        label="Answer by",
        choices=[("email", "Email"), ("post", "Post")],
        widget=Radios(hints={"post": "Two days more"}),
    )
    secret = forms.CharField(widget=forms.HiddenInput, initial="key")


class Dated(forms.Form):
    met = DateField(label="Date of the meeting", required=False)


def said(form: forms.Form, name: str) -> list[str]:
    return errors.sentences(form[name])


def date_of(**boxes: str) -> tuple[dt.date | None, list[str]]:
    form = Dated({f"met-{part}": text for part, text in boxes.items()})
    form.is_valid()
    return form.cleaned_data.get("met"), said(form, "met")


@pytest.mark.parametrize(
    "boxes",
    [
        {"day": "27", "month": "3", "year": "2017"},
        {"day": " 27 ", "month": "03", "year": "2017"},
        {"day": "27", "month": "March", "year": "2017"},
        {"day": "27", "month": "mar", "year": "2017"},
        {"day": "27", "month": "MAR.", "year": "2017"},
    ],
)
def test_a_date_may_be_typed_as_people_type_dates(boxes: dict[str, str]) -> None:
    assert date_of(**boxes) == (MEETING, [])


def test_a_date_may_be_sent_whole_as_the_api_sends_it() -> None:
    form = Dated({"met": "2017-03-27"})

    assert form.is_valid()
    assert form.cleaned_data["met"] == MEETING


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"day": "27", "month": "3"}, "Date of the meeting must include a year"),
        ({"year": "2017"}, "Date of the meeting must include a day and month"),
        ({"day": "31", "month": "2", "year": "2017"}, "Date of the meeting must be a real date"),
        ({"day": "29", "month": "2", "year": "2017"}, "Date of the meeting must be a real date"),
        ({"day": "0", "month": "3", "year": "2017"}, "Date of the meeting must be a real date"),
        ({"day": "27", "month": "Ma", "year": "2017"}, "Date of the meeting must be a real date"),
        ({"day": "27", "month": "3", "year": "17"}, "Year must include 4 numbers"),
        ({"day": "27", "month": "3", "year": "0000"}, "Date of the meeting must be a real date"),
        ({"day": "27", "month": "3", "year": "0217"}, "Date of the meeting must be 1 January 1800 or later"),
        ({"day": "٢٧", "month": "3", "year": "2017"}, "Date of the meeting must be a real date"),
        ({"day": "²", "month": "3", "year": "2017"}, "Date of the meeting must be a real date"),
        ({"day": "27", "month": "3", "year": "２０１７"}, "Year must include 4 numbers"),
    ],
)
def test_a_date_that_cannot_be_is_told_why(boxes: dict[str, str], sentence: str) -> None:
    assert date_of(**boxes) == (None, [sentence])


def test_a_whole_date_that_is_no_date_is_told_why() -> None:
    form = Dated({"met": "next Tuesday"})

    assert not form.is_valid()
    assert said(form, "met") == ["Date of the meeting must include a day and month"]


@given(st.text(max_size=6), st.text(max_size=12), st.text(max_size=8))
def test_nothing_typed_in_the_boxes_of_a_date_breaks_the_page(day: str, month: str, year: str) -> None:
    date, sentences = date_of(day=day, month=month, year=year)

    assert bool(sentences) or date is None or dt.date(1800, 1, 1) <= date


def test_a_date_outside_its_bounds_is_told_the_bound() -> None:
    answers = {"received-day": "1", "received-month": "1", "received-year": "2018"}

    assert said(Question(answers), "received") == ["Date received must be 31 December 2017 or earlier"]


def test_only_the_wrong_box_is_marked_and_the_summary_leads_to_it() -> None:
    html = str(Dated({"met-day": "27", "met-month": "3", "met-year": "17"}))

    assert 'href="#id_met-year"' in html
    assert len(re.findall("govuk-input--error", html)) == 1


def test_an_answer_left_out_is_asked_for_in_its_own_words() -> None:
    form = Question({})

    assert said(form, "name") == ["Enter full name"]
    assert said(form, "wanted") == ["Enter an answer to “What do you want to know?”"]
    assert said(form, "received") == ["Enter date received"]
    assert said(form, "by") == ["Select answer by"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "Mira Oakhanger", "Full name must be 10 characters or less"),
        ("name", "Mira\x00", "Full name must not include hidden characters"),
        ("wanted", "x" * 21, "Your answer to “What do you want to know?” must be 20 characters or less"),
        ("email", "mira.at", "Enter an email address in the correct format, like name@example.com"),
        ("by", "pigeon", "Select answer by from the list"),
    ],
)
def test_a_wrong_answer_is_told_what_would_be_right(field: str, typed: str, sentence: str) -> None:
    assert said(Question({field: typed}), field) == [sentence]


def test_a_message_somebody_wrote_is_left_as_it_is() -> None:
    class Worded(forms.Form):
        name = forms.CharField(error_messages={"required": "Tell us who is asking"})

    assert said(Worded({}), "name") == ["Tell us who is asking"]


def test_a_new_line_counts_as_one_character() -> None:
    form = Question({"wanted": "1234567890\r\n123456789"})

    assert said(form, "wanted") == []


def test_a_form_draws_its_summary_its_fields_and_its_hidden_fields() -> None:
    html = str(Question({"name": "", "wanted": "Gritting"}))

    assert "There is a problem" in html
    assert 'href="#id_name"' in html
    assert 'aria-describedby="id_name-error"' in html
    assert 'autocomplete="name"' in html
    assert 'data-maxlength="20"' in html
    assert "Email address (optional)" in html
    assert "Two days more" in html
    assert 'type="hidden" name="secret"' in html


def test_a_form_not_yet_sent_has_no_summary() -> None:
    html = str(Question())

    assert "There is a problem" not in html
    assert 'value="key"' in html


def test_the_only_question_of_a_page_is_its_heading() -> None:
    class OnlyQuestion(forms.Form):
        heading = True
        name = forms.CharField(label="What is your name?")

    html = str(OnlyQuestion())

    assert re.search(r"<h1[^>]*>\s*<label[^>]*govuk-label--l", html)


def test_every_answer_already_given_is_shown_again() -> None:
    typed = QueryDict("name=Mira&by=post&received-day=31&received-month=2&received-year=2017&wanted=%3Cb%3E")

    html = str(Question(typed))

    assert 'value="Mira"' in html
    assert re.search(r'value="post" checked', html)
    assert 'value="31"' in html
    assert "&lt;b&gt;</textarea>" in html


def test_every_kind_of_field_is_drawn() -> None:
    class Everything(forms.Form):
        team = forms.ChoiceField(choices=[("Places", [("h", "Highways")]), ("", "None")])
        about = forms.MultipleChoiceField(
            choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
        )
        many = forms.MultipleChoiceField(choices=[("a", "A")])
        agree = forms.BooleanField()
        file = forms.FileField()
        password = forms.CharField(widget=forms.PasswordInput)
        copies = forms.IntegerField()
        at = forms.SplitDateTimeField(help_text="Day and time")

    form = Everything({"about": ["b"], "copies": "many"}, {"file": SimpleUploadedFile("empty.txt", b"")})
    html = str(form)

    for part in (
        "govuk-select",
        "govuk-checkboxes",
        "govuk-file-upload",
        "govuk-password-input",
        'inputmode="numeric"',
    ):
        assert part in html
    assert re.search(r'value="b" checked', html)
    assert said(form, "file") == ["The file you chose is empty"]
    assert said(form, "copies") == ["Copies must be a whole number"]
    assert said(form, "agree") == ["Select “Agree” to continue"]


def test_problems_of_the_whole_form_and_of_hidden_fields_are_told_too() -> None:
    class Whole(forms.Form):
        name = forms.CharField()
        key = forms.CharField(widget=forms.HiddenInput)

        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("The two do not agree")

    texts = [problem.text for problem in errors.problems(Whole({"name": "Mira"}))]

    assert texts == ["The two do not agree", "Key: This field is required."]
