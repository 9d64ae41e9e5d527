"""The registers of the demonstration: what the desk finds in them at the end of the year."""

from datetime import date

import pytest

from guildhall.demo.year import Volume
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.services import service
from guildhall.plan.demo_year import DESIGN, monthly
from guildhall.plan.models import Plan, SignOff
from guildhall.plan.money.outturn import lines
from guildhall.services.business_cases.models import BusinessCase
from guildhall.services.contracts.models import Contract
from guildhall.services.risks.models import Risk
from tests.journeys.small_year import live, opens_to_its_records

END = date(2018, 3, 31)


@pytest.fixture
def lived(db, settings):
    """A year with little asked in it, and who was refused what."""
    settings.LETTERS = "console"
    with time.pretend(END):
        return live(Volume(2017, requests=1))


def found(key, name):
    return [each.record.title for each in service(key).duties[name].findings(SYSTEM, END)]


def test_the_registers_show_what_a_council_has_and_what_it_overlooks(lived):
    assert lived.refused == []
    stages = set(Risk.objects.values_list("kind", "stage"))
    assert stages == {("risk", "open"), ("risk", "accepted"), ("issue", "open")}
    assert found("risks", "treated_or_accepted") == ["A dataset is published with names in it"]
    assert "Projected income is not realised" in found("risks", "reviewed_each_quarter")
    assert found("risks", "mitigations_are_in_time") == ["Projected income is not realised"]
    assert Contract.objects.filter(kind="waiver", extends__isnull=False).count() == 1
    assert found("contracts", "covered_without_a_gap") == ["Elections software"]
    assert found("contracts", "has_end_value_and_manager") == ["Volunteers who visit reception"]


def test_a_business_case_was_sent_back_and_passed_its_gates(lived):
    (case,) = BusinessCase.objects.all()

    assert case.stage == "delivery"
    assert [each.outcome for each in case.approvals.order_by("pk")] == [
        "passed",
        "returned",
        "passed",
        "passed",
    ]
    assert case.triggers.get().answered_on


def test_next_years_plan_was_written_together(lived):
    plan = Plan.objects.get(key="draft-2018")

    assert [each.outcome for each in plan.proposals.order_by("pk")] == ["accepted", "refused"]
    assert plan.objectives.get().title.startswith("Everybody who asks the council something")
    assert [each.stage for each in plan.versions.order_by("number")] == ["consulted", "consulted"]
    assert plan.comments.get().answer


def test_the_years_plan_shows_what_a_year_does_to_promises(lived, client_of):
    """A milestone reached late and one missed, a restated figure, a signed report, and all of the money."""
    assert lived.refused == []
    plan = Plan.objects.get(key="2017-18")
    reader = client_of(lived.people.cast["owen"])

    with time.pretend(END):
        budget = {(each.area, each.kind): each.to_date for each in lines(plan, Period.year(2017), SYSTEM)}
        report = reader.get("/plan/2017-18/report/2017-18-Q1/").content.decode()
        board = reader.get("/plan/2017-18/board/?year=2017-18").content.decode()

    assert budget["Traded services", "income"] == 4_300_000
    assert budget[DESIGN, "income"] == 657_049
    assert SignOff.objects.get(plan=plan).first == date(2017, 4, 1)
    assert "Restated: it was £11,400 until" in report
    assert "An invoice for paper, for June, came in August" in report
    assert "Paper has become dearer." in report
    assert "Done late" in board
    assert (
        plan.deliverables.get(title="Answer everybody who asks").milestones.filter(done_on=None).count() == 1
    )


def test_the_number_of_requests_opens_to_every_one_of_them(lived, client_of):
    year = Period.year(2017)

    with time.pretend(END):
        received = int(measure("requests.received").value(year))
        opens_to_its_records(client_of(lived.people.cast["amira"]), year, received)


@pytest.mark.parametrize("total", [4_300_000, 657_049, 1_180_000, 7])
def test_a_years_money_adds_up_to_the_penny_month_by_month(total):
    assert sum(monthly(total)) == total


def test_customer_service_knows_how_far_it_is_from_accreditation(lived):
    code = service("codes").record.objects.get(framework="service")

    assert code.stage == "adopted"
    assert code.judgements.count() == len(code.standard.parts) == 15
    assert service("complaint_reports").record.objects.get().period == Period.year(2017)
