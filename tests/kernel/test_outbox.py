"""What must happen outside happens once, whatever is cut short."""

from datetime import timedelta

import pytest

from guildhall.kernel import delivery, events, outbox, time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.outbox import Couriers, Outbox, Undelivered
from guildhall.kernel.records import Record
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db
State = Outbox.State


class Pigeon:
    """A courier that remembers what it carried; it can be told to fail, to fall, or not to know."""

    inside = False

    def __init__(self):
        self.carried, self.told, self.trouble, self.knows = [], [], None, None

    def compose(self, record, event, *, key, **wanted):
        return {"event": event.pk}

    def deliver(self, row):
        if self.trouble:
            raise self.trouble
        self.carried.append(row.key)

    def arrived(self, row):
        return self.knows

    def settled(self, row):
        self.told.append(row.state)


@pytest.fixture
def pigeon(monkeypatch):
    bird = Pigeon()
    monkeypatch.setitem(Couriers.known, "pigeon", bird)
    return bird


@pytest.fixture
def record(cast):
    return actions.ask(by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo@example.org")


@pytest.fixture
def row(pigeon, record):
    return outbox.put("pigeon", record, {}, key="pigeon:1")


def later(row, **time_ago):
    """The row as it will stand in a while."""
    Outbox.objects.filter(pk=row.pk).update(next_at=time.real_now() - timedelta(seconds=1))
    row.refresh_from_db()
    return row


def test_what_is_queued_goes_once(pigeon, row):
    delivery.deliver(row.pk)
    delivery.deliver(row.pk)
    delivery.sweep_outbox()

    row.refresh_from_db()
    assert (pigeon.carried, row.state, row.attempts) == (["pigeon:1"], State.SENT, 1)


def test_a_worker_is_woken_with_an_identifier_and_nothing_else(row):
    from django_tasks_db.models import DBTaskResult

    task = DBTaskResult.objects.get(
        task_path="guildhall.kernel.delivery.deliver_row", args_kwargs__args__0=row.pk
    )

    assert task.args_kwargs == {"args": [row.pk], "kwargs": {}}


def test_what_certainly_did_not_go_is_tried_again_later(pigeon, row):
    pigeon.trouble = Undelivered("The mail server is away.")

    delivery.deliver(row.pk)

    row.refresh_from_db()
    assert (row.state, row.error) == (State.QUEUED, "The mail server is away.")
    assert row.next_at > time.real_now()
    delivery.sweep_outbox()
    assert pigeon.carried == []


def test_what_fails_again_and_again_is_shown_to_a_person(pigeon, row):
    pigeon.trouble = Undelivered("No such address.")

    for _ in range(len(delivery.PATIENCE) + 1):
        delivery.deliver(later(row).pk)

    assert later(row).state == State.FAILED
    assert list(delivery.undecided()) == [row]
    assert pigeon.told[-1] == State.FAILED


@pytest.mark.parametrize(
    ("knows", "state"), [(True, State.SENT), (False, State.QUEUED), (None, State.UNCERTAIN)]
)
def test_what_a_dead_worker_was_sending_is_asked_about(pigeon, row, knows, state):
    Outbox.objects.filter(pk=row.pk).update(
        state=State.SENDING, attempts=1, claimed_at=time.real_now() - delivery.LEASE * 2
    )
    pigeon.knows = knows

    delivery.recover()

    row.refresh_from_db()
    assert (row.state, pigeon.carried) == (state, [])


def test_what_a_living_worker_is_sending_is_left_to_it(pigeon, row):
    Outbox.objects.filter(pk=row.pk).update(state=State.SENDING, attempts=1, claimed_at=time.real_now())

    delivery.sweep_outbox()

    row.refresh_from_db()
    assert row.state == State.SENDING


def test_an_accident_on_the_way_is_uncertain_and_not_repeated(pigeon, row):
    pigeon.trouble = ConnectionResetError("in the middle of the message")

    delivery.deliver(row.pk)
    delivery.sweep_outbox()

    row.refresh_from_db()
    assert row.state == State.UNCERTAIN


def test_a_person_decides_that_it_arrived(pigeon, row, record, cast):
    Outbox.objects.filter(pk=row.pk).update(state=State.UNCERTAIN)
    row.refresh_from_db()

    assert delivery.decide(row, arrived=True, by=cast["amira"])

    row.refresh_from_db()
    assert row.state == State.SENT
    assert "Amira Haddad" in record.events.last().sentence
    assert list(events.flaws(Record.objects.all())) == []
    assert not delivery.decide(row, arrived=False, by=cast["bill"])


def test_a_person_has_it_sent_again(pigeon, row, cast):
    Outbox.objects.filter(pk=row.pk).update(state=State.FAILED, attempts=7)
    row.refresh_from_db()

    delivery.decide(row, arrived=False, by=cast["amira"])
    delivery.sweep_outbox()

    assert pigeon.carried == ["pigeon:1"]


def test_a_listener_hears_an_action_once_even_when_it_stumbles(record, monkeypatch):
    heard = []

    def listens(event):
        heard.append(event.record.reference)
        Record.objects.filter(pk=event.record.pk).update(title="Heard")
        if len(heard) == 1:
            raise RuntimeError("stumbled")

    service = record.declaration
    monkeypatch.setitem(service.listeners, ("requests", "triage"), [listens])
    actions.triage(record, by=SYSTEM, regime="eir")
    row = Outbox.objects.get(kind="hear", payload__listener="listens")

    delivery.deliver(row.pk)
    record.refresh_from_db()
    assert record.title != "Heard"

    delivery.deliver(later(row).pk)
    record.refresh_from_db()
    assert (record.title, later(row).state, len(heard)) == ("Heard", State.SENT, 2)
