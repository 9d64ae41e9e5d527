"""When a bank holiday is proclaimed, every open record's due dates follow, and each record says why."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhall.kernel import events, holidays, redating, schedule, time
from guildhall.kernel.actions import Stale
from guildhall.kernel.announcements import COLUMNS, Announcement, Standing
from guildhall.kernel.deadlines import ClockInput, Deadline, calendar
from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.holidays import NothingToDo, Proclaimed
from guildhall.kernel.records import Record
from guildhall.services.requests.actions import answer, ask, ask_to_clarify, clarify, triage

FRIDAY, TUESDAY = date(2026, 6, 12), date(2026, 6, 16)


def asked(on=FRIDAY, wanted="Which roads were gritted?"):
    with time.pretend(on):
        return ask(by=SYSTEM, wanted=wanted, name="Jo Castle", email="jo.castle@example.org")


def proclaim(day=TUESDAY, nation="SCT"):
    """Adds the holiday and dates every open record anew."""
    added = holidays.add(day, nation, Proclaimed("Victory holiday"), by=SYSTEM)
    return redating.redate(by=SYSTEM, because=holidays.because(added))


def due_dates():
    return dict(Record.objects.values_list("reference", "due_on"))


@pytest.mark.django_db
def test_an_open_record_is_due_a_day_later_and_says_why(own_calendar):
    request = asked()
    assert request.due_on == date(2026, 7, 14)

    with time.pretend(date(2026, 6, 15)):
        redated = proclaim()

    request.refresh_from_db()
    event = request.events.get(sequence=request.event_count)
    assert (redated.looked_at, redated.moved, redated.problems) == (1, 1, [])
    assert request.due_on == request.urgent_on == request.deadlines.get().due_on == date(2026, 7, 15)
    assert event.sentence == (
        "The due date moved from 14 July 2026 to 15 July 2026: "
        "Tue 16 June 2026 is a bank holiday in Scotland."
    )
    assert (event.actor, event.actor_kind, event.effective_on) == ("Guildhall", "system", date(2026, 6, 15))
    assert list(events.flaws(Record.objects.all())) == []


@pytest.mark.django_db
def test_a_form_shown_before_the_date_moved_is_stale(own_calendar, cast):
    request = asked()
    shown = request.version

    proclaim()

    with pytest.raises(Stale, match="The due date moved from 14 July 2026 to 15 July 2026"):
        triage.perform(request, by=cast["amira"], data={"regime": "foi"}, version=shown)


@pytest.mark.django_db
def test_a_record_the_holiday_does_not_touch_has_no_event_but_names_the_calendar(own_calendar):
    request = asked(on=date(2026, 1, 5))

    redated = proclaim()

    kept = request.deadlines.get()
    assert redated.moved == 0
    assert request.events.count() == 1
    assert kept.calendar_version == calendar().version
    assert Record.objects.get(pk=request.pk).version == request.version


@pytest.mark.django_db
def test_a_closed_record_and_a_deadline_that_is_met_stay_as_they_were(own_calendar, cast):
    request = asked()
    with time.pretend(date(2026, 6, 15)):
        triage(request, by=cast["amira"], regime="foi")
        answer(request, by=cast["amira"], outcome="granted", answer="All of them.")
    before = request.deadlines.get()

    redated = proclaim()

    assert redated.looked_at == 0
    assert request.deadlines.get().due_on == before.due_on
    assert request.deadlines.get().calendar_version == before.calendar_version


@pytest.mark.django_db
def test_a_record_that_waits_for_its_requester_stays_waiting(own_calendar, cast):
    request = asked()
    with time.pretend(date(2026, 6, 15)):
        triage(request, by=cast["amira"], regime="foi")
        ask_to_clarify(request, by=cast["amira"], question="Which roads?")

    redated = proclaim()

    assert redated.moved == 0
    assert request.deadlines.get().waiting_for == "the requester's clarification"
    assert Record.objects.get(pk=request.pk).urgent_on == date.max


@pytest.mark.django_db
def test_dating_twice_changes_nothing(own_calendar):
    asked()
    proclaim()
    before = (due_dates(), Event.objects.count(), list(Deadline.objects.values()))

    redated = redating.redate(by=SYSTEM, because="the calendar was corrected")

    assert redated.moved == 0
    assert (due_dates(), Event.objects.count(), list(Deadline.objects.values())) == before


@pytest.mark.django_db
def test_a_holiday_taken_back_brings_the_old_date_back(own_calendar):
    request = asked()
    proclaim()

    taken = holidays.remove(TUESDAY, "SCT", Proclaimed("Victory holiday"), by=SYSTEM)
    redating.redate(by=SYSTEM, because=holidays.because(taken))

    request.refresh_from_db()
    assert request.due_on == date(2026, 7, 14)
    assert request.events.get(sequence=3).sentence == (
        "The due date moved from 15 July 2026 to 14 July 2026: "
        "Tue 16 June 2026 is no bank holiday in Scotland."
    )


@pytest.mark.django_db
def test_a_record_with_several_deadlines_says_which_moved(own_calendar):
    request = asked()
    first = request.deadlines.get()
    Deadline.objects.create(
        record=request, kind="review", label="Review", regime="foi-review", starts_on=first.starts_on,
        due_on=first.due_on, rule_version="foi-review@2018-07-04/1", calendar_version=first.calendar_version,
    )  # fmt: skip

    proclaim()

    sentence = request.events.get(sequence=2).sentence
    assert sentence.startswith(
        "Answer: the due date moved from 14 July 2026 to 15 July 2026; "
        "Review: the due date moved from 14 July 2026 to 15 July 2026: "
    )


@pytest.mark.django_db
def test_dates_that_cannot_be_are_reported_and_the_others_go_on(own_calendar):
    impossible, possible = asked(), asked(wanted="Salt bought")
    ClockInput.objects.create(
        record=impossible, name="fee_received", effective_on=date(2026, 6, 20), under="foi"
    )

    redated = proclaim()

    (problem,) = redated.problems
    assert problem.startswith(f"{impossible.reference}: fee_received on Sat 20 June 2026 has no fees_notice")
    assert due_dates() == {impossible.reference: date(2026, 7, 14), possible.reference: date(2026, 7, 15)}


@pytest.mark.django_db
def test_a_run_that_was_stopped_goes_on_where_it_stood(own_calendar, monkeypatch):
    for _ in range(5):
        asked()
    monkeypatch.setattr(redating, "BATCH", 2)

    def stop_after_the_first_batch(done, of):
        raise KeyboardInterrupt

    added = holidays.add(TUESDAY, "SCT", Proclaimed("Victory holiday"), by=SYSTEM)
    with pytest.raises(KeyboardInterrupt):
        redating.redate(by=SYSTEM, because=holidays.because(added), tell=stop_after_the_first_batch)
    heard = []
    redated = redating.redate(
        by=SYSTEM, because=holidays.because(added), tell=lambda done, of: heard.append((done, of))
    )

    assert redated.moved == 3
    assert heard == [(2, 5), (4, 5), (5, 5)]
    assert set(due_dates().values()) == {date(2026, 7, 15)}
    assert list(events.flaws(Record.objects.all())) == []


@pytest.mark.django_db
def test_the_background_task_says_who_added_the_holiday(own_calendar, cast):
    request = asked()
    added = holidays.add(TUESDAY, "SCT", Proclaimed("Victory holiday"), by=cast["priya"])

    redating.redate_for.func([each.number for each in added])

    event = request.events.get(sequence=2)
    assert (event.actor, event.actor_id) == ("Priya Nair", cast["priya"].pk)


@pytest.mark.django_db
def test_a_line_written_into_the_file_by_hand_is_followed_within_the_day(own_calendar):
    request = asked()
    own_calendar.write_text("day,nation,title,change\n2026-06-16,SCT,By hand,add\n")

    schedule.jobs["follow_the_calendar"].does(date(2026, 6, 15))

    request.refresh_from_db()
    assert request.due_on == date(2026, 7, 15)
    assert request.events.get(sequence=2).sentence.endswith("the calendar of bank holidays was corrected.")


@pytest.mark.django_db
def test_an_announcement_makes_the_event_that_the_frame_would_have_made(own_calendar, cast, monkeypatch):
    monkeypatch.setattr("secrets.token_hex", lambda _: "salt")
    request = asked()
    by = Actor.of(cast["amira"])
    with time.pretend(TUESDAY):
        standing = Standing(*(getattr(request, name) for name in Standing._fields))
        row = Announcement(action="redate", by=by, on=TUESDAY).row(standing, "It moved: “so” they say.")
        event = events.prepare(
            request, action="redate", by=by, from_stage=request.stage, sentence="It moved: “so” they say.",
            on=TUESDAY,
        )  # fmt: skip

    assert dict(zip(COLUMNS, row, strict=True))["digest"] == event.digest


@pytest.mark.django_db
def test_fifty_records_take_no_more_queries_than_five(own_calendar, django_assert_max_num_queries):
    for _ in range(50):
        asked()
    added = holidays.add(TUESDAY, "SCT", Proclaimed("Victory holiday"), by=SYSTEM)

    with django_assert_max_num_queries(10):
        redating.redate(by=SYSTEM, because=holidays.because(added))

    assert Record.objects.filter(due_on=date(2026, 7, 15)).count() == 50


# --- properties ----------------------------------------------------------------------------

days = st.dates(date(2026, 4, 1), date(2026, 9, 30))
nations = st.sampled_from(["ENG", "WLS", "SCT", "NIR", "england-and-wales", "UK"])
lives = st.lists(st.tuples(days, st.none() | st.integers(0, 10), st.integers(0, 40)), min_size=1, max_size=4)


def lived(cast, arrived, asked_after, answered_after):
    """A request that arrived on a day, and perhaps was asked about and made clear."""
    request = asked(on=arrived)
    if asked_after is not None:
        with time.pretend(arrived + timedelta(days=asked_after)):
            triage(request, by=cast["amira"], regime="foi")
            ask_to_clarify(request, by=cast["amira"], question="Which roads?")
        with time.pretend(arrived + timedelta(days=asked_after + answered_after)):
            clarify(request, by=cast["amira"], clarification="The main ones.")


def afresh(record):
    """The earliest day due, computed from nothing but the record's inputs."""
    inputs = list(record.clock_inputs.order_by("effective_on", "pk"))
    found = [kept.result(inputs, calendar()).due for kept in record.deadlines.filter(met_on=None)]
    return min(filter(None, found), default=None)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives=lives, holiday=days.filter(lambda day: day.weekday() < 5), nation=nations)
def test_a_holiday_never_brings_a_day_forward_and_all_agrees_with_the_clock(
    own_calendar, cast, lives, holiday, nation
):
    own_calendar.unlink(missing_ok=True)
    with transaction.atomic():
        for life in lives:
            lived(cast, *life)
        before = due_dates()
        try:
            proclaim(holiday, nation)
        except NothingToDo:
            redating.redate(by=SYSTEM, because="it was a holiday already")

        after = due_dates()
        records = list(Record.objects.all())
        assert all(after[each] >= before[each] for each in before)
        assert after == {each.reference: afresh(each) for each in records}
        assert redating.redate(by=SYSTEM, because="again").moved == 0
        assert list(events.flaws(Record.objects.all())) == []
        transaction.set_rollback(True)


# --- with others at work -------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_record_somebody_acts_on_meanwhile_loses_neither_deed_nor_date(own_calendar, monkeypatch):
    """Somebody else's event commits after the record was read and before it is written."""
    request = asked()
    read = redating.Redating._drafts
    noted = []

    def note():
        noted.append(events.note(request, action="note", by=SYSTEM, sentence="Telephoned."))
        connection.close()

    def read_and_be_interrupted(self, ids):
        drafts = read(self, ids)
        if not noted:
            elsewhere = threading.Thread(target=note)
            elsewhere.start()
            elsewhere.join()
        return drafts

    monkeypatch.setattr(redating.Redating, "_drafts", read_and_be_interrupted)
    assert proclaim().moved == 1

    sentences = [event.sentence for event in request.events.order_by("sequence")]
    assert sentences[1] == "Telephoned."
    assert sentences[2].startswith("The due date moved from 14 July 2026 to 15 July 2026")
    assert list(events.flaws(Record.objects.all())) == []
