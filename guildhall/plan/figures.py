"""The figures of the plan's first page, declared: most come from outside until a service computes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from guildhall.kernel.measures import Measure, measure
from guildhall.kernel.periods import Period

HOW_MANY, MAKING_MONEY, SAVING_MONEY = "How many?", "Making money", "Saving money"
# The year of the printed page.
FIRST_YEAR = Period.year(2017)
GROUPS = (HOW_MANY, MAKING_MONEY, SAVING_MONEY)


def the_year(page: Period) -> Period:
    """Most figures are for the year of the page."""
    return page


def may_after(page: Period) -> Period:
    """The month of the local elections that follow the year."""
    return Period.month(date(page.last.year, 5, 1))


def two_years_on(page: Period) -> Period:
    """The last year of a programme that has two more to run."""
    return Period.year(page.first.year + 2)


def since(start: int) -> Callable[[Period], Period]:
    """From the financial year that began then to the end of the page's year."""
    first = Period.year(start)
    return lambda page: Period(first.first, page.last, f"since {first}")


@dataclass(frozen=True)
class Number:
    """One figure of the page: what it counts, in what unit, on what basis, and the measure that computes it.

    `spans` gives the period it is for, from the period of the page; most are for the year of the page.
    `per_resident` says that it grows with the city, so that years are compared fairly by the head.
    """

    key: str
    label: str
    unit: str
    basis: str
    group: str = HOW_MANY
    measure_key: str = ""
    spans: Callable[[Period], Period] = the_year
    per_resident: bool = False

    @property
    def measure(self) -> Measure | None:
        return measure(self.measure_key) if self.measure_key else None


NUMBERS = (
    Number(
        "information_requests",
        "information requests",
        "requests",
        "Requests received under the FOI Act, the EIR and data protection law",
        measure_key="requests.received",
        per_resident=True,
    ),
    Number(
        "electors",
        "electors in local elections",
        "electors",
        "On the register for the May elections",
        spans=may_after,
    ),
    Number(
        "formal_meetings",
        "formal council meetings",
        "meetings",
        "Held with published agendas",
        measure_key="meetings.formal",
    ),
    Number(
        "informal_meetings",
        "informal meetings",
        "meetings",
        "Held without published agendas",
        measure_key="meetings.informal",
    ),
    Number("online_forms", "online forms submitted", "forms", "Sent in by customers", per_resident=True),
    Number(
        "citizen_accounts", "citizen accounts", "accounts", "Open at the end of the year", per_resident=True
    ),
    Number("online_payments", "paid online", "£", "Value of payments taken on the website"),
    Number("website_users", "unique website users", "users", "Counted by the website's analytics"),
    Number(
        "calls_handled",
        "calls handled by the city helpdesk",
        "calls",
        "Answered by an adviser",
        measure_key="contacts.calls",
        per_resident=True,
    ),
    Number(
        "customers_seen",
        "customers seen by the city helpdesk",
        "customers",
        "Face to face",
        measure_key="contacts.visits",
        per_resident=True,
    ),
    Number(
        "cashier_payments",
        "payments through cashiers",
        "payments",
        "Number of payments, not their value",
        per_resident=True,
    ),
    Number(
        "helpdesk_satisfaction",
        "customer satisfaction in the city helpdesk",
        "%",
        "Of those who answered the survey",
    ),
    Number(
        "email_subscribers", "unique email subscribers", "subscribers", "With at least one live subscription"
    ),
    Number("marketing_emails", "marketing emails sent", "emails", "Sends, not people"),
    Number(
        "social_media_reach",
        "reached on social media",
        "people",
        "Sum over platforms; one person may count often",
    ),
    Number("traded_income", "income from traded services", "£", "Income of the year", MAKING_MONEY),
    Number(
        "tower_income",
        "income from the naming of the Spinnaker Tower",
        "£",
        "Whole value of the agreement",
        MAKING_MONEY,
    ),
    Number(
        "communications_income",
        "income from marketing, communications, design and digital",
        "£",
        "Internal and external income together",
        MAKING_MONEY,
    ),
    Number(
        "digital_savings",
        "saved by digital transformation",
        "£",
        "Cumulative, as planned",
        SAVING_MONEY,
        spans=two_years_on,
    ),
    Number(
        "helpdesk_budget_cut",
        "less spent on the city helpdesk",
        "%",
        "Of its budget then",
        SAVING_MONEY,
        spans=since(2014),
    ),
    Number(
        "print_savings",
        "saved a year on print and advertising",
        "£",
        "Each year",
        SAVING_MONEY,
        spans=since(2012),
    ),
)


# How many people live here, by year: no figure of the page, but what some of them are divided by.
POPULATION = Number("population", "residents", "people", "Estimate for the middle of the year")


def number(key: str) -> Number:
    """The number of that key; KeyError otherwise."""
    return {each.key: each for each in NUMBERS}[key]
