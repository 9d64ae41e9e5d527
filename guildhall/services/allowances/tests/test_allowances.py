"""Members' allowances: by the day, the dearest responsibility of a day, the statement, and the deficit."""

from datetime import date
from decimal import Decimal

import pytest

from guildhall.commons.chamber.actions import bodies, members
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.periods import Period
from guildhall.services.allowances import actions
from guildhall.services.allowances.models import Rate
from guildhall.services.allowances.reckoning import days_of, due, forecast, pro_rata
from guildhall.services.allowances.service import allowances

TODAY = date(2018, 9, 30)
FIRST = date(2018, 4, 1)


@pytest.fixture
def dora(cast):
    with time.pretend(TODAY):
        yield cast["dora"]


@pytest.fixture
def elect(dora):
    def elect(name, polled=date(2018, 5, 3), **given):
        ends = given.pop("term_ends_on", date(2022, 5, 9))
        member = members.elect(by=dora, name=name, ward="Milton", elected_on=polled, term_ends_on=ends)
        return members.accept_office(member, by=dora, on=member.office_from)

    return elect


@pytest.fixture
def year(dora):
    record = actions.open_year(by=dora, year=2018, budget=10_000)
    return actions.set_rate(record, by=dora, kind="basic", amount=10_950, posts=1, source="Panel", on=FIRST)


@pytest.fixture
def committee(dora):
    def committee(name, member, since, role="chair"):
        body = bodies.establish(by=dora, kind="committee", name=name, on=date(2018, 4, 1))
        return bodies.appoint(body, by=dora, member=member.reference, role=role, on=since)

    return committee


def pay(year, dora, body, amount, on=FIRST, role="chair"):
    return actions.set_rate(
        year, by=dora, kind="special", body=body.reference, role=role, amount=amount, source="Panel", on=on
    )


def test_a_member_in_office_from_7_may_is_due_329_days_of_365(elect, year):
    ada = elect("Ada Keel")

    assert [(each.member.pk, each.basic) for each in due(year)] == [(ada.pk, Decimal("9870.00"))]
    assert pro_rata(Decimal(365), 329, days_of(Period.year(2018))) == 329


def test_the_financial_year_with_a_leap_day_has_366_days():
    assert [days_of(Period.year(year)) for year in (2018, 2019, 2020)] == [365, 366, 365]


def test_on_the_day_a_term_runs_out_only_the_successor_is_paid(elect, year, dora):
    elect("Bram Lodge", polled=date(2014, 5, 22), term_ends_on=date(2018, 5, 7))
    elect("Ada Keel")

    assert {each.member.name: each.basic for each in due(year)} == {
        "Ada Keel": Decimal("9870.00"),
        "Bram Lodge": Decimal("1080.00"),  # 1 April to 6 May: 36 days
    }
    assert sum(each.basic for each in due(year)) == 10_950


def test_who_resigns_is_paid_until_the_last_day(elect, year, dora):
    ada = elect("Ada Keel")
    members.leave_office(ada, by=dora, because="Resigned", on=date(2018, 6, 5))

    assert [each.basic for each in due(year)] == [Decimal("900.00")]  # 7 May to 5 June: 30 days


def test_a_special_responsibility_is_paid_for_the_days_it_is_held(elect, year, dora, committee):
    ada = elect("Ada Keel")
    year = pay(year, dora, committee("Planning", ada, date(2018, 5, 15)), 3_650)

    assert [each.special for each in due(year, TODAY)] == [Decimal("1390.00")]  # 15 May to 30 September: 139


def test_of_two_responsibilities_at_once_the_dearer_is_paid(elect, year, dora, committee):
    ada = elect("Ada Keel")
    year = pay(year, dora, committee("Planning", ada, date(2018, 5, 15)), 3_650)
    year = pay(year, dora, committee("Scrutiny", ada, date(2018, 7, 1)), 7_300)

    # 47 days at £10, then 92 days at £20 and not at £30.
    assert [each.special for each in due(year, TODAY)] == [Decimal("470.00") + Decimal("1840.00")]


def test_a_rate_that_rises_in_the_year_is_paid_from_its_day(elect, year, dora):
    elect("Ada Keel")
    year = actions.set_rate(
        year, by=dora, kind="basic", amount=14_600, source="Council, July", on=date(2018, 7, 1)
    )

    rates = Rate.objects.order_by("from_on").values_list("amount", "until_on")
    assert list(rates) == [(10_950, date(2018, 6, 30)), (14_600, None)]
    assert [each.basic for each in due(year)] == [Decimal(55 * 30 + 274 * 40)]


def test_the_leader_of_a_group_is_paid_while_leading_it(elect, year, dora):
    ada = members.join_group(elect("Ada Keel"), by=dora, group="Harbour", short="HA", on=date(2018, 5, 8))
    members.lead_group(ada, by=dora, on=date(2018, 9, 1))
    year = actions.set_rate(year, by=dora, kind="leader", amount=3_650, source="Panel", on=FIRST)

    assert [each.special for each in due(year, TODAY)] == [Decimal("300.00")]


def test_a_co_opted_member_is_due_the_co_optees_allowance_and_no_basic_one(year, dora):
    members.co_opt(by=dora, name="Hana Gale", represents="Governors", term_ends_on=date(2020, 1, 1), on=FIRST)
    year = actions.set_rate(year, by=dora, kind="co_optee", amount=730, source="Panel", on=FIRST)

    assert [(each.basic, each.co_optee) for each in due(year)] == [(0, Decimal("730.00"))]


def test_the_structural_deficit_is_what_a_full_council_costs_more_than_the_budget(elect, year, dora):
    elect("Ada Keel")

    found = forecast(year, TODAY)

    assert found.whole == 10_950
    assert found.structural == 950
    assert found.so_far == Decimal(147 * 30)  # 7 May to 30 September: the seat stood empty in April
    assert found.to_come == Decimal(182 * 30)
    assert found.over == Decimal(329 * 30 - 10_000)


def test_a_budget_that_does_not_cover_the_scheme_is_found(elect, year, dora):
    duty = allowances.duties["covered"]
    assert [each.record.pk for each in duty.findings(SYSTEM, TODAY)] == [year.pk]
    assert "£950 a year are not covered" in duty.told_of(year, TODAY)[0]

    actions.set_budget(year, by=dora, budget=10_950)

    assert list(duty.findings(SYSTEM, TODAY)) == []


def test_the_statement_is_published_after_the_year_and_stands_as_it_was(elect, year, dora, client):
    ada = elect("Ada Keel")
    actions.pay_claim(
        year, by=dora, member=ada.reference, kind="travel", what="Train", amount="12.50", on=date(2018, 6, 1)
    )
    with pytest.raises(Refused, match="The year is not over"):
        actions.publish_statement(year, by=dora)
    assert client.get("/allowances/2018-19/").status_code == 404

    with time.pretend(date(2019, 4, 9)):
        year = actions.publish_statement(year, by=dora)
        page = client.get("/allowances/2018-19/").content.decode()
        rows = b"".join(client.get("/allowances/2018-19.csv").streaming_content).decode().split("\r\n")
        paid = allowances.measures["paid"].ask(Period.year(2018)).value()

    assert year.paid == paid == Decimal("9882.50")
    assert "£9,870" in page
    assert "£9,882.50" in page
    assert rows[1] == "Ada Keel,9870.00,0.00,0.00,0.00,12.50"


def test_a_statement_three_months_late_is_found(year):
    duty = allowances.duties["published"]

    assert list(duty.findings(SYSTEM, date(2019, 6, 30))) == []
    assert [each.record.pk for each in duty.findings(SYSTEM, date(2019, 7, 1))] == [year.pk]


def test_the_next_year_pays_on_indexed(year, dora):
    following = actions.open_year(by=dora, year=2019, budget=11_000, index="2.00")

    assert following.rates.get().amount == Decimal("11169.00")
    with pytest.raises(Invalid, match="open already"):
        actions.open_year(by=dora, year=2019, budget=1)
