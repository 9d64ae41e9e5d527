"""What is asked of the requests, answered with the records themselves."""

from datetime import date
from decimal import Decimal

import pytest

from guildhall.kernel import time
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.services.requests.actions import answer, refuse, withdraw

MARCH = Period.parse("2026-03")


@pytest.fixture
def three_months(amira, searching):
    """Five requests of 2 March: two answered in time, one refused late, one withdrawn, one open and late."""
    prompt, slow, late, gone, _still_open = (searching() for _ in range(5))
    with time.pretend(date(2026, 3, 3)):
        answer(prompt, by=amira, outcome="granted", answer="412.")
        withdraw(gone, by=amira)
    with time.pretend(date(2026, 3, 31)):
        answer(slow, by=amira, outcome="not_held", answer="We have none.")
    with time.pretend(date(2026, 4, 1)):
        refuse(late, by=amira, exemptions=["s.41"], reasons="In confidence.")


@pytest.mark.parametrize(
    ("name", "march", "year_2026"),
    [
        ("received", 5, 0),
        ("closed", 3, 1),
        ("answered", 2, 1),
        ("answered_in_time", 100, 0),
        ("received_in_time", Decimal("66.7"), None),
        ("working_days", Decimal("10.5"), 21),
        ("granted", 50, 0),
        ("granted_in_part", 0, 0),
        ("refused", 0, 1),
        ("not_held", 1, 0),
        ("went_away", 1, 0),
        ("still_open", 2, 1),
        ("late", 0, 1),
    ],
)
def test_every_figure_counts_what_it_says(three_months, name, march, year_2026):
    figure = measure(f"requests.{name}")

    assert figure.value(MARCH) == march
    assert figure.value(Period.year(2026)) == year_2026


def test_a_figure_opens_to_its_records(three_months):
    answer = measure("requests.late").answer(Period.year(2026))

    assert [record.stage for record in answer.records] == ["searching"]
