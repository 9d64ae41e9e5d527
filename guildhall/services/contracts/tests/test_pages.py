"""Which system is covered when, as strips and as a table; what ends next; and the transparency file."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.test import Client

from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.contracts.timeline import WIDTH, Window

EMS = "Elections management system"


@pytest.fixture
def bill(cast, settings):
    settings.DEMONSTRATION = True
    client = Client()
    client.force_login(cast["bill"], backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


def lines(response):
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


def test_a_strip_says_which_contracts_cover_a_system_and_where_nothing_does(bill, enter):
    contract = enter(systems=EMS, starts_on=date(2017, 1, 1), ends_on=date(2018, 3, 31))
    waiver = enter(
        kind="waiver",
        systems=f"{EMS}, critical, replaced by 2019-03-31",
        starts_on=date(2018, 4, 1),
        ends_on=date(2018, 12, 31),
    )
    enter(systems="Payroll", ends_on=date(2018, 1, 1))

    page = bill.get("/contracts/")
    lane, payroll = page.context["lanes"]

    assert lane.sentence == (
        f"{EMS}: contract {contract.reference} from Sun 1 January 2017 to Sat 31 March 2018; "
        f"waiver {waiver.reference} from Sun 1 April 2018 to Mon 31 December 2018; "
        "without cover from Tue 1 January 2019 to Sun 31 March 2019 (3 months)."
    )
    assert lane.svg.count("coverage__bar") == 4, "two bars, each of its kind"
    assert lane.svg.count("coverage__gap") == 1
    assert (payroll.name, payroll.gaps) == ("Payroll", []), "nobody depends on it"
    without = str(page.context["coverage"].rows[0][2])
    assert "From Tue 1 January 2019 to Sun 31 March 2019 (3 months)" in without


def test_a_span_is_drawn_where_its_days_are():
    window = Window(2017)

    assert window.place(date(2017, 1, 1), date(2020, 12, 31)) == (0, WIDTH)
    assert window.place(None, None) == (0, WIDTH)
    assert window.place(date(2021, 1, 1), None) is None
    begins, wide = window.place(date(2019, 1, 1), date(2019, 12, 31))
    assert begins == pytest.approx(WIDTH / 2, abs=1)
    assert wide == pytest.approx(WIDTH / 4, abs=1)


def test_the_years_move_with_the_address(bill, enter):
    enter(systems=EMS)

    assert bill.get("/contracts/").context["window"].years == [2017, 2018, 2019, 2020]
    assert bill.get("/contracts/?from=2012").context["window"].years == [2012, 2013, 2014, 2015]
    assert bill.get("/contracts/?from=12345").context["window"].first_year == 2017


def test_what_ends_first_is_at_the_top_with_its_days(bill, enter):
    enter(what="Without an end")
    enter(
        what="Printers",
        ends_on=date(2019, 7, 31),
        notice_months=3,
        relet_months=9,
        value=1000,
        value_per="a_year",
    )
    enter(what="Elections", ends_on=date(2018, 12, 31), notice_months=0, relet_months=12)

    rows = [[str(cell) for cell in row] for row in bill.get("/contracts/").context["table"].rows]

    assert [("Elections" in row[1], "Printers" in row[1]) for row in rows[:2]] == [
        (True, False),
        (False, True),
    ]
    assert "due--late" in rows[0][2]
    assert "Sun 31 Dec 2017" in rows[0][2]
    assert (">Tue 31 Jul 2018<" in rows[1][2], rows[1][4]) == (True, "£1,000.00 a year")
    assert "Not said" in rows[2][0]


def test_the_file_has_the_columns_of_the_transparency_code(bill, enter):
    enter(
        supplier="Harbour Arts Trust", supplier_kind="vcse", supplier_number="1234567", value="5000.01",
        irrecoverable_vat="0.00", tendered=True, starts_on=date(2018, 1, 1), ends_on=date(2019, 7, 31),
        notice_months=3, relet_months=9, owner_role="Arts manager",
    )  # fmt: skip

    (row,) = lines(bill.get("/contracts/contracts.csv"))

    assert row | {"reference": ""} == {
        "reference": "", "title": "Design and print portal", "department": "Arts manager",
        "description": "Design and print portal", "supplier": "Harbour Arts Trust",
        "supplier_number": "1234567", "sme_or_vcse": "vcse", "value": "5000.01", "value_per": "in_all",
        "irrecoverable_vat": "0.00", "start": "2018-01-01", "end": "2019-07-31", "review": "2018-07-31",
        "notice_by": "2019-04-30", "tendered": "yes", "kind": "contract", "payer": "", "stage": "in_force",
        "decision": "",
    }  # fmt: skip


def test_what_one_may_not_see_is_not_there(bill, enter):
    hidden = enter(supplier="CANARY", what="CANARY", systems="CANARY", ends_on=date(2019, 1, 1))
    Record.objects.filter(pk=hidden.pk).update(sensitivity=Sensitivity.RESTRICTED)

    assert "CANARY" not in bill.get("/contracts/").content.decode()
    assert lines(bill.get("/contracts/contracts.csv")) == []


def test_the_page_is_not_there_for_whoever_keeps_no_contracts(cast, settings, enter):
    settings.DEMONSTRATION = True
    for player, status in (("amira", 404), ("helen", 200), ("jo", 403)):
        client = Client()
        client.force_login(cast[player], backend=django_settings.AUTHENTICATION_BACKENDS[0])
        assert client.get("/contracts/").status_code == status
        assert client.get("/contracts/contracts.csv").status_code == status


def test_many_contracts_are_read_in_few_queries(bill, enter, django_assert_max_num_queries):
    for number in range(30):
        enter(systems=f"System {number % 7}, critical", ends_on=date(2019, 1, 1 + number))
    bill.get("/contracts/")

    with django_assert_max_num_queries(10):
        page = bill.get("/contracts/")
    assert (len(page.context["lanes"]), len(page.context["table"].rows)) == (7, 25)


def test_its_page_shows_the_systems_it_covers(bill, enter):
    page = bill.get(enter(systems=f"{EMS}, critical, replaced by 2019-03-31").get_absolute_url())

    assert f"{EMS}</td>" in page.content.decode()
    assert "Sun 31 March 2019" in page.content.decode()
