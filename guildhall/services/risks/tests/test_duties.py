"""What must be true of risks, and what is said of one where it is not."""

from datetime import date
from decimal import Decimal

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.services.risks import actions
from guildhall.services.risks.models import Category

QUARTER = Period.quarter(2018, 1)
LATER = date(2018, 9, 2)


def accepted(risk, until):
    return actions.accept(risk, by=SYSTEM, role="Director", reason="It costs more to treat", until=until)


def test_every_open_risk_is_reviewed_each_quarter(raised, finds):
    risk = raised()
    assert finds("reviewed_each_quarter") == []

    assert finds("reviewed_each_quarter", LATER) == [
        ("Nobody looked since Fri 1 June 2018.", "It was to be looked at by Sat 1 September 2018.")
    ]
    with time.pretend(LATER):
        actions.review(risk, by=SYSTEM, found="As it was")
    assert finds("reviewed_each_quarter", LATER) == []


def test_every_open_risk_has_an_owner(raised, finds, cast):
    risk = raised()
    raised(owner_role="Service manager")
    assert len(finds("has_an_owner")) == 1

    actions.risks.actions["assign"](risk, by=SYSTEM, owner=cast["rowan"].pk)
    assert finds("has_an_owner") == []


def test_every_risk_is_scored(raised, finds):
    raised(likelihood=1, impact=1)
    assert finds("is_scored") == []
    raised()
    assert len(finds("is_scored")) == 1


def test_a_risk_above_appetite_is_treated_or_accepted(raised, finds):
    raised(likelihood=3, impact=3)
    risk = raised(likelihood=4, impact=4, category=Category.objects.get(name="Money").pk)

    assert finds("treated_or_accepted") == [("It scores 16 (4 × 4); for “Money” the council lives with 9.",)]
    actions.plan_mitigation(
        risk, by=SYSTEM, text="Ask for more", owner_role="Finance manager", due_on=date(2018, 8, 1)
    )
    assert finds("treated_or_accepted") == []


def test_the_appetite_is_the_categorys(raised, finds):
    raised(likelihood=2, impact=3, category=Category.objects.get(name="Law and data protection").pk)

    assert finds("treated_or_accepted") == [
        ("It scores 6 (2 × 3); for “Law and data protection” the council lives with 4.",)
    ]


def test_an_acceptance_that_expired_yesterday_is_a_finding_today(raised, finds):
    accepted(raised(likelihood=4, impact=4), until=date(2018, 6, 30))

    assert finds("treated_or_accepted", date(2018, 6, 30)) == []
    assert finds("treated_or_accepted", date(2018, 7, 1)) == [
        (
            "It scores 16 (4 × 4); for “Not sorted yet” the council lives with 9.",
            "It was accepted until Sat 30 June 2018, and no longer.",
        )
    ]


def test_a_voided_acceptance_says_why(raised, finds):
    risk = accepted(raised(likelihood=4, impact=4), until=date(2018, 6, 30))
    actions.score(risk, by=SYSTEM, likelihood=5, impact=4)

    assert finds("treated_or_accepted")[0][1] == (
        "Its acceptance until Sat 30 June 2018 ended on Fri 1 June 2018: Its score changed."
    )


def test_what_is_done_about_a_risk_has_an_owner_and_a_date(raised, finds):
    risk = raised(mitigation="Train a deputy")
    assert finds("mitigations_are_whole") == [("“Train a deputy” has no owner and no date.",)]

    actions.replan_mitigation(
        risk, by=SYSTEM, mitigation=risk.mitigations.get().pk, owner_role="Trainer", due_on=date(2018, 6, 30)
    )
    assert finds("mitigations_are_whole") == []
    assert finds("mitigations_are_in_time", date(2018, 6, 30)) == []
    assert finds("mitigations_are_in_time", date(2018, 7, 1)) == [
        ("“Train a deputy” was to be done by Sat 30 June 2018. Trainer was to do it.",)
    ]


def test_a_closed_risk_breaks_no_duty(raised):
    actions.close(raised(mitigation="Train a deputy"), by=SYSTEM, reason="It is over")

    broken = [
        name for name, duty in actions.risks.duties.items() if duty.broken(SYSTEM, date(2019, 6, 1)).exists()
    ]
    assert broken == []


def test_findings_of_many_risks_take_few_queries(raised, django_assert_max_num_queries):
    for _ in range(12):
        raised(likelihood=5, impact=5, mitigation="Train a deputy")

    with django_assert_max_num_queries(12):
        duties = [actions.risks.duties[name] for name in ("mitigations_are_whole", "treated_or_accepted")]
        assert sum(len(list(duty.findings(SYSTEM, date(2018, 6, 1)))) for duty in duties) == 12


def test_the_figures_of_a_quarter(raised):
    risk = raised(likelihood=5, impact=5, mitigation="Train a deputy")
    raised(likelihood=1, impact=1)
    raised()
    mitigation = risk.mitigations.get()
    risk = actions.replan_mitigation(
        risk, by=SYSTEM, mitigation=mitigation.pk, owner_role="Trainer", due_on=date(2018, 6, 15)
    )
    actions.complete_mitigation(risk, by=SYSTEM, mitigation=mitigation.pk)
    actions.review(risk, by=SYSTEM, found="As it was")

    figures = {
        name: measure(f"risks.{name}").value(QUARTER)
        for name in ("open_risks", "highest_band", "above_appetite", "reviewed", "treated_in_time")
    }
    assert figures == {
        "open_risks": 3,
        "highest_band": 1,
        "above_appetite": Decimal("50.0"),
        "reviewed": Decimal("33.3"),
        "treated_in_time": Decimal("100.0"),
    }


def test_what_was_not_done_by_its_day_was_not_in_time(raised):
    risk = raised(mitigation="Train a deputy")
    mitigation = risk.mitigations.get()
    actions.replan_mitigation(
        risk, by=SYSTEM, mitigation=mitigation.pk, owner_role="Trainer", due_on=date(2018, 6, 15)
    )
    with time.pretend(date(2018, 6, 16)):
        actions.complete_mitigation(risk, by=SYSTEM, mitigation=mitigation.pk)

    assert measure("risks.treated_in_time").value(QUARTER) == 0
