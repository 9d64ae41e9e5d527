"""The annual governance statement: computed, written in, signed by two, published, followed by the next."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.services.assurance.actions import codes, returns, statements
from guildhall.services.assurance.content import content
from guildhall.services.assurance.models import Issue, Version
from guildhall.services.assurance.tests.test_returns import LACKING

ISSUE = {
    "text": "Starters were not trained", "remedy": "Train each in a month", "owner_role": "Head of service",
    "due_on": date(2018, 12, 15),
}  # fmt: skip


@pytest.fixture
def written(statement, cast):
    for place in ("scope", "conclusion"):
        statements.write(statement, by=cast["rowan"], place=place, text=f"Words on the {place}.")
    return statements.raise_issue(statement, by=cast["rowan"], **ISSUE)


@pytest.fixture
def to_sign(written, cast):
    return statements.put_to_signature(written, by=cast["rowan"])


@pytest.fixture
def published(to_sign, cast):
    statements.sign_as_leader(to_sign, by=cast["lorna"])
    statements.sign_as_chief_executive(to_sign, by=cast["conrad"])
    return statements.publish(to_sign, by=cast["rowan"])


def test_the_draft_is_computed_from_code_answers_findings_and_issues(
    statement, code, give, asked, answer_all, cast, today
):
    give(part="F1")
    codes.adopt(code, by=cast["rowan"], decision="minute 12")
    answer_all(asked, risk_1=LACKING)
    returns.hand_in(asked, by=cast["helen"])

    told = content(statement, today)
    risk = next(each for each in told["principles"] if each["number"] == "F")
    assert [each["shown_by"] for each in risk["evidence"]] == ["/numbers/"]
    assert "F2. Managing performance" in risk["without"]
    assert risk["answers"]["partly"] == 1
    assert risk["improvements"] == [
        {
            "area": "Customer services", "text": "Keep a log", "owner": "Service manager",
            "due_on": "2018-09-01", "stands": "Under way", "outcome": "",
        }
    ]  # fmt: skip
    assert told["returns"]["answers"] == {"fully": 39, "partly": 1, "not": 0, "na": 0}
    assert sum(sum(each["answers"].values()) for each in told["principles"]) == 40
    assert {"duty": "Every part of every principle has evidence", "number": 1} in [
        {"duty": each["duty"], "number": each["number"]} for each in told["findings"]
    ]


def test_nobody_is_asked_to_sign_what_says_nothing(statement, cast):
    with pytest.raises(Refused, match="Nobody has written “What we are responsible for” yet"):
        statements.put_to_signature(statement, by=cast["rowan"])


def test_two_sign_the_same_version_and_then_it_is_published(to_sign, cast):
    with pytest.raises(Refused, match="The leader of the council has not signed it yet"):
        statements.publish(to_sign, by=cast["rowan"])
    statements.sign_as_leader(to_sign, by=cast["lorna"])
    with pytest.raises(Refused, match="This version is signed already"):
        statements.sign_as_leader(to_sign, by=cast["lorna"])
    with pytest.raises(Refused, match="Your role does not include this"):
        statements.sign_as_chief_executive(to_sign, by=cast["lorna"])
    statements.sign_as_chief_executive(to_sign, by=cast["conrad"])

    assert statements.publish(to_sign, by=cast["rowan"]).published_on == date(2018, 4, 16)


def test_what_is_taken_back_is_signed_anew(to_sign, cast):
    statements.sign_as_leader(to_sign, by=cast["lorna"])
    statements.take_back(to_sign, by=cast["conrad"], reason="The conclusion is too kind")
    statements.write(to_sign, by=cast["rowan"], place="conclusion", text="There is much to do.")
    statements.put_to_signature(to_sign, by=cast["rowan"])

    with pytest.raises(Refused, match="The leader of the council has not signed it yet"):
        statements.publish(to_sign, by=cast["rowan"])
    said = [
        [each["text"] for each in version.stood["after"] if each["place"] == "conclusion"]
        for version in Version.objects.order_by("number")
    ]
    assert said == [["Words on the conclusion."], ["There is much to do."]]


def test_what_was_signed_does_not_change_with_the_records(published, asked, answer, client):
    before = client.get("/governance/2017-18.json").json()
    answer(asked, "risk-1")

    assert client.get("/governance/2017-18.json").json() == before
    assert before["signed"] == [
        {"role": "Leader of the council", "on": "Mon 16 April 2018"},
        {"role": "Chief executive", "on": "Mon 16 April 2018"},
    ]


def test_the_next_statement_tells_what_became_of_last_years_issues(published, cast, finds):
    late = date(2018, 12, 16)
    assert finds("statements", "issues_are_settled", late) == [
        (
            "“Starters were not trained” was to be settled by Sat 15 December 2018. "
            "Head of service was to do it.",
        )
    ]
    with time.pretend(date(2018, 12, 1)):
        issue, came = Issue.objects.get().pk, "All are trained"
        statements.settle_issue(published, by=cast["helen"], issue=issue, outcome=came)
    assert finds("statements", "issues_are_settled", late) == []
    assert measure("statements.issues_in_time").value(Period.year(2018)) == 100

    with time.pretend(date(2019, 4, 10)):
        following = statements.draft(by=cast["rowan"], year=2018)
        (told,) = content(following, time.today())["last_year"]
    assert (told["stands"], told["outcome"]) == ("Settled", "All are trained")


def test_the_statement_before_is_followed_by_the_next(published, cast):
    with time.pretend(date(2019, 5, 1)):
        following = statements.draft(by=cast["rowan"], year=2018)
        for place in ("scope", "conclusion"):
            statements.write(following, by=cast["rowan"], place=place, text="Words.")
        statements.put_to_signature(following, by=cast["rowan"])
        statements.sign_as_leader(following, by=cast["lorna"])
        statements.sign_as_chief_executive(following, by=cast["conrad"])
        statements.publish(following, by=cast["rowan"])

    published.refresh_from_db()
    assert published.stage == "superseded"


def test_a_year_has_one_statement_and_it_is_due_at_the_end_of_july(statement, finds, cast):
    assert statement.due_on == date(2018, 7, 31)
    assert len(finds("statements", "published_in_time", date(2018, 8, 1))) == 1
    with pytest.raises(Invalid, match="is the statement of that year"):
        statements.draft(by=cast["rowan"], year=2017)
