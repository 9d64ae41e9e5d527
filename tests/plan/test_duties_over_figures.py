"""Figures, polls and names: what nobody can reckon, what a law moved, who is named where a role belongs."""

from datetime import date

import pytest

from guildhall.kernel.actions import Invalid
from guildhall.plan.actions import deliverables, delivery, plans
from guildhall.plan.duties.bases import changes_have_a_base
from guildhall.plan.duties.people import deliverables_name_roles, names_in
from guildhall.plan.duties.polls import polls_are_where_they_were_moved
from guildhall.plan.models import Deliverable, Plan
from guildhall.plan.service import plans as service

YEAR = {"period": "2017-18"}


def told(duty, record, day):
    return list(duty.judge(type(record).objects.get(pk=record.pk), day))


def state(plan, cast, name, value, unit, **more):
    plans.state_figure(plan, by=cast["nadia"], name=name, value=value, unit=unit, **more)
    return plan.figures.get(name=name)


def test_a_cut_in_per_cent_says_of_what(draft, cast):
    state(draft, cast, "Budget cut in helpdesk since 2014/15", 25, "%", **YEAR)
    assert "the plan does not say what it was in 2014/15" in told(changes_have_a_base, draft, draft.first)[0]

    state(draft, cast, "Helpdesk budget", 1_200_000, "£", period="2014-15")
    assert told(changes_have_a_base, draft, draft.first) == []


def test_a_share_is_no_change(draft, cast):
    state(draft, cast, "Customers satisfied since 2014", 97, "%", **YEAR)

    assert told(changes_have_a_base, draft, draft.first) == []


def test_an_average_of_the_same_things_is_reckoned(draft, cast):
    total = state(draft, cast, "Value of online payments", 10_000, "£", **YEAR)
    count = state(draft, cast, "Online payments", 400, "payments", **YEAR)
    service.actions["state_average"](
        draft, by=cast["nadia"], total=total.pk, count=count.pk, name="Average online payment"
    )

    made = draft.figures.get(key="average-online-payment")
    assert (made.value, made.unit, made.first) == (25, "£", date(2017, 4, 1))


@pytest.mark.parametrize("count", [
    {"name": "Payments through cashiers", "unit": "payments", **YEAR},
    {"name": "Online payments", "unit": "payments", "period": "2016-17"},
])  # fmt: skip
def test_an_average_of_different_things_or_times_is_refused(draft, cast, count):
    total = state(draft, cast, "Value of online payments", 10_545_518, "£", **YEAR)
    number = state(draft, cast, count.pop("name"), 35_081, count.pop("unit"), **count)

    with pytest.raises(Invalid, match="nobody can divide one by the other"):
        service.actions["state_average"](
            draft, by=cast["nadia"], total=total.pk, count=number.pk, name="Average payment"
        )
    assert draft.figures.count() == 2


def test_a_poll_is_found_on_its_old_day_from_the_day_of_the_law_on(draft, cast):
    for title, first, last in (
        ("Local elections", date(2020, 5, 1), date(2020, 5, 31)),
        ("Local elections", date(2019, 5, 2), date(2019, 5, 2)),
    ):
        plans.set_key_date(draft, by=cast["nadia"], kind="election", title=title, first=first, last=last)
    assert told(polls_are_where_they_were_moved, draft, date(2020, 3, 24)) == []

    (found,) = told(polls_are_where_they_were_moved, draft, date(2020, 3, 25))

    assert found.startswith("“Local elections” stands on Thu 7 May 2020; the Coronavirus Act 2020")
    moved = draft.dates.get(first=date(2020, 5, 1))
    service.actions["correct_key_date"](
        draft, by=cast["nadia"], row=moved.pk, first=date(2021, 5, 6), last=date(2021, 5, 6), why="The Act"
    )
    assert told(polls_are_where_they_were_moved, draft, date(2020, 3, 25)) == []


@pytest.mark.parametrize("text", ["Jane Example", "Mr Example", "Ann B. Sample", "Project lead, Ann Sample"])
def test_what_reads_like_a_name_is_found(text):
    assert list(names_in(text))


@pytest.mark.parametrize("text", [
    "", "Project lead", "Deputy City Solicitor", "Head of Service", "Customer Services", "Elections Manager",
    "Chief Executive", "City Helpdesk", "Marketing and communications", "IT Service", "Port",
])  # fmt: skip
def test_a_role_is_no_name(text):
    assert list(names_in(text)) == []


def test_a_lead_called_by_name_is_found_until_the_role_stands_there(deliverable, cast):
    deliverables.amend(deliverable, by=cast["nadia"], lead="Jane Example", why="She does it")
    (found,) = told(deliverables_name_roles, deliverable, date(2018, 4, 1))
    assert found == "“Jane Example” (lead) reads like a person’s name."

    deliverables.amend(
        Deliverable.objects.get(pk=deliverable.pk), by=cast["nadia"], lead="Project manager", why="The role"
    )
    assert told(deliverables_name_roles, deliverable, date(2018, 4, 1)) == []


def test_a_day_nobody_works_is_said_and_kept(draft, deliverable, cast, said):
    plans.set_key_date(
        Plan.objects.get(pk=draft.pk), by=cast["nadia"], kind="event", title="Fair", first=date(2018, 6, 30)
    )
    delivery.add_milestone(deliverable, by=cast["nadia"], text="Access given", due_on=date(2018, 6, 30))

    warning = "nobody works on Sat 30 June 2018: Fri 29 June 2018 is the working day before"
    assert warning in said(draft)
    assert warning in said(deliverable)
    assert deliverable.milestones.get().due_on == date(2018, 6, 30)
