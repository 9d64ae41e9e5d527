"""Two officers act on one record at the same moment: one succeeds, the other is told, nothing is lost."""

import threading

import pytest
from django.db import connection

from guildhall.demo.cast import summon
from guildhall.kernel import events
from guildhall.kernel.actions import Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Runs each deed in a thread of its own, all let go together; returns what each came to."""
    start, outcomes = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(index, deed):
        try:
            start.wait()
            outcomes[index] = deed()
        except Exception as error:  # noqa: BLE001  whatever it is, the test looks at it
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index, deed)) for index, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_of_two_officers_one_succeeds_and_the_other_is_told():
    cast = summon()
    request = actions.ask(
        by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo.castle@example.org"
    )

    outcomes = at_once(
        lambda: actions.triage.perform(request, by=cast["amira"], data={"regime": "foi"}, version=1),
        lambda: actions.triage.perform(request, by=cast["bill"], data={"regime": "eir"}, version=1),
    )

    told = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(told) == 1, outcomes
    assert "Somebody changed this while you were writing" in str(told[0])
    request.refresh_from_db()
    assert (request.version, request.events.count()) == (2, 2)
    assert list(events.flaws(Record.objects.all())) == []


def test_requests_that_arrive_together_each_have_their_own_reference():
    summon()

    outcomes = at_once(
        *[
            lambda: actions.ask(
                by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo.castle@example.org"
            )
            for _ in range(8)
        ]
    )

    assert sorted(record.reference for record in outcomes) == [
        f"IR-{outcomes[0].opened_on.year}-0000{n}" for n in range(1, 9)
    ]


def test_one_form_sent_twice_in_the_same_moment_is_done_once():
    summon()
    wanted = {"wanted": "Gritting routes", "name": "Jo Castle", "email": "jo.castle@example.org"}

    outcomes = at_once(
        *[lambda: actions.ask.perform(by=SYSTEM, data=wanted, submission="key") for _ in range(4)]
    )

    assert {outcome.record.reference for outcome in outcomes} == {Record.objects.get().reference}
