"""Contacts for programs: logged through the adviser's own form, read behind the same walls."""

import json

import pytest

from guildhall.commons.accounts.keys import ApiKey
from guildhall.kernel import time
from guildhall.services.contacts.models import Contact, Topic

LIST = "/api/v1/helpdesk/contacts"


@pytest.fixture
def call(client_of):
    """Calls the API as one of the cast."""

    def call_it(user, said=None, address=LIST, **headers):
        client = client_of(user)
        if said is None:
            return client.get(address)
        return client.post(address, json.dumps(said), content_type="application/json", headers=headers)

    return call_it


def test_a_program_logs_what_it_dealt_with_and_when(call, dev, ada):
    said = {
        "topic": "noise", "note": "Drums", "outcome": "resolved", "channel": "chat", "party": ada.pk,
        "started_at": "2018-03-14T09:50:00Z", "ended_at": "2018-03-14T09:58:00Z",
    }  # fmt: skip
    done = call(dev, said)

    contact = Contact.objects.get()
    assert done.json() == {"number": contact.pk, "sentence": "Logged: Web chat: Noise.",
                           "url": f"/contacts/{contact.pk}/"}  # fmt: skip
    assert (contact.seconds, contact.party, contact.adviser) == (480, ada, dev)
    read = call(dev, address=f"{LIST}/{contact.pk}").json()
    assert (read["note"], read["party"], read["topic"]) == ("Drums", ada.pk, "Noise")


def test_a_call_made_again_logs_once(call, dev):
    for _ in range(2):
        done = call(dev, {"topic": "Noise", "outcome": "resolved"}, **{"Idempotency-Key": "42"})
        assert done.status_code == 200

    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"outcome": "resolved"}, "Enter what it is about"),
        ({"topic": "Noise", "outcome": "opened"}, "from the list"),
        (
            {"topic": "Noise", "outcome": "resolved", "ended_at": "2018-03-15T09:00:00Z"},
            "It has not ended yet",
        ),
        ({"topic": "Noise", "outcome": "resolved", "party": 987654}, "Select party from the list"),
        ({"topic": "Noise", "outcome": "resolved", "colour": "red"}, "There is no such question"),
    ],
)
def test_what_cannot_be_logged_is_said_in_sentences(call, dev, said, sentence):
    refused = call(dev, said)

    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert not Contact.objects.exists()


@pytest.mark.parametrize("who", ["amira", "helen", "jo"])
def test_whoever_is_no_adviser_logs_nothing(call, people, who):
    assert call(people[who], {"topic": "Noise", "outcome": "resolved"}).status_code in {401, 403}
    assert not Contact.objects.exists()


def test_without_saying_who_calls_nothing_is_read_or_logged(client, logged):
    contact = logged()

    assert client.get(LIST).status_code == 401
    assert client.get(f"{LIST}/{contact.pk}").status_code == 401
    assert client.post(LIST, "{}", content_type="application/json").status_code == 401


def test_the_list_is_as_far_as_one_may_see(call, people, logged):
    logged(topic="Noise")
    logged(topic="Child protection", channel="visit")

    def topics(who, asked=""):
        return {each["topic"] for each in call(people[who], address=LIST + asked).json()["contacts"]}

    assert topics("dev") == {"Noise"}
    assert topics("ines") == {"Noise", "Child protection"}
    assert topics("ines", "?channel=visit") == {"Child protection"}
    assert topics("ines", f"?topic={Topic.objects.get(name='Noise').pk}") == {"Noise"}
    assert call(people["jo"]).status_code in {401, 403}
    walled = Contact.objects.get(topic__name="Child protection")
    assert call(people["dev"], address=f"{LIST}/{walled.pk}").status_code == 404


def test_a_contact_names_nobody_whom_its_reader_may_not_know_of(call, dev, ada, logged):
    contact = logged(party=ada.pk)
    type(ada).objects.filter(pk=ada.pk).update(sensitivity=30, source="Children’s case system")

    assert call(dev).json()["contacts"][0]["party"] is None
    assert call(dev, address=f"{LIST}/{contact.pk}").json()["party"] is None


def test_pages_follow_one_another(call, dev, logged):
    for _ in range(51):
        logged()

    first, second = (call(dev, address=f"{LIST}?page={page}").json() for page in (1, 2))
    assert (len(first["contacts"]), first["more"]) == (50, True)
    assert (len(second["contacts"]), second["more"]) == (1, False)


def test_a_key_that_may_only_read_logs_nothing(client, people, logged):
    logged()
    _, text = ApiKey.make(people["dev"], "Telephone system")
    told = {"Authorization": f"Bearer {text}"}

    with time.pretend(time.now()):
        assert client.get(LIST, headers=told).status_code == 200
        refused = client.post(LIST, '{"topic": "Noise", "outcome": "resolved"}', headers=told,
                              content_type="application/json")  # fmt: skip
    assert refused.status_code == 403
    assert Contact.objects.count() == 1
