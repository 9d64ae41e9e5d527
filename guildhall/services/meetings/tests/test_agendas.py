"""Agendas and reports: published in clear days, with what is written and nothing of what is not."""

from datetime import date, timedelta

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.meetings import issuing as papers
from guildhall.services.meetings.actions import issuing, planning, reports
from guildhall.services.meetings.clocks import reckoned
from guildhall.services.meetings.models import Issue, Item, Report

from .conftest import MEETS_ON, clear_it


def failing(key, name, on):
    return [each.record.reference for each in service(key).duties[name].findings(SYSTEM, on)]


def publish(meeting, by, **given):
    return issuing.publish_agenda(meeting, by=by, **given)


def test_an_agenda_is_due_five_clear_days_before_the_meeting(meeting):
    assert meeting.due_on == date(2018, 3, 6)
    assert reckoned("report-due", MEETS_ON) == date(2018, 3, 1)
    assert reckoned("speaking", MEETS_ON) == date(2018, 3, 13)


def test_a_formal_meeting_is_public_from_the_day_it_is_planned_and_an_informal_one_never(
    meeting, plan, today
):
    briefing = plan(kind="informal", meets_on=date(2018, 3, 15))

    assert (meeting.published_on, briefing.published_on) == (today, None)
    assert (briefing.due_on, briefing.items.count()) == (None, 0)


def test_a_meeting_that_moves_takes_its_dates_along(meeting, drafted, dora):
    report = drafted()
    moved = planning.move(meeting, by=dora, meets_on=date(2018, 3, 21), starts_at="18:00", place="Guildhall")

    assert moved.due_on == date(2018, 3, 13)
    assert moved.title == "Planning Committee, 21 March 2018"
    assert Report.objects.get(pk=report.pk).meets_on == date(2018, 3, 21)


def test_a_late_agenda_says_why_or_is_not_published(meeting, dora):
    with time.pretend(date(2018, 3, 7)):
        with pytest.raises(Invalid, match="was to be published by Tue 6 March 2018"):
            publish(meeting, dora)
        late = publish(meeting, dora, short_notice="The river rose.")

    assert late.issues.get().words["short_notice"] == "The river rose."
    assert failing("meetings", "agenda_in_time", MEETS_ON) == []


def test_an_agenda_that_nobody_published_is_found(meeting):
    assert failing("meetings", "agenda_in_time", date(2018, 3, 6)) == []
    assert failing("meetings", "agenda_in_time", date(2018, 3, 7)) == [meeting.reference]


def test_what_was_published_is_proved_by_who_when_and_the_digest_of_its_words(meeting, dora):
    issue = publish(meeting, dora).issues.get()

    assert (issue.kind, issue.issued_by, issue.digest) == ("agenda", dora, papers.digest(issue.words))
    assert papers.digest({**issue.words, "place": "Elsewhere"}) != issue.digest
    assert issue.words["members"][0] == "Ada Keel (Chair)"


def test_a_report_is_not_cleared_until_every_section_is_written(drafted, dora):
    report = drafted()
    reports.ask_for_comments(report, by=dora)
    with pytest.raises(Invalid, match="Equality impact assessment"):
        reports.send_to_chair(report, by=dora)
    assert "Finance comments" in Report.objects.get(pk=report.pk).missing


def test_a_report_goes_out_with_the_agenda_word_for_word(meeting, cleared, dora):
    planning.put_on_agenda(meeting, by=dora, report=cleared())
    told = publish(meeting, dora).issues.get().words["items"][3]

    assert (told["number"], told["title"]) == (4, "Mending the pier")
    assert ["Finance comments", "No finance remarks."] in told["report"]["sections"]
    assert Report.objects.get().stage == "published"


def test_a_report_that_is_late_is_to_follow_and_comes_as_a_supplement(meeting, drafted, dora):
    report = drafted()
    planning.put_on_agenda(meeting, by=dora, report=report)
    first = publish(meeting, dora).issues.get().words["items"][3]
    clear_it(report, dora)
    with time.pretend(date(2018, 3, 8)):
        with pytest.raises(Invalid, match="papers were to lie open by Tue 6 March 2018"):
            issuing.supplement(meeting, by=dora)
        issuing.supplement(meeting, by=dora, urgency="The pier will not wait.")

    assert (first["to_follow"], first["report"]) == (True, None)
    added = Issue.objects.get(kind="supplement").words["items"]
    assert [(each["number"], each["to_follow"]) for each in added] == [(4, False)]
    assert added[0]["urgency"] == "The pier will not wait."
    assert service("meetings").measures["late_papers"]


def test_nothing_new_makes_no_supplement(meeting, dora):
    publish(meeting, dora)
    with pytest.raises(Invalid, match="Nothing has come"):
        issuing.supplement(meeting, by=dora)


def test_an_item_after_the_agenda_needs_its_urgency(meeting, dora):
    publish(meeting, dora)
    with pytest.raises(Invalid, match="why it cannot wait"):
        planning.put_on_agenda(meeting, by=dora, title="The flood")
    planning.put_on_agenda(meeting, by=dora, title="The flood", urgency="The river rose last night.")
    issuing.supplement(meeting, by=dora)

    assert Item.objects.get(title="The flood").added == 1


def test_items_are_numbered_without_a_gap_however_they_are_moved(meeting, dora):
    for title in ("Trees", "Buses"):
        planning.put_on_agenda(meeting, by=dora, title=title)
    planning.place_item(meeting, by=dora, item=Item.objects.get(title="Buses").pk, order=1)
    planning.take_off_agenda(meeting, by=dora, item=Item.objects.get(title="Trees").pk)

    assert [(each.order, each.title.split()[0]) for each in Item.objects.order_by("order")] == [
        (1, "Buses"), (2, "Apologies"), (3, "Declarations"), (4, "Minutes"),
    ]  # fmt: skip


EXEMPT = {
    "paragraphs": [3], "balance": "withhold", "public_interest": "A tender is open.",
    "review_on": date(2018, 9, 1), "public_title": "A contract",
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ({"registered": True}, "paragraph 8"),
        ({"paragraphs": [1], "own_planning": True}, "paragraph 9"),
        ({"balance": "equal"}, "paragraph 10"),
        ({"balance": "disclose"}, "paragraph 10"),
        ({"review_on": ""}, "review_on"),
        ({"public_interest": ""}, "public_interest"),
    ],
)
def test_the_laws_qualifiers_keep_a_report_from_being_exempt(drafted, dora, given, because):
    with pytest.raises(Invalid, match=because):
        reports.make_exempt(drafted(), by=dora, **{**EXEMPT, **given})


def test_what_has_to_be_registered_may_be_exempt_for_another_reason(drafted, dora):
    report = reports.make_exempt(drafted(), by=dora, **{**EXEMPT, "registered": True, "paragraphs": [5]})

    assert report.under[0].startswith("Paragraph 5: ")


def test_an_exempt_report_leaves_only_its_public_twin(meeting, cleared, cast, dora):
    report = cleared("Sale of the pier to Kestrel for £4")
    planning.put_on_agenda(meeting, by=dora, report=report)
    reports.make_exempt(report, by=dora, **EXEMPT)
    words = publish(meeting, dora).issues.get().words

    assert "Kestrel" not in str(words)
    assert "pier" not in str(words)
    told = words["items"][3]
    assert (told["title"], told["public_interest"], told["report"]) == (
        "A contract",
        "A tender is open.",
        None,
    )
    assert not Report.objects.visible_to(cast["helen"]).exists()
    assert Report.objects.visible_to(dora).get().stage == "cleared"
    assert failing("reports", "exemptions_are_reviewed", date(2018, 9, 2)) == [report.reference]


def test_an_informal_meeting_has_no_agenda_and_is_entered_when_it_was_held(plan, dora):
    briefing = plan(kind="informal")
    with pytest.raises(Refused, match="informal meeting"):
        publish(briefing, dora)
    with time.pretend(MEETS_ON + timedelta(days=1)):
        assert failing("meetings", "outcome_is_entered", MEETS_ON + timedelta(days=1)) == [briefing.reference]
        assert planning.meet_informally(briefing, by=dora).closed_on == MEETS_ON + timedelta(days=1)


def test_a_cancelled_meeting_says_why_and_owes_nothing_any_more(meeting, dora):
    cancelled = issuing.cancel(meeting, by=dora, why="There is no business.")

    assert cancelled.issues.get().words["why"] == "There is no business."
    assert failing("meetings", "agenda_in_time", MEETS_ON) == []
    assert failing("meetings", "outcome_is_entered", MEETS_ON + timedelta(days=1)) == []


def test_an_adjourned_meeting_goes_on_with_the_agenda_it_had(meeting, dora):
    publish(meeting, dora)
    issuing.adjourn(meeting, by=dora, why="The lights failed.")
    again = issuing.reconvene(
        meeting, by=dora, meets_on=date(2018, 3, 20), starts_at="17:00", place="Guildhall"
    )

    assert (again.stage, again.why_not_held, again.issues.count()) == ("summoned", "", 1)
