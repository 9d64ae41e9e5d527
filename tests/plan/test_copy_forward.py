"""A plan is copied forward: of everything unfinished somebody says what becomes of it, and why."""

import json
from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Link
from guildhall.plan.actions import deliverables, objectives, plans, promises
from guildhall.plan.actions.forward import copy_forward
from guildhall.plan.models import Deliverable, Plan

NEXT = {"key": "2019-20", "title": "Plan 2019 to 2020", "first": "2019-04-01", "last": "2020-03-31"}
ANSWERS = {
    "way-scan": "carry", "why-scan": "The scanner came late",
    "way-answer": "change", "title-answer": "Answer all letters", "why-answer": "Most was too little",
    "way-print": "drop", "why-print": "Nobody reads it",
}  # fmt: skip


@pytest.fixture
def plan(cast):
    with time.pretend(date(2018, 4, 3)):
        made = plans.enter(
            by=cast["nadia"], key="2018-19", title="Plan 2018 to 2019", directorate="Community",
            first="2018-04-01", last="2019-03-31", purpose="To serve",
        )  # fmt: skip
        aim = objectives.set_out(
            by=cast["nadia"], plan=made.pk, key="time", title="In time", owner_role="Director"
        )
        for key, title in (
            ("scan", "Scan the post"), ("answer", "Answer most letters"), ("print", "Print a magazine"),
            ("move", "Move the desk"),
        ):  # fmt: skip
            deliverables.set_out(by=cast["nadia"], plan=made.pk, key=key, title=title, objectives=[aim.pk])
        made = plans.adopt(made, by=cast["owen"], decision="the cabinet, minute 7")
    with time.pretend(date(2019, 2, 4)):
        promises.set_promise(of("scan"), by=cast["nadia"], text="All post", key="all", unit="%", target=100)
        deliverables.deliver(of("move"), by=cast["nadia"], evidence="It stands there")
        yield made


def of(key, plan="2018-19"):
    return Deliverable.objects.get(key=key, plan__key=plan)


def test_every_unfinished_deliverable_moves_as_decided_and_finished_ones_stay(plan, cast, said):
    copy_forward(plan, by=cast["nadia"], **NEXT, **ANSWERS)

    stages = [of(key).stage for key in ("scan", "answer", "print", "move")]
    assert stages == ["carried", "carried", "dropped", "delivered"]
    new = Plan.objects.get(key="2019-20")
    assert (new.stage, new.directorate, new.purpose) == ("draft", "Community", "To serve")
    assert [each.title for each in new.deliverables.order_by("pk")] == ["Scan the post", "Answer all letters"]
    assert said(plan).endswith(
        "opened the draft Plan 2019 to 2020 from it: 1 of 4 deliverables delivered (25%), "
        "1 carried, 1 carried and changed, 1 dropped."
    )


def test_what_is_carried_is_linked_with_its_promises_and_serves_the_same_objective(plan, cast):
    copy_forward(plan, by=cast["nadia"], **NEXT, **ANSWERS)

    old, new = of("scan"), of("scan", "2019-20")
    assert Link.objects.filter(source=old, target=new, kind="carried_to").exists()
    assert new.promises.get().target == 100
    assert [each.plan.key for each in new.objectives.all()] == ["2019-20"]
    assert old.ended_because == "The scanner came late"


def test_one_answer_missing_and_nothing_is_saved_and_every_gap_is_named(plan, cast):
    told = {**NEXT, **ANSWERS, "title-answer": "", "way-scan": "", "why-print": ""}

    with pytest.raises(Invalid) as refused:
        copy_forward(plan, by=cast["nadia"], **told)

    for sentence in (
        "Say what becomes of “Scan the post”",
        "Say how “Answer most letters” is worded in the new plan",
        "Say why for “Print a magazine”",
    ):
        assert sentence in str(refused.value)
    assert not Plan.objects.filter(key="2019-20").exists()
    assert of("print").stage == "planned"


def test_the_next_plan_has_a_name_of_its_own_and_begins_later(plan, cast):
    with pytest.raises(Invalid, match="There is a plan called 2018-19 already"):
        copy_forward(plan, by=cast["nadia"], **{**NEXT, "key": "2018-19"}, **ANSWERS)
    with pytest.raises(Invalid, match="must begin after this one began"):
        copy_forward(plan, by=cast["nadia"], **{**NEXT, "first": "2018-04-01"}, **ANSWERS)


def test_a_draft_is_not_copied_forward(plan, cast):
    copy_forward(plan, by=cast["nadia"], **NEXT, **ANSWERS)

    with pytest.raises(Refused, match="draft"):
        copy_forward(Plan.objects.get(key="2019-20"), by=cast["nadia"], **NEXT)


def test_the_page_asks_of_each_and_gives_back_what_was_typed(plan, cast, client_of):
    address, client = f"{plan.get_absolute_url()}copy_forward/", client_of(cast["nadia"])

    asked = client.get(address).content.decode()
    answered = client.post(address, {**NEXT, **ANSWERS, "why-scan": "", "shown-version": plan.version})

    assert asked.count("what becomes of it?") == 3
    assert answered.status_code == 422
    assert "Most was too little" in answered.content.decode()


def test_the_share_delivered_counts_what_ended_in_the_year(plan, cast):
    copy_forward(plan, by=cast["nadia"], **NEXT, **ANSWERS)

    assert measure("deliverables.share_delivered").over([Period.year(2018)])[Period.year(2018)] == 25


DECISIONS = [
    {"deliverable": "scan", "way": "carry", "why": "The scanner came late"},
    {"deliverable": "answer", "way": "change", "title": "Answer all letters", "why": "Most was too little"},
    {"deliverable": "print", "way": "drop", "why": "Nobody reads it"},
]


@pytest.fixture
def call(plan, cast, client_of):
    """Copies the plan forward through the API, with these decisions."""
    address = f"/api/v1/plans/{plan.reference}/copy_forward"
    return lambda decisions: client_of(cast["nadia"]).post(
        address, json.dumps({**NEXT, "decisions": decisions}), content_type="application/json"
    )


def test_a_program_decides_of_each_in_one_json_body(call):
    answer = call([DECISIONS[2], DECISIONS[0], {**DECISIONS[1], "deliverable": of("answer").reference}])

    assert answer.status_code == 200, answer.content
    assert [of(key).stage for key in ("scan", "answer", "print", "move")] == [
        "carried", "carried", "dropped", "delivered",
    ]  # fmt: skip
    assert [each.title for each in Plan.objects.get(key="2019-20").deliverables.order_by("pk")] == [
        "Scan the post", "Answer all letters",
    ]  # fmt: skip
    assert of("print").ended_because == "Nobody reads it"


@pytest.mark.parametrize(
    ("decisions", "sentence"),
    [
        (DECISIONS[:2], "Say what becomes of “Print a magazine”"),
        ([*DECISIONS, DECISIONS[0]], "scan: it is decided twice"),
        ([*DECISIONS[:2], {**DECISIONS[2], "deliverable": "move"}], "move: no unfinished deliverable"),
        ([*DECISIONS[:2], {**DECISIONS[2], "way": "burn"}], "print: the way is carry, change or drop"),
        ([*DECISIONS[:2], {**DECISIONS[2], "why": " "}], "print: say why"),
        ([DECISIONS[0], {**DECISIONS[1], "title": ""}, DECISIONS[2]], "answer: say how it is worded"),
        ([{**DECISIONS[0], "because": "x"}, *DECISIONS[1:]], "there is no “because”"),
        (["scan"], "Give a list of objects."),
        ([{**DECISIONS[0], "why": ["x"]}], "Give one value for each name."),
        ([], "Say what becomes of “Scan the post”"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_named_and_nothing_is_saved(call, decisions, sentence):
    answer = call(decisions)

    assert answer.status_code == 422
    assert sentence in " ".join(json.dumps(answer.json(), ensure_ascii=False).split())
    assert not Plan.objects.filter(key="2019-20").exists()
    assert of("scan").stage == "planned"
