"""A torn, changed or missing page shows, even one torn from the end."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guildhall.kernel import heads, time
from guildhall.kernel.events import GENESIS, Event
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record
from guildhall.kernel.verify import verify
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def record(cast):
    with time.pretend(date(2026, 6, 12)):
        request = actions.ask(by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo@example.org")
        return actions.triage(request, by=cast["amira"], regime="foi")


def tear_out_the_last_page(record):
    """As somebody would who can write to the database: the event goes, and the record is made to agree."""
    record.events.order_by("sequence").last().delete()
    last = record.events.order_by("sequence").last()
    Record.objects.filter(pk=record.pk).update(event_count=last.sequence, event_head=last.digest)


def test_whole_records_verify(record):
    heads.export(date(2026, 6, 12))

    said = StringIO()
    call_command("verify", stdout=said)

    assert "all whole" in said.getvalue()


def test_a_page_torn_from_the_end_shows_against_the_days_export(record):
    heads.export(date(2026, 6, 12))
    tear_out_the_last_page(record)

    flaws = verify().flaws

    assert [(flaw.reference, flaw.sentence) for flaw in flaws] == [
        (record.reference, "event 2 as it stood on 2026-06-12 is gone")
    ]
    with pytest.raises(CommandError, match="1 flaws"):
        call_command("verify", stdout=StringIO())


def test_each_days_export_holds_what_moved_since_and_follows_the_one_before(record, cast):
    heads.export(date(2026, 6, 12))
    other = actions.ask(by=SYSTEM, wanted="Allotments", name="Sam Quill", email="sam@example.org")
    path = heads.export(date(2026, 6, 13))

    lines = path.read_text().splitlines()
    assert len(lines) == 2
    assert other.reference in lines[1]
    assert GENESIS not in lines[0]
    assert verify().flaws == []


def test_an_export_that_was_changed_breaks_the_next(record):
    first = heads.export(date(2026, 6, 12))
    actions.ask(by=SYSTEM, wanted="Allotments", name="Sam Quill", email="sam@example.org")
    heads.export(date(2026, 6, 13))
    first.write_text(first.read_text().splitlines()[0] + "\n")

    assert [flaw.sentence for flaw in verify().flaws] == ["this export does not follow the one before it"]


def test_the_same_day_is_exported_once(record):
    assert heads.export(date(2026, 6, 12))
    assert heads.export(date(2026, 6, 12)) is None


def test_a_record_that_lost_every_page_shows(record):
    record.events.all().delete()

    assert [flaw.sentence for flaw in verify().flaws] == ["the record counts 2 events and none is there"]


def test_a_word_changed_in_a_sentence_shows(record):
    event = record.events.first()
    event.words["sentence"] = "Nobody asked for anything."
    Event.objects.filter(pk=event.pk).update(words=event.words)

    assert "says other words than it did" in verify().flaws[0].sentence
