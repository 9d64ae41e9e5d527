"""A party does things to the records that are theirs and to no others, whichever door they come by."""

import json

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from guildhall.commons.parties import links
from guildhall.commons.parties.models import Party
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.records import Record, Sensitivity
from guildhall.kernel.services import action, services
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db


def ask(name):
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return actions.ask(by=SYSTEM, wanted=f"{name} asks about gritting", name=name, email=email)


@pytest.fixture
def of_jo(cast):
    return ask("Jo Castle")


@pytest.fixture
def of_sam(cast):
    return ask("Sam Quill")


def party_of(request):
    party = request.involvements.get().party
    return Actor("party", party.pk, party.name)


def one_of_each(request, cast):
    """A record of every service, each about this request."""
    request = actions.triage(request, by=cast["amira"], regime="foi")
    yield request
    yield action("formats", "ask")(by=cast["amira"], about=request.reference, wants="braille")
    request = actions.answer(request, by=cast["amira"], outcome="granted", answer="All of them.")
    actions.ask_for_review(request, by=cast["amira"], grounds="I had hoped for more.")
    yield from (each.source.typed() for each in request.backlinks.filter(kind="reviews"))


def test_no_verb_of_a_party_is_theirs_on_somebody_elses_record(of_jo, of_sam, cast):
    stranger, tried = party_of(of_sam), 0
    for record in one_of_each(of_jo, cast):
        for verb in record.declaration.actions.values():
            if verb.party and not verb.opens:
                tried += 1
                assert verb.why_not(record, stranger) == f"This is somebody else’s {verb.service.noun}."

    assert tried >= 6


def test_whoever_is_no_party_at_all_is_refused_too(of_jo):
    for nobody in (Actor("party", None, "A reader"), Actor("party", 0, "A guess"), Actor("public", None, "")):
        with pytest.raises(Refused):
            actions.withdraw(of_jo, by=nobody)


def test_what_a_party_opens_is_about_a_record_of_theirs(of_jo, of_sam):
    openings = [each for kept in services() for each in kept.actions.values() if each.party and each.opens]
    assert openings == [action("formats", "ask")]

    with pytest.raises(Invalid, match=f"No record has the reference “{of_jo.reference}”"):
        action("formats", "ask")(by=party_of(of_sam), about=of_jo.reference, wants="braille")

    assert action("formats", "ask")(by=party_of(of_jo), about=of_jo.reference, wants="braille").pk


def test_a_letters_link_asks_about_its_own_record_whatever_is_sent(of_jo, of_sam, client):
    address = reverse("letter_format", args=[of_sam.letters.get().token])

    client.post(address, {"wants": "braille", "about": of_jo.reference})

    assert not of_jo.backlinks.exists()
    assert of_sam.backlinks.get().source.service == "formats"


def test_a_link_of_one_record_does_nothing_to_another(of_jo, of_sam, client):
    sam = Party.objects.get(name="Sam Quill")
    assert (
        client.post(f"{reverse('track', args=[links.token(of_sam.pk, sam.pk)])}withdraw/").status_code == 303
    )

    answer = client.post(f"{reverse('track', args=[links.token(of_jo.pk, sam.pk)])}withdraw/")

    of_jo.refresh_from_db()
    assert (answer.status_code, of_jo.stage, of_jo.events.count()) == (404, "received", 1)


@pytest.mark.parametrize(("name", "status"), [("sam", 403), ("jo", 403), (None, 401)])
def test_the_api_does_nothing_for_whoever_does_not_work_here(of_jo, cast, name, status):
    """The requester too: theirs is the page behind their link."""
    caller = Client()
    if name:
        caller.force_login(cast[name], backend=django_settings.AUTHENTICATION_BACKENDS[0])
    address = f"/api/v1/requests/{of_jo.reference}/withdraw"

    answer = caller.post(address, json.dumps({"why": "No need"}), content_type="application/json")

    of_jo.refresh_from_db()
    assert (answer.status_code, of_jo.stage) == (status, "received")


def test_nobody_finds_out_what_there_is_by_naming_it(of_jo, cast):
    """An adviser takes a wish for large print by telephone, for whatever they may read and no more."""
    ask_for_format = action("formats", "ask")
    assert ask_for_format(by=cast["dev"], about=of_jo.reference, wants="large_print").pk
    Record.objects.filter(pk=of_jo.pk).update(sensitivity=Sensitivity.PERSONAL)

    with pytest.raises(Invalid, match="No record has the reference"):
        ask_for_format(by=cast["dev"], about=of_jo.reference, wants="large_print")


def test_a_letter_to_a_team_offers_no_format_and_its_link_asks_for_none(of_jo, cast, client):
    parking = cast["tomas"].grants.get(service="parts").team
    request = actions.triage(of_jo, by=cast["amira"], regime="foi")
    actions.ask_team(request, by=cast["amira"], teams=[parking.pk], question="How much salt?")
    letter = request.backlinks.get(kind="part_of").source.letters.get()

    assert letter.party is None
    assert "large print" not in letter.markdown
    assert client.get(reverse("letter_format", args=[letter.token])).status_code == 404
    assert "another format" not in client.get(reverse("letter", args=[letter.token])).content.decode()
