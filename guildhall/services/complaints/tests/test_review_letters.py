"""An Ombudsman's annual review letter beside what we hold, line by line."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.services.complaints.actions import ombudsman as actions
from guildhall.services.complaints.duties.ombudsman import agrees_with_the_letter
from guildhall.services.complaints.letters import decision_of, reconcile, take
from guildhall.services.complaints.models import LetterLine
from guildhall.services.complaints.tests.conftest import MONDAY

HEADINGS = "Reference,Category,Decision,Date decided,Remedy,Compliance"
LINES = (
    "26 000 001,Housing,Upheld: maladministration and injustice,01/06/2026,Apology,Complied with",
    "26 000 002,Highways & Transport,Not Upheld,02/06/2026,,",
    "26 000 003,Planning,Closed after initial enquiries,03/06/2026,,",
    "26 000 004,Education & Children's Services,Upheld,04/06/2026,Payment,Remedy complete late",
)
JULY = date(2026, 7, 1)


@pytest.fixture
def file(tmp_path):
    def write(*lines, headings=HEADINGS):
        path = tmp_path / "letter.csv"
        path.write_text("\n".join([headings, *lines]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def held(people):
    """One that matches, one decided otherwise, one they do not tell of, and one behind a wall."""

    def case(reference, decision, day, area="repairs"):
        logged = actions.log(by=SYSTEM, scheme="lgsco", their_reference=reference, area=area, on=MONDAY)
        return actions.decide(logged, by=SYSTEM, decision=decision, on=date(2026, 6, day))

    with time.pretend(date(2026, 6, 10)):
        matched = case("26000001", "upheld", 1)
        actions.recommend(matched, by=SYSTEM, kind="apology", what="Apologise", asked_for=date(2026, 7, 1))
        actions.comply(matched.recommendations.get(), by=SYSTEM, evidence="Letter of 9 June.")
        return {
            "matched": matched, "otherwise": case("26000002", "upheld", 2),
            "ours": case("26000005", "advice", 5),
            "child": case("26000004", "upheld", 4, "children"),
        }  # fmt: skip


def standings(user):
    return {
        (each.line.key if each.line else each.case.their_reference): each.standing
        for each in reconcile("lgsco", 2026, user).rows
    }


def test_every_line_is_matched_differs_or_stands_alone(file, held):
    take(file(*LINES), scheme="lgsco", year=2026)

    assert standings(SYSTEM) == {
        "26000001": "Matched", "26000002": "Differs", "26000003": "Only theirs", "26000004": "Differs",
        "26000005": "Only ours",
    }  # fmt: skip


def test_what_differs_is_said(file, held):
    take(file(*LINES), scheme="lgsco", year=2026)
    rows = {each.line.key: each.differs for each in reconcile("lgsco", 2026, SYSTEM).rows if each.line}

    assert rows["26000002"] == ("They decided “Not upheld”; we hold “Upheld”.",)
    assert rows["26000004"] == (
        "They recommended a remedy; we hold none.",
        "They say how we complied; we hold nothing to comply with.",
    )


def test_what_one_may_not_see_is_counted_and_not_shown(file, held, people):
    take(file(*LINES), scheme="lgsco", year=2026)

    found = reconcile("lgsco", 2026, people["cora"])

    assert found.withheld == 1
    assert "26000004" not in standings(people["cora"])


def test_a_dry_run_keeps_nothing(file, people):
    taken = take(file(*LINES), scheme="lgsco", year=2026, dry_run=True)

    assert str(taken) == "4 lines new, 0 changed, 0 as before."
    assert not LetterLine.objects.exists()


def test_read_again_nothing_changes_and_a_correction_says_so(file, people):
    take(file(*LINES), scheme="lgsco", year=2026)
    assert take(file(*LINES), scheme="lgsco", year=2026).same == 4
    corrected = (LINES[0].replace("Upheld: maladministration and injustice", "Not upheld"), *LINES[1:3])

    with pytest.raises(Unreadable, match="says otherwise of 2 complaints"):
        take(file(*corrected), scheme="lgsco", year=2026)
    take(file(*corrected), scheme="lgsco", year=2026, replace=True)

    assert LetterLine.objects.count() == 3
    assert LetterLine.objects.get(key="26000001").decision == "not_upheld"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("26 1,Housing,Upheld,01/04/2027,,", "Line 2: Thu 1 April 2027 is not in 2026-27"),
        ("26 1,Housing,Rather sad,01/06/2026,,", "“Rather sad” is no decision of theirs"),
        ("26 1,Housing,Upheld,last week,,", "“last week” is not a day"),
        ("26 1,Housing,Upheld,01/06/2026,,perhaps", "says neither that we complied"),
        (",Housing,Upheld,01/06/2026,,", "it has no reference"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_taken(file, people, line, why):
    with pytest.raises(Unreadable, match=why):
        take(file(line, *LINES), scheme="lgsco", year=2026)
    assert not LetterLine.objects.exists()


def test_each_letter_speaks_its_own_words():
    assert decision_of("Incomplete/Invalid", "lgsco") == "invalid"
    assert decision_of("Severe Maladministration", "housing") == "severe"
    with pytest.raises(Unreadable):
        decision_of("Severe maladministration", "lgsco")


def test_a_case_of_ours_that_the_letter_tells_otherwise_is_found(file, held, people):
    def findings():
        return {each.record.reference: each.detail for each in agrees_with_the_letter.findings(SYSTEM, JULY)}

    assert findings() == {}
    take(file(*LINES), scheme="lgsco", year=2026)

    told = findings()
    assert set(told) == {held[each].reference for each in ("otherwise", "ours", "child")}
    assert told[held["ours"].reference] == ("The letter of 2026-27 does not tell of it.",)


def test_an_officer_brings_it_in_and_reads_it_beside_what_we_hold(held, people, client_of, cora):
    with time.pretend(JULY):
        page = client_of(cora)
        sent = SimpleUploadedFile("letter.csv", "\n".join([HEADINGS, *LINES]).encode())
        answer = page.post("/complaints/review-letters/", {"scheme": "lgsco", "year": "2026", "file": sent})
        assert answer.status_code == 303
        shown = page.get("/complaints/review-letters/lgsco/2026-27/").content.decode()
        data = b"".join(page.get("/complaints/review-letters/lgsco/2026-27/csv/").streaming_content).decode()

        assert "1 more is outside your role" in shown
        assert "They decided “Not upheld”; we hold “Upheld”." in shown
        assert "26 000 004" not in shown + data
        assert len(data.splitlines()) == 5
        assert page.get("/complaints/review-letters/lgsco/2025-26/").status_code == 404
        assert client_of(people["amira"]).get("/complaints/review-letters/").status_code == 403


def test_a_file_that_is_none_is_refused_at_its_field(people, client_of, cora):
    sent = SimpleUploadedFile("letter.csv", b"Name,Age\nA,3")
    answer = client_of(cora).post(
        "/complaints/review-letters/", {"scheme": "lgsco", "year": "2026", "file": sent}
    )

    assert answer.status_code == 422
    assert "No column says reference" in answer.content.decode()


def test_the_command_says_how_it_compares(file, held, capsys):
    call_command("review_letter", str(file(*LINES)), "--year", "2026-27")

    assert "2 differs, 1 only theirs, 1 only ours, 1 matched" in capsys.readouterr().out


def test_a_letter_goes_after_six_years(file, people):
    from guildhall.kernel import retention

    with time.pretend(MONDAY):
        take(file(*LINES), scheme="lgsco", year=2026)
    retention.dispose(date(2032, 6, 2))

    assert not LetterLine.objects.exists()
