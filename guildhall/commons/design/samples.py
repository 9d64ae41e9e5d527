"""The content of the style page: every composite with the sort of thing it will hold. Nobody in it exists."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.html import format_html

from guildhall.commons.design.composites import Chip, Column, Moment, Table, Tile, Verb
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.design.forms import Radios
from guildhall.commons.design.govuk import component
from guildhall.kernel.clocks import ClockEvent, deadline, load_calendar
from guildhall.kernel.pages.clockface import ClockFace
from guildhall.kernel.pages.month import Entry, Month

TODAY = date(2017, 6, 14)
FORMAT = {"email": "Quickest, and what most people choose", "post": "We will need your address"}


class SampleForm(forms.Form):
    """One field of every kind."""

    wanted = LongTextField(
        label="What do you want to know?",
        max_length=1000,
        help_text="Say what and for when, such as “spending on gritting in each winter since 2012”",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what you want to know"},
    )
    name = forms.CharField(
        label="Full name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    postcode = forms.CharField(
        label="Postcode", required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    received = DateField(label="Date received", help_text="For example, 27 3 2017", not_after=lambda: TODAY)
    answer_by = forms.ChoiceField(
        label="How should we answer?",
        choices=[("email", "Email"), ("post", "Post"), ("large-print", "Large print")],
        widget=Radios(hints=FORMAT),
    )
    about = forms.MultipleChoiceField(
        label="What is it about?",
        choices=[("roads", "Roads and parking"), ("schools", "Schools"), ("housing", "Housing")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    team = forms.ChoiceField(
        label="Team", choices=[("", "Choose a team"), ("highways", "Highways"), ("licensing", "Licensing")]
    )
    attachment = forms.FileField(
        label="A file that helps", required=False, help_text="PDF, picture or document, up to 25 MB"
    )
    agree = forms.BooleanField(label="I have read how my details are used")


def form(*, wrong: bool) -> SampleForm:
    """The sample form, empty or with an answer wrong in every way."""
    typed = {
        "name": "",
        "email": "mira.at.example",
        "received-day": "31",
        "received-month": "2",
        "received-year": "2017",
    }
    return SampleForm(data=typed) if wrong else SampleForm()


def context() -> dict[str, Any]:
    """Everything the style page of the desk shows."""
    return {
        "clocks": clocks(),
        "moments": MOMENTS,
        "chips": CHIPS,
        "tiles": TILES,
        "verbs": VERBS,
        "queue": queue(),
        "month": month(),
        "rows": ROWS,
        "page_obj": Paginator(range(2000), 50).page(7),
        "today": TODAY,
    }


def clocks() -> list[ClockFace]:
    """One clock in every state it can be in."""
    return [
        clock("foi", date(2017, 5, 30)),
        clock("foi", date(2017, 5, 15)),
        clock("foi", date(2017, 5, 10)),
        clock("eir", date(2017, 5, 8), met_on=date(2017, 5, 31)),
        clock("foi", date(2017, 5, 2), ("clarification_asked", date(2017, 5, 9))),
        clock(
            "sar",
            date(2018, 5, 28),
            ("identity_asked", date(2018, 5, 30)),
            ("identity_received", date(2018, 7, 19)),
        ),
    ]


def clock(regime: str, received: date, *events: tuple[str, date], met_on: date | None = None) -> ClockFace:
    told = [ClockEvent(name, on) for name, on in events]
    result = deadline(regime, received=received, events=told, calendar=load_calendar())
    return ClockFace(result, TODAY if received.year == 2017 else date(2018, 8, 3), met_on=met_on)


def queue() -> Table:
    """A list of records as the desk shows one."""
    columns = [
        Column("Request"),
        Column("From"),
        Column("Team"),
        Column("Stage"),
        Column("Due"),
        Column("Days", numeric=True),
    ]
    return Table("Open requests", columns, [row(*each) for each in QUEUE], caption_hidden=True)


def row(
    reference: str, title: str, who: str, team: str, stage: str, due: str, days: str, tone: str
) -> list[Any]:
    linked = format_html('<a class="govuk-link" href="#record">{}</a> {}', reference, title)
    left = component("tag", {"text": days, "classes": f"govuk-tag--{tone}"}) if tone else days
    return [linked, who, team, stage, due, left]


def month() -> Month:
    entries = [
        Entry(date(2017, 6, 7), "FOI-2017-0398 answer", "#record", "late"),
        Entry(date(2017, 6, 14), "FOI-2017-0412 answer", "#record", "soon"),
        Entry(date(2017, 6, 14), "Annual report of the charity is due", "#record"),
        Entry(date(2017, 6, 22), "Agenda for full council", "#record"),
        Entry(date(2017, 6, 22), "FOI-2017-0431 answer", "#record"),
        Entry(date(2017, 6, 30), "Quarter 1 figures", "#record"),
    ]
    return Month(date(2017, 6, 1), TODAY, entries, closed={date(2017, 5, 29): "Spring bank holiday"})


def at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2017, 6, day, hour, minute, tzinfo=UTC)


MOMENTS = [
    Moment(
        "Amira Castellan asked what was meant; the clock will start again.",
        at(14, 10, 20),
        url="#letter",
        url_label="Letter",
    ),
    Moment(
        "Highways gave its part.",
        at(12, 15, 2),
        detail="The gritting routes are held as maps only.\n\nWe can give the miles for each winter.",
    ),
    Moment("Tobias Fennimore asked Highways for its part by Mon 12 June 2017.", at(6, 9, 41)),
    Moment("The request was logged from paper.", at(5, 9, 12), effective_on=date(2017, 6, 2)),
]
CHIPS = [
    Chip("Late", "#late", 3, tone="late"),
    Chip("Due today", "#today", 2, tone="soon"),
    Chip("This week", "#week", 11, active=True),
    Chip("Mine", "#mine", 40),
    Chip("Unassigned", "#unassigned", 0),
    Chip("All open", "#all", "1,000+"),
]
TILES = [
    Tile(
        "Information requests answered in time",
        "93.4",
        "%",
        "April 2017 to March 2018",
        ["Target 95%: missed by 1.6 points", "Last year 89.1%"],
        "poor",
        [86.0, 88.5, 89.1, 91.0, 90.2, 93.4],
        url="#records",
    ),
    Tile(
        "Information requests received",
        "1,619",
        "",
        "April 2017 to March 2018",
        ["Last year 1,421"],
        "",
        [110, 128, 141, None, 122, 150, 171, 139],
        url="#records",
    ),
    Tile(
        "Complaints settled at the first stage",
        "87",
        "%",
        "April 2017 to March 2018",
        ["Target 85%: met"],
        "well",
        [80, 79, 84, 86, 87],
        url="#records",
    ),
    Tile("Visits to the website", "3.2", "million", "2017", source="published figure, business plan 2018"),
]
VERBS = [
    Verb("Answer", "#answer", primary=True),
    Verb("Ask for clarification", "#clarify", about="The twenty days start again when the answer arrives."),
    Verb("Ask a team for its part", "#part"),
    Verb("Refuse", "#refuse"),
    Verb("Decide the review", why_not="Only after an answer, and by somebody who had no part in it."),
    Verb("Publish", why_not="Only once it is answered."),
]
ROWS = [
    {
        "label": "Wanted",
        "value": "Spending on gritting in each winter since 2012\nand the length of the routes",
        "change_url": "#",
    },
    {"label": "Full name", "value": "Mira Oakhanger", "change_url": "#"},
    {"label": "Reference", "value": "FOI-2017-0412"},
    {"label": "Telephone", "value": "", "change_url": "#"},
]
QUEUE = [
    (
        "FOI-2017-0398",
        "Parking fines by street",
        "Mira Oakhanger",
        "Highways",
        "Searching",
        "Wed 7 June 2017",
        "5 late",
        "red",
    ),
    (
        "FOI-2017-0412",
        "Spending on gritting",
        "The Harbour Herald",
        "Highways",
        "Clarifying",
        "Wed 14 June 2017",
        "Today",
        "orange",
    ),
    (
        "EIR-2017-0031",
        "Noise readings at Flathouse Quay",
        "Odalys Brandt",
        "Regulatory services",
        "Received",
        "Fri 16 June 2017",
        "2",
        "",
    ),
    ("SAR-2017-0007", "Own housing file", "withheld", "Housing", "Identity asked", "waiting", "–", ""),
    (
        "FOI-2017-0431",
        "Empty business premises and their rates",
        "Jonquil Ashgrove",
        "Revenues",
        "Searching",
        "Thu 22 June 2017",
        "6",
        "",
    ),
]
