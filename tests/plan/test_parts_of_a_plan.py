"""Whatever comes with an edition can be added, corrected and removed by hand, and the history says how."""

from datetime import date

import pytest
from django.urls import reverse

from guildhall.kernel.actions import Invalid, Refused
from guildhall.plan.actions import benefits, delivery, dependencies
from guildhall.plan.parts import OF_A_DELIVERABLE, OF_A_PLAN
from guildhall.plan.service import deliverables, plans
from tests.plan.test_pages_of_verbs import browser  # noqa: F401  signs somebody in

# One of each part: what is answered, and what is then said otherwise.
ROWS = {
    "aim": ({"text": "Answer everybody"}, {"text": "Answer everybody in time"}),
    "section": ({"number": "1", "title": "Why", "text": "Because."}, {"text": "Because we must."}),
    "contents_line": ({"title": "Contracts", "page": 18}, {"page": 19}),
    "team": ({"area": "Helpdesk", "team": "Calls", "lead": "Team leader"}, {"lead": "Manager"}),
    "structure_line": ({"kind": "post", "title": "Elections manager", "fte": 1}, {"fte": "0.5"}),
    "stakeholder": ({"name": "Candidates", "group": "political"}, {"group": "clients"}),
    "law": ({"name": "Localism Act 2011", "effect": "Referendums."}, {"in_force_on": date(2012, 4, 1)}),
    "evidence": ({"edition": "2016", "principle": "A", "text": "A code"}, {"about": "members"}),
    "figure": ({"name": "Calls", "value": 90539, "unit": "calls", "period": "2017-18"}, {"value": 90540}),
    "budget_line": ({"kind": "cash_limit", "year": 2018, "amount": 4300000}, {"amount": 4100000}),
    "key_date": ({"kind": "event", "title": "Fair", "first": date(2018, 6, 1)}, {"first": date(2018, 6, 4)}),
    "mention": ({"kind": "appendix", "names": "Appendix 1"}, {"place": "page 3"}),
    "step": ({"text": "Name the owners"}, {"text": "Name every owner"}),
    "milestone": ({"text": "Owners named", "quarter": "2018-19 Q2"}, {"quarter": "2018-19 Q3"}),
    "dependency": ({"text": "Laptops", "provider": "IT"}, {"provider": "IT service"}),
    "later_year": ({"year": 2019, "text": "Go on"}, {"text": "Go on, and report"}),
    "benefit": ({"name": "Less print", "kind": "cashable", "amount": 9000}, {"amount": 8000}),
}
PARTS = [*((plans, each) for each in OF_A_PLAN), *((deliverables, each) for each in OF_A_DELIVERABLE)]


def named(part):
    return part.name if hasattr(part, "name") and hasattr(part, "rows") else ""


@pytest.mark.parametrize(("service", "part"), PARTS, ids=named)
def test_a_row_is_added_corrected_and_removed_with_its_history(draft, deliverable, cast, said, service, part):
    record, by = (draft if service is plans else deliverable), cast["nadia"]
    answers, otherwise = ROWS[part.name]
    service.actions[part.add](record, by=by, **answers)
    (row,) = getattr(record, part.rows).all()

    service.actions[part.correct](record, by=by, row=row.pk, why="It was wrong.", **otherwise)
    (corrected,) = getattr(record, part.rows).all()

    assert corrected.pk == row.pk
    assert "It was wrong." in said(record)
    assert f"corrected {part.one}" in said(record)
    service.actions[part.remove](record, by=by, row=row.pk, why="It goes.")
    assert not getattr(record, part.rows).exists()
    assert said(record).endswith("It goes.")


def test_the_history_says_what_a_row_said_before(draft, cast, said):
    plans.actions["add_aim"](draft, by=cast["nadia"], text="Answer everybody")
    aim = draft.aims.get()

    plans.actions["correct_aim"](draft, by=cast["nadia"], row=aim.pk, text="Answer all")

    assert "aim “Answer all”, not “Answer everybody”" in said(draft)


def test_what_a_program_leaves_out_of_a_correction_stays(draft, cast):
    add, correct = plans.actions["state_figure"], plans.actions["correct_figure"]
    add(draft, by=cast["nadia"], name="Calls", value=90539, unit="calls", as_at=date(2018, 5, 1))
    figure = draft.figures.get()

    correct(draft, by=cast["nadia"], row=figure.pk, unit="phone calls")

    figure.refresh_from_db()
    assert (figure.as_at, figure.value, figure.unit, figure.first) == (
        date(2018, 5, 1), 90539, "phone calls", None,
    )  # fmt: skip


def test_a_correction_that_says_the_same_or_makes_two_alike_is_refused(draft, cast):
    correct = plans.actions["correct_team"]
    for team in ("Calls", "Letters"):
        plans.actions["describe_team"](draft, by=cast["nadia"], area="Helpdesk", team=team)
    letters = draft.profiles.get(team="Letters")

    with pytest.raises(Invalid, match="Nothing is said otherwise"):
        correct(draft, by=cast["nadia"], row=letters.pk, team="Letters")
    with pytest.raises(Invalid, match="There is a team like that already"):
        correct(draft, by=cast["nadia"], row=letters.pk, team="Calls")
    assert draft.profiles.filter(team="Letters").exists()


def test_a_row_of_another_plan_is_not_there_to_be_removed(draft, deliverable, cast):
    other = plans.actions["enter"](
        by=cast["nadia"],
        key="other",
        title="Another",
        directorate="Ports",
        first=draft.first,
        last=draft.last,
    )
    plans.actions["add_aim"](other, by=cast["nadia"], text="Trade")
    plans.actions["add_aim"](draft, by=cast["nadia"], text="Answer")

    with pytest.raises(Invalid):
        plans.actions["remove_aim"](draft, by=cast["nadia"], row=other.aims.get().pk, why="Mischief")
    assert other.aims.exists()


def test_what_was_accepted_is_asked_anew_once_it_says_something_else(deliverable, cast):
    dependencies.depend_on(deliverable, by=cast["nadia"], text="Laptops", provider="IT")
    row = deliverable.dependencies.get()
    dependencies.accept_dependency(deliverable, by=cast["owen"], dependency=row.pk)

    deliverables.actions["correct_dependency"](deliverable, by=cast["nadia"], row=row.pk, text="Ten laptops")

    row.refresh_from_db()
    assert (row.accepted_on, row.accepted_by) == (None, None)


def test_a_benefit_that_came_cannot_be_taken_out(deliverable, cast):
    benefits.set_benefit(deliverable, by=cast["nadia"], name="Less print", kind="cashable", amount=9000)
    benefits.record_benefit_year(
        deliverable, by=cast["nadia"], benefit="less-print", year=2018, actual=100, evidence="The ledger"
    )

    with pytest.raises(Invalid, match="it cannot be taken out"):
        deliverables.actions["remove_benefit"](
            deliverable, by=cast["nadia"], row=deliverable.benefits.get().pk, why="No"
        )


def test_who_only_reads_a_plan_corrects_nothing(draft, cast):
    with pytest.raises(Refused, match="Your role does not include this"):
        plans.actions["add_aim"](draft, by=cast["dev"], text="Mine")


def test_the_page_of_a_part_leads_to_each_row_and_comes_back(draft, cast, browser):  # noqa: F811
    plans.actions["add_stakeholder"](draft, by=cast["nadia"], name="Candidates", group="political")
    row, lead = draft.stakeholders.get(), browser("nadia")
    page = reverse("plan_part", args=[draft.key, "stakeholders"])
    address = f"{draft.get_absolute_url()}correct_stakeholder/"

    assert f'href="{address}?row={row.pk}"' in lead.get(page).content.decode()
    asked = lead.get(f"{address}?row={row.pk}").content.decode()
    assert 'value="Candidates"' in asked
    shown = type(draft).objects.get(pk=draft.pk).version
    done = lead.post(
        address,
        {"row": row.pk, "name": "Candidates and agents", "group": "political", "shown-version": shown},
    )
    assert (done.status_code, done["Location"]) == (303, page)
    assert "Candidates and agents" in lead.get(page).content.decode()


def test_a_link_chooses_a_row_and_never_writes_words(draft, cast, browser):  # noqa: F811
    plans.actions["add_aim"](draft, by=cast["nadia"], text="Answer")
    address = f"{draft.get_absolute_url()}correct_aim/?row={draft.aims.get().pk}&text=Written+by+a+stranger"

    asked = browser("nadia").get(address).content.decode()

    assert "Answer" in asked
    assert "Written by a stranger" not in asked


def test_the_parts_are_counted_on_one_page(draft, cast, browser, django_assert_max_num_queries):  # noqa: F811
    for text in ("Answer", "Ask"):
        plans.actions["add_aim"](draft, by=cast["nadia"], text=text)
    lead = browser("nadia")

    with django_assert_max_num_queries(25):
        page = lead.get(reverse("plan_parts", args=[draft.key])).content.decode()

    assert all(each.many in page for each in OF_A_PLAN)


def test_a_deliverable_has_the_ways_to_its_rows_beside_them(draft, deliverable, cast, browser):  # noqa: F811
    delivery.set_key_action(deliverable, by=cast["nadia"], text="Name the owners")
    way = f"{deliverable.get_absolute_url()}remove_step/?row={deliverable.key_actions.get().pk}"

    assert way in browser("nadia").get(deliverable.get_absolute_url()).content.decode()
    assert way not in browser("dev").get(deliverable.get_absolute_url()).content.decode()
