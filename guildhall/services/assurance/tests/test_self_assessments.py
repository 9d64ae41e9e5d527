"""A self-assessment on another body's standard: every part judged, and shown by what is alive."""

from datetime import date

import pytest

from guildhall.kernel import retention, time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.assurance.actions import codes
from guildhall.services.assurance.framework import GOVERNANCE, standards
from guildhall.services.assurance.models import Judgement, LocalCode
from guildhall.services.assurance.tests.conftest import TODAY

ADDRESS = "/governance/assessed/lgsco-2024/"


@pytest.fixture
def assessment(today, cast):
    return codes.draw_up(by=cast["rowan"], title="How we keep to the Code", framework="lgsco-2024")


@pytest.fixture
def judged(assessment, cast):
    """Every part kept to but one, which will be from June; one shown by a duty."""
    for number in assessment.standard.parts:
        said = {"says": "yes", "text": "By our procedure."}
        if number == "6.3":
            said = {"says": "partly", "text": "Six in ten are late.", "due_on": date(2018, 6, 1)}
        codes.judge(assessment, by=cast["cora"], part=number, **said)
    codes.give_evidence(
        assessment, by=cast["cora"], part="6.2", text="What is late is found",
        duty="complaints.acknowledged_in_time",
    )  # fmt: skip
    return assessment


def test_there_is_a_standard_for_each_ombudsman_and_for_customer_service():
    assert set(standards()) == {GOVERNANCE, "lgsco-2024", "housing-2024", "service"}
    for each in standards().values():
        assert each.title
        assert each.law
        numbers = [part.number for section in each.sections for part in section.parts]
        assert len(numbers) == len(set(numbers)) == len(each.parts)
        assert all(len(number) <= 5 for number in numbers)
    assert standards()["service"].section_of("4.3").name == "Delivery"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"says": "no", "text": "Nobody does it", "due_on": None}, "Enter the day from which"),
        ({"says": "na"}, "Say why"),
        ({"says": "partly", "due_on": date(2018, 6, 1)}, "Say why"),
        ({"says": "yes", "part": "99"}, "99"),
    ],
)
def test_what_is_not_kept_to_says_why_and_from_when(assessment, cast, said, why):
    with pytest.raises(Invalid, match=why):
        codes.judge(assessment, by=cast["cora"], **{"part": "6.3", **said})
    assert not Judgement.objects.exists()


def test_it_is_adopted_when_every_part_is_judged(assessment, cast):
    codes.judge(assessment, by=cast["cora"], part="6.2", says="yes")
    codes.give_evidence(assessment, by=cast["cora"], part="6.2", text="Our policy", page="/complain/")

    with pytest.raises(Refused, match="parts are not judged yet"):
        codes.adopt(assessment, by=cast["rowan"], decision="Cabinet, minute 7")


def test_the_principles_of_governance_are_not_judged(code, cast):
    with pytest.raises(Refused, match="nothing is judged"):
        codes.judge(code, by=cast["rowan"], part="F1", says="yes")


def test_an_assessment_takes_no_code_of_governance_from_its_place(code, give, judged, cast):
    give()
    codes.adopt(code, by=cast["rowan"], decision="Cabinet, minute 6")

    codes.adopt(judged, by=cast["rowan"], decision="Cabinet, minute 7")

    assert set(LocalCode.objects.values_list("framework", "stage")) == {
        (GOVERNANCE, "adopted"), ("lgsco-2024", "adopted"),
    }  # fmt: skip


def test_everybody_reads_it_once_it_is_adopted(judged, cast, client):
    assert client.get(ADDRESS).status_code == 404
    codes.adopt(judged, by=cast["rowan"], decision="Cabinet, minute 7")

    page = client.get(ADDRESS).content.decode()
    data = client.get(f"{ADDRESS}json/").json()
    rows = b"".join(client.get(f"{ADDRESS}csv/").streaming_content).decode().splitlines()

    assert "Six in ten are late. From Fri 1 June 2018." in page
    assert "What is late is found" in page
    assert "Judge" not in page
    assert ADDRESS in client.get("/governance/").content.decode()
    parts = {each["part"]: each for each in data["parts"]}
    assert (parts["6.3"]["says"], parts["6.3"]["from"]) == ("partly", "2018-06-01")
    assert parts["6.2"]["evidence"][0]["shown_by"] == "Every complaint is acknowledged in its time"
    assert len(rows) == len(parts) + 1


def test_staff_see_how_what_shows_it_stands_now(judged, cast, client_of):
    page = client_of(cast["rowan"]).get(ADDRESS).content.decode()

    assert "No finding now" in page
    assert f"/records/{judged.reference}/judge/?part=6.3" in page


def test_a_judgement_is_changed_where_it_stands(judged, cast, client_of):
    page = client_of(cast["cora"]).get(f"/records/{judged.reference}/judge/?part=6.3").content.decode()

    assert "Six in ten are late." in page


def test_what_is_not_judged_and_what_is_overdue_is_found(assessment, judged, finds):
    assert finds("codes", "parts_are_judged") == []
    assert finds("codes", "lacking_is_put_right", date(2018, 6, 1)) == []
    assert finds("codes", "lacking_is_put_right", date(2018, 6, 2)) == [
        ("6.3 was to be kept to from Fri 1 June 2018: Six in ten are late.",)
    ]
    Judgement.objects.filter(part="9.1").delete()

    ((found,),) = finds("codes", "parts_are_judged")
    assert found.startswith("Nobody has judged 9.1.")


def test_next_years_begins_with_what_this_one_says(judged, cast):
    codes.adopt(judged, by=cast["rowan"], decision="Cabinet, minute 7")
    with time.pretend(date(2019, 4, 1)):
        later = codes.draw_up(
            by=cast["rowan"], title="How we keep to the Code, 2019", framework="lgsco-2024", begins_with=True
        )

    assert later.judgements.count() == judged.judgements.count() == len(judged.standard.parts)
    assert later.pieces.get().text == "What is late is found"
    assert later.due_on == date(2020, 4, 1)


def test_what_was_typed_is_forgotten_in_its_time(judged, cast):
    codes.supersede(judged, by=cast["rowan"])
    retention.dispose(date(2028, 4, 17))

    assert set(Judgement.objects.values_list("text", "by")) == {(retention.FORGOTTEN, None)}


def test_the_governance_statement_speaks_of_the_code_of_governance(code, give, judged, statement, cast):
    from guildhall.services.assurance.content import content

    give()
    codes.adopt(code, by=cast["rowan"], decision="Cabinet, minute 6")
    codes.adopt(judged, by=cast["rowan"], decision="Cabinet, minute 7")

    assert content(statement, TODAY)["code"] == code.title


def test_a_complaints_officer_fills_it_in_and_does_not_adopt_it(assessment, cast):
    who = service("codes").actions

    assert who["judge"].why_not(assessment, cast["cora"]) is None
    assert who["adopt"].why_not(assessment, cast["cora"]) == "Your role does not include this."
    assert service("codes").duties["parts_are_judged"].broken(SYSTEM, TODAY).count() == 1
