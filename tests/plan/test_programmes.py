"""Rolling programmes: what comes round over three years, how much is done, and why some of it moved."""

import csv
from datetime import date
from io import StringIO

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.retention import dispose
from guildhall.kernel.services import service
from guildhall.plan.actions import programmes
from guildhall.plan.models import Subject


@pytest.fixture
def programme(in_february, cast):
    return programmes.begin(
        by=cast["nadia"], title="Equality impact assessments", key="equality", first_year="2017-18",
        last_year="2019-20",
    )  # fmt: skip


@pytest.fixture
def add(programme, cast):
    def add_it(name, year="2017-18"):
        programmes.add_subject(
            programme, by=cast["nadia"], name=name, year=year, owner_role="Service manager"
        )
        return Subject.objects.get(name=name).pk

    return add_it


def finds(on):
    return [each.detail for each in service("programmes").duties["done_in_its_year"].findings(SYSTEM, on)]


def test_what_is_not_done_in_its_year_is_found_until_it_is_moved_and_says_why(programme, add, cast, said):
    subject = add("Members’ services")
    assert finds(date(2018, 3, 31)) == []
    late = date(2018, 4, 1)
    assert finds(late) == [("Members’ services was to be looked at in 2017-18, by the Service manager.",)]
    assert measure("programmes.up_to_date").value(Period.year(2018)) == 0

    with time.pretend(late):
        programmes.move_subject(
            programme, by=cast["nadia"], subject=subject, year="2018-19", because="It is being rebuilt"
        )
    assert finds(late) == []
    assert said(programme) == "Nadia Frost moved Members’ services to 2018-19: It is being rebuilt"
    assert measure("programmes.up_to_date").value(Period.year(2018)) == 100


@pytest.mark.parametrize(
    ("year", "why"),
    [
        ("2020-21", "It runs from 2017-18 to 2019-20"),
        ("2017-18 Q1", "Enter a financial year"),
        ("x", "period"),
    ],
)
def test_nothing_stands_outside_its_years(add, year, why):
    with pytest.raises(Invalid, match=why):
        add("Members’ services", year)
    assert not Subject.objects.exists()


def test_nothing_stands_in_it_twice(add):
    add("Grants")
    with pytest.raises(Invalid, match="“grants” is in the programme already"):
        add("grants", "2018-19")


def test_it_ends_after_it_begins(in_february, cast):
    with pytest.raises(Invalid, match="The last year must not be before the first"):
        programmes.begin(
            by=cast["nadia"], title="Backwards", key="back", first_year="2018-19", last_year="2017-18"
        )


def test_everybody_reads_it_once_it_is_published(programme, add, cast, client, client_of):
    with pytest.raises(Refused, match="Nothing stands in it yet"):
        programmes.publish(programme, by=cast["nadia"])
    done, moved, dropped = add("Grants"), add("Panel"), add("Old magazine")
    add("Website", "2019-20")
    programmes.carry_out(programme, by=cast["nadia"], subject=done, outcome="Nobody is worse off")
    programmes.move_subject(
        programme, by=cast["nadia"], subject=moved, year="2018-19", because="It is chosen anew"
    )
    programmes.drop_subject(programme, by=cast["nadia"], subject=dropped, because="It is no more")
    assert client.get("/programmes/equality/").status_code == 404
    assert "Later" in client_of(cast["nadia"]).get("/programmes/equality/").content.decode()

    programmes.publish(programme, by=cast["nadia"])
    page = client.get("/programmes/equality/")
    assert page.context["share"] == "1 of 3 (33%)"
    assert "from 2017-18 to 2018-19: It is chosen anew" in page.content.decode()
    assert dict(page.context["counts"].rows) == {
        "Done": 1, "Due this year": 0, "Overdue": 0, "Later": 2, "Dropped": 1,
    }  # fmt: skip
    lines = csv.DictReader(
        StringIO(b"".join(client.get("/programmes/equality.csv").streaming_content).decode())
    )
    assert [(each["subject"], each["stands"]) for each in lines] == [
        ("Grants", "Done"), ("Old magazine", "Dropped"), ("Panel", "Later"), ("Website", "Later"),
    ]  # fmt: skip
    assert client.get("/programmes/equality.json").json()["years"] == ["2017-18", "2018-19", "2019-20"]
    assert "Equality impact assessments" in client.get("/programmes/").content.decode()


def test_what_stood_in_it_is_forgotten_with_it(programme, add, cast):
    add("Grants")
    programmes.end(programme, by=cast["nadia"], reason="The next has begun")
    with time.pretend(date(2038, 2, 2)):
        assert dispose(time.today()) == 1
    assert not Subject.objects.exists()
