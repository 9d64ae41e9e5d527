"""The annual report is computed from the records, written in by people, and published as it stood."""

from datetime import date

import pytest

from guildhall.kernel import retention, time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.services.complaints import actions as verbs
from guildhall.services.complaints.actions import improving, ombudsman
from guildhall.services.complaints.actions import reporting as actions
from guildhall.services.complaints.board import Line
from guildhall.services.complaints.duties import reporting as duties
from guildhall.services.complaints.models import ReportPassage
from guildhall.services.complaints.reporting import TOGETHER, content, folded, in_words
from guildhall.services.complaints.tests.conftest import MONDAY, decide_all

MAY = date(2027, 5, 4)
ADDRESS = "/complaints-report/2026-27/"


def figures(told):
    return {
        each["measure"]: (each["value"], each["before"]) for part in told["figures"].values() for each in part
    }


@pytest.fixture
def year(answered, accepted, received, cora):
    """Two complaints answered, one of them upheld; one about a child; one the year before; one decision."""
    upheld = answered()
    verbs.answer(decide_all(accepted("parking"), cora, "not_upheld"), by=cora, answer="Thank you.")
    received("children")
    received("parking", on=date(2026, 3, 2))
    verbs.learn(upheld, by=cora, cause="not_done", learned="Visits are confirmed by text.")
    improving.plan(
        by=cora, complaints=upheld.reference, area="repairs", cause="not_done", heard="Visits were missed.",
        what="Texts", promised_for=date(2026, 7, 1),
    )  # fmt: skip
    case = ombudsman.log(by=cora, scheme="lgsco", their_reference="26 1", area="repairs")
    ombudsman.decide(case, by=cora, decision="upheld", remedied_before=True, on=MONDAY)


@pytest.fixture
def draft(year, cora):
    with time.pretend(MAY):
        return actions.draft(by=cora, year=2026)


@pytest.fixture
def published(draft, cora):
    with time.pretend(MAY):
        written = actions.write(draft, by=cora, place="introduction", text="A year of learning.")
        return actions.publish(written, by=cora)


def test_its_figures_are_those_of_the_records_beside_the_year_before(draft):
    told = content(draft, MAY)
    found = figures(told)

    assert found["complaints.received"] == ("3", "1")
    assert found["complaints.answered_in_time"] == ("100", None)
    assert found["complaints.upheld"] == ("50", None)
    assert found["remedies.promised"] == ("1", "0")
    assert found["complaints.learned"] == ("50", None)
    assert found["improvements.planned"] == ("1", "0")
    assert (found["ombudsman.upheld"], found["ombudsman.remedied_before"]) == (("100", None), ("100", None))
    assert [each["number"] for each in told["outcomes"]] == [1, 1]
    assert told["causes"] == [{"key": "not_done", "name": "Something was not done", "number": 1}]
    assert sum(each["received"] for each in told["months"]) == 3
    assert told["decisions"][0]["decision"] == "Upheld"


def test_what_few_complained_of_is_told_together(draft):
    told = content(draft, MAY)

    assert [(each["label"], each["received"]) for each in told["areas"]] == [(TOGETHER, 3)]


def test_what_is_told_together_never_tells_the_small_ones_apart():
    def line(label, received):
        return Line(label, received, received, received, received, 0, 0)

    found = folded([line("Homes", 40), line("Parking", 9), line("Roads", 7), line("Children", 2)])

    assert [(each.label, each.received) for each in found] == [("Homes", 40), ("Parking", 9), (TOGETHER, 9)]
    assert folded([line("Homes", 40)]) == [line("Homes", 40)]
    assert folded([line("Homes", 40), line("A", 3), line("B", 2)])[-1].received == 5


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [("1234", "complaints", "1,234"), ("62.5", "%", "62.5%"), ("1050", "£", "£1,050"), (None, "%", "–")],
)
def test_a_figure_is_written_as_people_read_it(value, unit, words):
    assert in_words(value, unit) == words


def test_it_is_due_at_the_end_of_september(draft):
    assert draft.due_on == date(2027, 9, 30)
    late = [each.record.reference for each in duties.published_in_time.findings(SYSTEM, date(2027, 10, 1))]
    assert late == [draft.reference]


def test_there_is_one_a_year_and_none_of_a_year_to_come(draft, cora):
    with time.pretend(MAY):
        with pytest.raises(Invalid, match="There is a report of that year already"):
            actions.draft(by=cora, year=2026)
        with pytest.raises(Invalid, match="has not begun"):
            actions.draft(by=cora, year=2028)


def test_it_is_published_once_the_year_is_over_and_somebody_introduced_it(draft, cora):
    with time.pretend(date(2027, 3, 31)), pytest.raises(Refused, match="2026-27 is not over yet"):
        actions.publish(draft, by=cora)
    with time.pretend(MAY), pytest.raises(Refused, match="Nobody has written “Introduction” yet"):
        actions.publish(draft, by=cora)


def test_what_was_published_stays_as_it_stood(published, received, client):
    received("parking", on=date(2027, 3, 1))
    with time.pretend(MAY):
        page = client.get(ADDRESS).content.decode()
        data = client.get(f"{ADDRESS}json/").json()

    assert "A year of learning." in page
    assert figures(data)["complaints.received"] == ("3", "1")


def test_nobody_outside_reads_a_draft(draft, client, client_of, people, cora):
    with time.pretend(MAY):
        for each in ("", "pdf/", "csv/", "json/"):
            assert client.get(f"{ADDRESS}{each}").status_code == 404
            assert client_of(people["tomas"]).get(f"{ADDRESS}{each}").status_code == 404
        page = client_of(cora).get(ADDRESS).content.decode()

    assert "Not for publication" in page
    assert f"/records/{draft.reference}/write/?place=learning" in page


def test_everybody_has_it_as_a_page_a_file_and_on_paper(published, client):
    with time.pretend(MAY):
        page = client.get(ADDRESS).content.decode()
        rows = b"".join(client.get(f"{ADDRESS}csv/").streaming_content).decode().splitlines()
        paper = client.get(f"{ADDRESS}pdf/")
        listed = client.get("/complaints-report/").content.decode()

    assert ADDRESS in listed
    assert "Something was not done" in page
    assert "/write/" not in page
    assert "Stage by stage,Complaints received,complaints.received,complaints,3,1" in rows
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in paper.content


def test_the_governing_body_responds_beside_it(published, cora, client):
    found = [each.record.reference for each in duties.responded_to.findings(SYSTEM, MAY)]
    assert found == [published.reference]

    with time.pretend(MAY):
        actions.respond(
            published, by=cora, response_by="Cabinet, 3 May 2027", response="We thank those who wrote."
        )
        page = client.get(ADDRESS).content.decode()

    assert "We thank those who wrote." in page
    assert not duties.responded_to.broken(SYSTEM, MAY).exists()


def test_it_can_be_taken_back_and_written_on(published, cora, client):
    with time.pretend(MAY):
        again = actions.take_back(published, by=cora, reason="A figure was wrong")
        assert client.get(ADDRESS).status_code == 404
        page = actions.write(again, by=cora, place="introduction", text="Corrected.")

    assert list(page.passages.order_by("pk").values_list("text", flat=True))[-1] == "Corrected."


def test_its_words_go_in_their_time(published):
    with time.pretend(date(2037, 5, 5)):
        retention.dispose(date(2037, 5, 5))
    published.refresh_from_db()

    assert published.stood is None
    assert not ReportPassage.objects.exists()
