"""A risk: raised in its log, scored, treated, accepted for a time, looked at every quarter."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import action
from guildhall.services.risks import actions
from guildhall.services.risks.models import Acceptance, Category, Risk

MONTH_ON = date(2018, 7, 1)


def accept(risk, until=MONTH_ON, **given):
    said = {"role": "Director", "reason": "It costs more to treat", "until": until, **given}
    return actions.accept(risk, by=SYSTEM, **said)


def plan(risk, text="Write down what each of them does", due_on=MONTH_ON):
    risk = actions.plan_mitigation(risk, by=SYSTEM, text=text, owner_role="Team leader", due_on=due_on)
    return risk, risk.mitigations.latest("pk")


def test_it_is_raised_by_name_in_the_log_of_a_project(raised):
    threatened = raised(title="Something it threatens")

    made = raised(
        kind="risk",
        cause="A small team",
        effect="The programme stops",
        log="Customer transformation",
        likelihood=4,
        impact=4,
        mitigation="Write down what each of them does",
        about=threatened.reference,
        on=date(2018, 4, 3),
    )

    risk = Risk.objects.get(pk=made.pk)
    assert risk.reference.startswith("RK-2018-")
    assert (risk.log, risk.score, risk.inherent_score) == ("Customer transformation", 16, 16)
    assert (risk.opened_on, risk.due_on) == (date(2018, 4, 3), date(2018, 7, 3))
    assert [(each.kind, each.target_id) for each in risk.links.all()] == [("threatens", threatened.pk)]
    assert [each.text for each in risk.mitigations.all()] == ["Write down what each of them does"]


def test_a_printed_risk_may_be_unscored(raised):
    risk = raised()

    assert (risk.kind, risk.log, risk.score, risk.category.name) == (
        "risk",
        "Service",
        None,
        "Not sorted yet",
    )


def test_half_a_score_is_refused(raised):
    with pytest.raises(Invalid, match="Score both likelihood and impact, or neither"):
        raised(likelihood=3)
    with pytest.raises(Invalid, match="not one of the available choices"):
        raised(likelihood=6, impact=1)
    assert not Risk.objects.exists()


def test_what_is_done_lowers_the_score_and_the_target_stays_to_be_reached(raised):
    risk, mitigation = plan(raised(likelihood=4, impact=4))
    risk = actions.score(
        risk, by=SYSTEM, likelihood=4, impact=4, target_likelihood=1, target_impact=4, reason=""
    )

    risk = actions.complete_mitigation(risk, by=SYSTEM, mitigation=mitigation.pk, likelihood=2, impact=4)

    assert (risk.inherent_score, risk.score, risk.target_score, risk.stage) == (16, 8, 4, "open")
    assert risk.mitigations.get().done_on == date(2018, 6, 1)
    assert "is done" in risk.events.last().sentence


def test_an_acceptance_is_of_the_score_it_was_given_for(raised):
    risk = accept(raised(likelihood=4, impact=4))
    assert (risk.stage, Acceptance.objects.get().likelihood) == ("accepted", 4)

    risk = actions.score(risk, by=SYSTEM, likelihood=4, impact=4)
    assert risk.stage == "accepted", "the same score voids nothing"
    risk = actions.score(risk, by=SYSTEM, likelihood=4, impact=5)

    assert risk.stage == "open"
    voided = Acceptance.objects.get()
    assert (voided.ended_on, voided.ended_because) == (date(2018, 6, 1), "Its score changed.")


def test_what_is_done_voids_an_acceptance_too(raised):
    risk, mitigation = plan(raised(likelihood=4, impact=4))
    risk = actions.complete_mitigation(
        accept(risk), by=SYSTEM, mitigation=mitigation.pk, likelihood=1, impact=4
    )

    assert (risk.stage, Acceptance.objects.get().ended_because) == ("open", "Its score changed.")


def test_nobody_accepts_what_nobody_weighed_nor_for_ever(raised):
    assert actions.accept.why_not(raised(), SYSTEM) == "Score it first: an acceptance is of a score."
    for until in (date(2018, 5, 31), date(2019, 6, 2)):
        with pytest.raises(Invalid, match="within a year"):
            accept(raised(likelihood=1, impact=1), until=until)


def test_whoever_owns_a_risk_does_not_accept_it(cast, raised):
    risk = raised(likelihood=5, impact=5)

    with pytest.raises(Refused, match="Your role does not include this"):
        actions.accept(risk, by=cast["rowan"], role="Owner", reason="It is fine", until=MONTH_ON)
    accepted = actions.accept(risk, by=cast["helen"], role="Head", reason="For a month", until=MONTH_ON)

    assert accepted.acceptances.get().by == cast["helen"]
    withdrawn = actions.withdraw_acceptance(accepted, by=cast["helen"], reason="It grew")
    assert (withdrawn.stage, withdrawn.acceptances.get().ended_because) == ("open", "It grew")


def test_a_review_sets_the_day_of_the_next(raised):
    risk = actions.review(raised(on=date(2018, 3, 1)), by=SYSTEM, found="As it was", months=1)

    assert (risk.reviewed_on, risk.due_on) == (date(2018, 6, 1), date(2018, 7, 1))
    assert actions.review(risk, by=SYSTEM, found="As it was").due_on == date(2018, 9, 1)


def test_a_risk_that_happens_is_an_issue_and_nobodys_acceptance_stands(raised):
    risk = accept(raised(likelihood=3, impact=3))

    issue = actions.become_issue(risk, by=SYSTEM, what="Two left", on=date(2018, 5, 30))

    assert (issue.kind, issue.happened_on, issue.stage) == ("issue", date(2018, 5, 30), "open")
    assert issue.acceptances.get().ended_because == "It happened on Wed 30 May 2018."
    assert actions.become_issue.why_not(issue, SYSTEM) == "It has happened already."


def test_what_is_planned_can_be_given_another_day_or_dropped(raised):
    risk = raised(mitigation="Train a deputy")
    first = risk.mitigations.get()

    actions.replan_mitigation(
        risk, by=SYSTEM, mitigation=first.pk, owner_role="Trainer", due_on=date(2018, 9, 1)
    )
    risk = actions.drop_mitigation(risk, by=SYSTEM, mitigation=first.pk, reason="Nobody applied")

    first.refresh_from_db()
    assert (first.owner_role, first.dropped_because, first.is_open) == ("Trainer", "Nobody applied", False)
    assert actions.drop_mitigation.why_not(risk, SYSTEM) == "Nothing is under way."


def test_one_risks_work_is_not_done_through_another(raised):
    _, mitigation = plan(raised())
    other, _ = plan(raised())

    with pytest.raises(Invalid, match="mitigation"):
        actions.complete_mitigation(other, by=SYSTEM, mitigation=mitigation.pk)


def test_it_closes_with_a_reason_and_its_words_can_be_changed_until_then(raised):
    risk = actions.describe(
        raised(), by=SYSTEM, title="Loss of the only designer", log="Studio", owner_role="Studio manager",
        category=Category.objects.get(name="People").pk,
    )  # fmt: skip
    assert (risk.title, risk.log, risk.category.name) == ("Loss of the only designer", "Studio", "People")

    closed = actions.close(
        accept(actions.score(risk, by=SYSTEM, likelihood=1, impact=1)), by=SYSTEM, reason="Two now"
    )
    assert (closed.stage, closed.acceptances.get().ended_because) == ("closed", "The risk was closed.")
    assert actions.describe.why_not(closed, SYSTEM) == "It is closed."


def test_a_record_one_may_not_see_is_not_threatened(cast, raised):
    hidden = action("contracts", "enter")(by=SYSTEM, supplier="X", what="Y")

    with pytest.raises(Invalid, match="No record has the reference"):
        action("risks", "raise")(by=cast["rowan"], title="Z", about=hidden.reference)


def test_it_is_forgotten_six_years_after_it_closed_with_all_that_was_said(raised):
    from guildhall.kernel.retention import dispose

    risk, _ = plan(accept(raised(likelihood=2, impact=2, cause="Ada is ill")), text="Ask Ada")
    actions.close(risk, by=SYSTEM, reason="Ada is well")
    with time.pretend(date(2024, 6, 2)):
        dispose(date(2024, 6, 2))

    risk.refresh_from_db()
    said = [risk.title, risk.cause, risk.mitigations.get().text, risk.acceptances.get().because]
    assert not any(word in " ".join(said) for word in ("Ada", "staff", "costs"))
