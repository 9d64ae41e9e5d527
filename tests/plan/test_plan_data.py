"""A plan as open data: the same words and figures as its pages."""

import csv
import io

from guildhall.plan.models import Milestone, Plan, Promise
from guildhall.services.risks.models import Risk

PLAN = "/plan/2018-23"


def rows(client, name):
    return list(csv.DictReader(io.StringIO(client.get(f"{PLAN}/{name}.csv").getvalue().decode())))


def test_everything_of_a_plan_is_there_as_json(plan, client):
    found, told = Plan.objects.get(), client.get(f"{PLAN}.json").json()

    assert (told["key"], told["first"], told["last"]) == ("2018-23", "2018-04-01", "2023-03-31")
    assert len(told["objectives"]) == found.objectives.count()
    assert len(told["deliverables"]) == found.deliverables.count()
    assert {"information_requests": "1619.0000"}.items() <= {
        each["key"]: each["value"] for each in told["figures"]
    }.items()


def test_the_api_says_the_same_as_the_file_and_asks_for_a_period_it_can_read(plan, client):
    assert client.get("/api/v1/plans/published/2018-23").json() == client.get(f"{PLAN}.json").json()
    assert [each["key"] for each in client.get("/api/v1/plans/published").json()] == ["2018-23"]

    answer = client.get("/api/v1/plans/published/2018-23?period=soon")

    assert answer.status_code == 422
    assert "is not a period" in answer.json()["detail"]


def test_every_row_is_in_its_file(plan, client):
    assert len(rows(client, "deliverables")) == Plan.objects.get().deliverables.count()
    assert len(rows(client, "milestones")) == Milestone.objects.count()
    assert len(rows(client, "promises")) == Promise.objects.count()
    assert {"quarter", "standing", "days_late", "deliverable"} <= rows(client, "milestones")[0].keys()


def test_no_cell_is_taken_for_a_formula(plan, client):
    Milestone.objects.update(text="=HYPERLINK(1)")

    assert {each["text"] for each in rows(client, "milestones")} == {"'=HYPERLINK(1)"}


def test_only_published_risks_are_in_the_file(plan, client):
    assert Risk.objects.exists()
    assert rows(client, "risks") == []

    Risk.objects.update(published_on=Plan.objects.get().published_on)
    assert len(rows(client, "risks")) >= 1
