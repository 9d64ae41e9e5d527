"""A program works on a plan through the same verbs and forms as a person."""

import json

import pytest

from guildhall.plan.models import Deliverable, Plan


@pytest.fixture
def call(client_of, cast, in_february):
    """Calls the API as one of the cast: with answers it does something, without them it reads."""

    def calls(player, path, **told):
        client, address = client_of(cast[player]), f"/api/v1/{path}"
        if not told:
            return client.get(address)
        return client.post(address, json.dumps(told), content_type="application/json")

    return calls


def test_a_program_enters_a_plan_and_reads_it(call):
    made = call(
        "nadia", "plans/enter", key="2018-21", title="A plan", directorate="Helpdesk",
        first="2018-04-01", last="2021-03-31",
    )  # fmt: skip

    assert made.status_code == 201
    read = call("tomas", f"plans/{made.json()['reference']}")
    assert (read.status_code, read.json()["title"]) == (200, "A plan")
    assert Plan.objects.get().key == "2018-21"


def test_a_target_without_a_unit_is_refused_by_its_question(call, deliverable):
    refused = call("nadia", f"deliverables/{deliverable.reference}/set_promise", text="More calls", target=90)

    assert refused.status_code == 422
    assert "Say in what unit the target is, such as % or requests" in refused.content.decode()
    assert not deliverable.promises.exists()


def test_what_a_program_leaves_out_of_an_amendment_stays(call, deliverable):
    amended = call(
        "nadia",
        f"deliverables/{deliverable.reference}/amend",
        summary="Every asset in one list",
        why="Clearer.",
    )

    found = Deliverable.objects.get()
    assert amended.status_code == 200
    assert (found.summary, found.title, found.lead, found.objectives.count()) == (
        "Every asset in one list", "A register of assets", "Project lead", 1,
    )  # fmt: skip


def test_a_reader_changes_nothing(call, deliverable):
    assert call("tomas", f"deliverables/{deliverable.reference}/drop", why="x").status_code == 403
    assert Deliverable.objects.get().stage == "planned"
