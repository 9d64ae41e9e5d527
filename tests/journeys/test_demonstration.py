"""The demonstration city lives its year through the real actions, the same year for the same seed."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from guildhall.commons.accounts.models import User
from guildhall.demo.year import Volume
from guildhall.kernel import time
from guildhall.kernel.deadlines import Deadline
from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.plan.models import Plan
from guildhall.services.contacts.models import Contact
from guildhall.services.requests import actions
from guildhall.services.requests.models import InformationRequest
from tests.journeys.small_year import TINY, live, opens_to_its_records, told, undone


@pytest.fixture(autouse=True)
def silent(settings):
    settings.LETTERS = "console"


def test_the_same_seed_lives_the_same_year(db):
    assert undone(TINY) == undone(TINY)


def test_another_seed_lives_another_year(db):
    assert undone(TINY) != undone(Volume(2017, requests=10, seed=2))


def test_a_year_that_was_cut_short_is_taken_up_where_it_stopped(db):
    whole = undone(TINY)

    live(TINY, steps=60)
    half = Event.objects.count()
    live(TINY)

    assert 0 < half < len(whole)
    assert told() == whole


def contacts():
    """Every contact, without the numbers a database gives."""
    said = (
        "started_at",
        "ended_at",
        "channel",
        "topic__name",
        "outcome",
        "avoidable",
        "note",
        "party__name",
    )
    return list(Contact.objects.order_by("started_at", "submission").values_list(*said))


def test_the_same_seed_has_the_same_calls_and_a_year_cut_short_goes_on_with_them(db):
    with transaction.atomic():
        live(TINY)
        whole = contacts()
        transaction.set_rollback(True)

    live(TINY, steps=120)
    half = Contact.objects.count()
    live(TINY)

    assert 0 < half < len(whole)
    assert contacts() == whole


def test_a_later_year_is_lived_under_its_own_law(db):
    live(Volume(2025, requests=20))

    own_data = Deadline.objects.filter(regime="sar", kind="response").order_by("starts_on")
    assert own_data.exists()
    assert not InformationRequest.objects.filter(fee__isnull=False, regime="sar").exists()
    for deadline in own_data.filter(due_on__isnull=False, record__clock_inputs=None):
        assert (deadline.due_on - deadline.starts_on).days < 36


def test_the_command_lives_a_year_and_leaves_a_demonstration_that_stands_on_its_last_day(
    db, settings, tmp_path, capsys
):
    settings.DATA = tmp_path

    call_command("demo", "--requests", "4")

    assert (tmp_path / "demonstration").read_text() == "2018-03-31"
    assert not (tmp_path / "demonstration-progress").exists()
    assert set(Plan.objects.values_list("key", flat=True)) == {"2012-15", "2017-18", "2018-23", "draft-2018"}
    said = capsys.readouterr().out
    assert "requests so far." in said
    assert said.endswith("2017-18 is lived: 4 information requests were received in it.\n")


def test_lived_again_the_year_stays_as_it_is(db, settings, tmp_path):
    settings.DATA = tmp_path
    call_command("demo", "--requests", "4")
    before = told()

    call_command("demo", "--requests", "4")

    assert told() == before


def refused(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        call_command("demo", *arguments)
    assert left.value.code == 2
    return capsys.readouterr().err


def test_no_demonstration_is_lived_among_real_records(cast, settings, tmp_path, capsys):
    settings.DATA = tmp_path
    actions.ask(by=SYSTEM, wanted="Real", name="Real Person", email="real@example.org")

    assert "There are records here already" in refused(capsys)
    assert not (tmp_path / "demonstration").exists()


def test_one_demonstration_stands_on_one_day(db, settings, tmp_path, capsys):
    settings.DATA = tmp_path
    (tmp_path / "demonstration").write_text("2018-03-31")

    assert "This demonstration stands on 2018-03-31" in refused(capsys, "--year", "2025")


@pytest.mark.parametrize("year", ["1999", "2101", "0"])
def test_a_year_without_the_act_is_refused(db, settings, tmp_path, capsys, year):
    settings.DATA = tmp_path

    assert "Choose a year from 2006" in refused(capsys, "--year", year)


@pytest.mark.proof
def test_a_whole_year_has_1619_requests_90539_calls_and_a_believable_desk(
    db, settings, tmp_path, client, client_of
):
    settings.DATA = tmp_path
    call_command("demo")
    year = Volume(2017).period

    assert measure("contacts.calls").value(year) == 90_539
    assert measure("contacts.visits").value(year) == 8_336
    assert measure("contacts.contacts_claimed").value(year) == 98_875
    with time.pretend(year.last):
        page = client.get("/numbers/2017-18/calls_handled/").content.decode()
    assert "90,539 calls handled by the city helpdesk" in page

    assert measure("requests.received").value(year) == 1619
    assert 90 <= measure("requests.answered_in_time").value(year) <= 93
    with time.pretend(year.last):
        standing = InformationRequest.objects.open()
        assert 120 <= standing.count() <= 160
        assert 30 <= standing.filter(owner__name="Amira Haddad").count() <= 50
        assert standing.late(date(2018, 3, 31)).exists()

    with time.pretend(year.last):
        opens_to_its_records(client_of(User.objects.get(name="Amira Haddad")), year, 1619)
