"""What people find: the code and the statement, their questions, and how far every area is."""

import csv
from io import StringIO

import pytest
from django.test import Client

from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Sensitivity
from guildhall.services.assurance.actions import codes, returns, statements
from guildhall.services.assurance.models import ControlReturn
from guildhall.services.assurance.tests.test_returns import LACKING
from tests.paper.inside import Inside, validated, verapdf


@pytest.fixture
def rowan(client_of, cast):
    return client_of(cast["rowan"])


@pytest.fixture
def helen(client_of, cast):
    return client_of(cast["helen"])


@pytest.fixture
def adopted(code, give, cast):
    give(text="Every risk has an owner", duty="risks.has_an_owner")
    give(part="B3", about="public", text="Whoever asks can follow it", page="/numbers/")
    return codes.adopt(code, by=cast["rowan"], decision="minute 12")


@pytest.fixture
def published(adopted, statement, cast):
    for place in ("scope", "conclusion"):
        statements.write(statement, by=cast["rowan"], place=place, text=f"Words on the {place}.")
    statements.put_to_signature(statement, by=cast["rowan"])
    statements.sign_as_leader(statement, by=cast["lorna"])
    statements.sign_as_chief_executive(statement, by=cast["conrad"])
    return statements.publish(statement, by=cast["rowan"])


def test_there_is_nothing_to_read_before_a_code_is_adopted(code, client, rowan):
    assert "No code is adopted yet" in client.get("/governance/").content.decode()
    assert client.get("/governance/code/").status_code == 404
    assert client.get("/governance/code.json").status_code == 404
    assert "Draft" in rowan.get("/governance/code/").content.decode()


def test_everybody_reads_the_code_by_either_edition(adopted, client):
    page = client.get("/governance/code/").content.decode()
    assert "Every risk has an owner" in page
    assert "finding" not in page
    assert "Took over principles 2 and 3 of 2007" in page

    older = client.get("/governance/code/", {"principles": "2007"}).content.decode()
    assert "Became F, D and B in 2016" in older
    assert "Every risk has an owner" in older

    told = client.get("/governance/code.json").json()
    risk = next(each for each in told["principles"] if each["number"] == "F")
    assert risk["took_over"] == ["2007 4"]
    assert [each["text"] for each in risk["evidence"]] == ["Every risk has an owner"]


def test_staff_see_what_evidence_says_now_and_what_is_missing(adopted, rowan):
    page = rowan.get("/governance/code/").content.decode()

    assert "No finding now" in page
    assert "Give evidence" in page
    assert "A1. Behaving with integrity" in page


def test_a_draft_of_a_statement_is_not_for_the_public(statement, client, rowan):
    for address in ("/governance/2017-18/", "/governance/2017-18.json", "/governance/2017-18.pdf"):
        assert client.get(address).status_code == 404
    assert "Nobody has written this yet" in rowan.get("/governance/2017-18/").content.decode()
    for address in ("/governance/x/", "/governance/2017-18-Q1/", "/governance/2011-12/"):
        assert rowan.get(address).status_code == 404


def test_everybody_reads_the_statement_that_was_signed(published, client):
    page = client.get("/governance/2017-18/").content.decode()

    assert "Words on the conclusion." in page
    assert "Leader of the council, Mon 16 April 2018" in page
    assert "Published on Mon 16 April 2018, version 1." in page
    assert "Annual governance statement 2017-18" in client.get("/governance/").content.decode()


@pytest.fixture
def paper(published, client, settings, tmp_path):
    settings.DATA = tmp_path
    return client.get("/governance/2017-18.pdf")


def test_it_is_printed_tagged_and_in_order(paper):
    document = Inside(paper.content)

    assert paper["Content-Type"] == "application/pdf"
    assert document.catalog["/MarkInfo"]["/Marked"]
    chapters = [
        "What this statement is about",
        "Principle by principle",
        "How it was looked at",
        "Signatures",
    ]
    assert [each for each in document.of("H1") if each in chapters] == chapters
    assert "Every risk has an owner" in document.tags.words


@pytest.mark.skipif(not verapdf(), reason="veraPDF needs a Java that compiles")
def test_verapdf_finds_nothing_against_pdf_ua(paper, tmp_path):
    place = tmp_path / "statement.pdf"
    place.write_bytes(paper.content)

    assert validated(place).startswith("compliant: 106 rules")


def test_the_questions_are_answered_one_a_page_and_can_be_left(asked, helen, finds):
    address = f"/assurance/{asked.reference}/"
    page = helen.get(address)
    assert page.context["go_on"] == f"{address}risk-1/"

    kept = helen.post(f"{address}risk-1/", {"says": "fully", "evidence": "The log"})
    assert (kept.status_code, kept["Location"]) == (303, f"{address}risk-2/")
    stopped = helen.post(f"{address}risk-2/", {"says": "na", "stop": "1"})
    assert (stopped.status_code, stopped["Location"]) == (303, address)

    page = helen.get(address)
    assert (page.context["done"], page.context["go_on"]) == (2, f"{address}risk-3/")
    assert helen.get(f"{address}risk-1/").context["form"].initial["evidence"] == "The log"


def test_an_answer_that_leads_to_nothing_is_asked_again(asked, helen):
    again = helen.post(f"/assurance/{asked.reference}/risk-1/", {"says": "not", "evidence": "No log"})

    assert again.status_code == 422
    page = again.content.decode()
    assert "Say what will be done" in page
    assert "No log" in page
    assert not asked.answers.exists()


def test_what_was_answered_a_year_before_stands_beside_the_question(asked, answer, helen, cast):
    before = returns.ask(by=cast["rowan"], area="Customer services", year=2016, asked_of="Head of service")
    answer(before, "risk-1", **LACKING)

    page = helen.get(f"/assurance/{asked.reference}/risk-1/").content.decode()
    assert "A year before: partly. Some To be done: Keep a log (still under way)." in page


def test_who_may_not_answer_reads_and_no_more(asked, answer, client_of, cast):
    answer(asked, "risk-1")
    leader = client_of(cast["lorna"])

    page = leader.get(f"/assurance/{asked.reference}/risk-1/")
    assert (page.status_code, "Your role does not include this." in page.content.decode()) == (403, True)
    assert client_of(cast["dev"]).get(f"/assurance/{asked.reference}/").status_code == 404
    assert client_of(cast["dev"]).get("/assurance/").status_code == 404
    assert leader.get(f"/assurance/{asked.reference}/luck-1/").status_code == 404


def test_officers_see_how_far_every_area_is(asked, answer, answer_all, cast, rowan):
    other = returns.ask(by=cast["rowan"], area="Elections", year=2017, asked_of="Head of service")
    answer_all(asked, risk_1=LACKING)
    returns.hand_in(asked, by=cast["helen"])
    answer(other, "risk-1", says="na", evidence="")

    page = rowan.get("/assurance/")
    assert (page.context["handed_in"], page.context["overdue"]) == (1, 0)
    assert [row[1:7] for row in page.context["table"].rows] == [
        ("Handed in, improvements under way", "40 of 40", 39, 1, 0, 0),
        ("To be answered", "1 of 40", 0, 0, 0, 1),
    ]
    content = b"".join(rowan.get("/assurance/returns.csv").streaming_content).decode()
    lines = list(csv.DictReader(StringIO(content)))
    assert [(each["area"], each["partly"]) for each in lines] == [
        ("Customer services", "1"),
        ("Elections", "0"),
    ]
    assert (
        rowan.get("/assurance/returns.json", {"year": "2017-18"}).json()["returns"][1]["area"] == "Elections"
    )
    assert rowan.get("/assurance/", {"year": "x"}).status_code == 404
    assert "Nobody was asked" in rowan.get("/assurance/", {"year": "2015-16"}).content.decode()


def test_a_return_behind_a_wall_is_not_there(asked, rowan):
    returns.returns.actions["raise_sensitivity"](
        asked, by=SYSTEM, sensitivity=Sensitivity.RESTRICTED, reason="Names people"
    )

    assert rowan.get(f"/assurance/{asked.reference}/").status_code == 404
    assert rowan.get("/assurance/").context["table"] is None


def test_the_overview_asks_as_much_for_many_areas_as_for_few(
    today, cast, rowan, django_assert_max_num_queries
):
    for number in range(30):
        returns.ask(by=cast["rowan"], area=f"Area {number:02}", year=2017, asked_of="Head of service")
    with django_assert_max_num_queries(14):
        assert len(rowan.get("/assurance/").context["rows"]) == 30
    assert ControlReturn.objects.count() == 30


def test_the_records_own_pages_lead_on(published, asked, answer, rowan):
    answer(asked, "risk-1", **LACKING)
    for record, words in (
        (asked, "The questions and their answers"), (published, "The statement as it stands"),
    ):  # fmt: skip
        assert words in rowan.get(record.get_absolute_url()).content.decode()


def test_a_stranger_signs_in_first(asked):
    assert Client().get("/assurance/")["Location"].startswith("/accounts/login/")
