"""Two advisers log on one party at the same moment: both contacts are there, and both are counted."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from guildhall.commons.parties.models import known_or_new
from guildhall.demo.cast import summon
from guildhall.kernel import time
from guildhall.services.contacts import tallies, topics
from guildhall.services.contacts.logging import Told, log_one
from guildhall.services.contacts.models import Contact, Topic

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 6


def at_once(*deeds):
    """Runs each deed in a thread and with a connection of its own, all let go together."""
    start, errors = threading.Barrier(len(deeds)), []

    def run(deed):
        try:
            start.wait()
            deed()
        except Exception as error:  # noqa: BLE001  whatever it is, the test looks at it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    assert not any(thread.is_alive() for thread in threads)


def told(party, adviser, number):
    now = time.now()
    return Told(
        channel="call", topic=Topic.objects.get(name="Noise"), outcome="resolved", party=party.pk,
        adviser=adviser.pk, started_at=now - timedelta(minutes=3), ended_at=now,
        note=f"{adviser}: {number}", submission=f"{adviser.pk}-{number}",
    )  # fmt: skip


def test_two_advisers_log_on_one_party_at_once_and_nothing_is_lost():
    cast = summon()
    topics.bring_in()
    party = known_or_new("Ada Lowry", email="ada.lowry@example.org")

    def logs(adviser):
        for number in range(EACH):
            log_one(told(party, adviser, number), by=adviser)

    at_once(*(lambda adviser=cast[key]: logs(adviser) for key in ("dev", "orla")))

    notes = set(Contact.objects.filter(party=party).values_list("note", flat=True))
    assert notes == {f"{cast[key]}: {number}" for key in ("dev", "orla") for number in range(EACH)}
    today = time.today()
    assert tallies.counted("channel", today, today) == {"call": 2 * EACH}
    assert tallies.counted("outcome", today, today) == {"call:resolved": 2 * EACH}


def test_one_form_sent_twice_at_once_logs_one_contact():
    cast = summon()
    topics.bring_in()
    party = known_or_new("Ada Lowry", email="ada.lowry@example.org")

    def sends():
        log_one(told(party, cast["dev"], 1), by=cast["dev"])

    at_once(sends, sends, sends)

    assert Contact.objects.count() == 1
    assert tallies.counted("channel", time.today(), time.today()) == {"call": 1}
