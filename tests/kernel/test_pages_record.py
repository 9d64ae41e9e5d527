"""The page of a record, and the pages of what can be done to it."""

import re
from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.readings import Reading
from guildhall.kernel.records import Link, Record, Sensitivity
from guildhall.services.requests.actions import triage
from guildhall.services.requests.service import requests


@pytest.fixture
def amira(cast, client_of, today):
    return client_of(cast["amira"])


@pytest.fixture
def record(asked):
    return asked(5, "Which roads were gritted?")


def shown(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def hidden(response):
    """What a form carries along without showing it."""
    return {name: response.context[name] for name in ("submission",)} | {
        "shown-version": response.context["version"]
    }


def test_the_page_says_what_it_is_when_it_is_due_and_why(amira, record):
    page = shown(amira.get(record.get_absolute_url()))

    assert "Which roads were gritted?" in page
    assert "Jo Castle" in page
    assert "Wednesday 11 April 2018" in page
    assert "17 working days left" in page
    assert "Mon 2 April 2018" in page
    assert "FOIA s.10" in page


def test_what_can_be_done_is_offered_and_what_cannot_says_why(amira, record):
    page = amira.get(record.get_absolute_url())

    assert f'href="{record.get_absolute_url()}triage/"' in page.content.decode()
    reasons = {each["why_not"] for each in page.context["verbs"]["not_now"]}
    assert "It is received." in reasons


def test_the_timeline_is_sentences_newest_first(amira, record, cast):
    triage(record, by=cast["amira"], regime="eir")

    moments = amira.get(record.get_absolute_url()).context["moments"]

    assert [moment["sentence"] for moment in moments][-1] == "Jo Castle asked for information."
    assert len(moments) == 2


def test_what_each_step_changed_is_shown_when_asked(amira, record, cast):
    triage(record, by=cast["amira"], regime="eir")

    assert "<ins>eir</ins>" in amira.get(record.get_absolute_url() + "?changes").content.decode()


def test_a_record_one_may_not_see_is_not_there(cast, client_of, record, today):
    for player in ("tomas", "grace"):
        assert client_of(cast[player]).get(record.get_absolute_url()).status_code == 404
    assert client_of(cast["amira"]).get("/records/IR-2018-99999/").status_code == 404


def test_reading_what_is_restricted_is_noted(cast, client_of, record, today):
    ines = client_of(cast["ines"])
    ines.get(record.get_absolute_url())
    assert not Reading.objects.exists()

    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)
    ines.get(record.get_absolute_url())

    reading = Reading.objects.get()
    assert (reading.reader, reading.record_id) == (cast["ines"], record.pk)


def test_links_are_shown_as_far_as_one_may_see_their_other_end(amira, record, asked):
    seen, wall = asked(9, "An older one"), asked(9, "CANARY")
    Link.objects.create(source=record, target=seen, kind="follows", on=date(2018, 3, 1))
    Link.objects.create(source=wall, target=record, kind="follows", on=date(2018, 3, 1))
    Record.objects.filter(pk=wall.pk).update(sensitivity=Sensitivity.RESTRICTED)

    page = amira.get(record.get_absolute_url()).content.decode()

    assert "An older one" in page
    assert "CANARY" not in page


def test_the_page_costs_few_queries(amira, record, django_assert_max_num_queries):
    amira.get(record.get_absolute_url())
    with django_assert_max_num_queries(16):
        amira.get(record.get_absolute_url())


def test_an_action_asks_and_then_does(amira, record):
    url = record.get_absolute_url() + "note/"
    form = amira.get(url)

    done = amira.post(url, {**hidden(form), "note": "Rang back on Tuesday."})

    assert (done.status_code, done.headers["Location"]) == (303, record.get_absolute_url())
    assert record.events.last().sentence == "Amira Haddad noted: Rang back on Tuesday."


def test_whoever_gives_a_record_out_of_their_sight_is_led_to_the_queue(amira, record):
    url = record.get_absolute_url() + "raise_sensitivity/"
    said = {"sensitivity": Sensitivity.RESTRICTED.value, "reason": "A child is named."}

    done = amira.post(url, {**hidden(amira.get(url)), **said}, follow=True)

    assert done.redirect_chain == [("/desk/requests/", 303)]
    assert "Amira Haddad made it restricted: A child is named." in shown(done)


def test_a_form_with_an_error_keeps_what_was_typed(amira, record):
    url = record.get_absolute_url() + "hold/"
    form = amira.get(url)

    page = amira.post(url, {**hidden(form), "reason": "x" * 1001})

    assert page.status_code == 422
    assert "There is a problem" in shown(page)
    assert "x" * 1001 in page.content.decode()


def test_a_form_posted_twice_counts_once(amira, record):
    url = record.get_absolute_url() + "note/"
    sent = {**hidden(amira.get(url)), "note": "once"}

    amira.post(url, sent)
    again = amira.post(url, sent)

    assert again.status_code == 303
    assert record.events.filter(action="note").count() == 1


def test_who_was_overtaken_sees_what_changed_and_keeps_their_words(amira, record, cast, client_of):
    url = record.get_absolute_url() + "note/"
    mine = {**hidden(amira.get(url)), "note": "My careful words"}
    bill = client_of(cast["bill"])
    bill.post(url, {**hidden(bill.get(url)), "note": "Bill was quicker"})

    overtaken = amira.post(url, mine)

    assert overtaken.status_code == 409
    assert "Bill Thorne noted: Bill was quicker" in shown(overtaken)
    assert "My careful words" in overtaken.content.decode()

    again = amira.post(url, {**mine, **hidden(overtaken)})
    assert again.status_code == 303


def test_who_was_overtaken_by_something_that_ends_it_can_still_copy_their_words(amira, record, cast):
    url = record.get_absolute_url() + "triage/"
    mine = {**hidden(amira.get(url)), "regime": "eir"}
    triage(record, by=cast["bill"], regime="foi")

    overtaken = amira.post(url, mine)

    assert overtaken.status_code == 409
    assert "This cannot be done now. It is being answered." in shown(overtaken)
    assert "eir" in shown(overtaken)


def test_a_form_that_names_no_version_has_seen_nothing(amira, record):
    assert amira.post(record.get_absolute_url() + "note/", {"note": "blind"}).status_code == 409


def test_what_ones_role_does_not_include_is_refused_in_a_sentence(cast, client_of, record, today):
    page = client_of(cast["ines"]).get(record.get_absolute_url() + "note/")

    assert page.status_code == 403
    assert "Your role does not include this." in shown(page)


def test_an_action_nobody_declared_is_not_there(amira, record):
    assert amira.get(record.get_absolute_url() + "abolish/").status_code == 404
    assert amira.get(record.get_absolute_url() + "log/").status_code == 404


def test_a_template_that_names_a_verb_does_not_do_it(amira, record):
    assert requests.actions["note"].do_not_call_in_templates
    assert "Add a note" in shown(amira.get(record.get_absolute_url() + "note/"))


def test_staff_open_a_record_from_the_queue(amira, cast):
    form = amira.get("/desk/requests/open/log/")
    sent = {
        "wanted": "The parking income of 2017",
        "name": "Nora Bell",
        "email": "nora@example.org",
        "channel": "post",
        "regime": "foi",
        "on": "2018-03-12",
    }

    opened = amira.post("/desk/requests/open/log/", {**hidden(form), **sent})

    record = Record.objects.get()
    assert opened.headers["Location"] == record.get_absolute_url()
    assert record.opened_on == date(2018, 3, 12)


def test_what_was_done_on_another_day_says_so(amira, cast):
    with time.pretend(date(2018, 3, 14)):
        form = amira.get("/desk/requests/open/log/")
        amira.post(
            "/desk/requests/open/log/",
            {
                **hidden(form),
                "wanted": "Fines",
                "name": "Nora Bell",
                "email": "nora@example.org",
                "channel": "post",
                "regime": "foi",
                "on": "2018-03-09",
            },
        )

    page = shown(amira.get(Record.objects.get().get_absolute_url()))
    assert "counted from 9 March 2018" in page
