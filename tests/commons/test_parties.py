"""A person can have everything that is held about them, and nothing that is held about others."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guildhall.commons.parties.models import Party, known_or_new
from guildhall.commons.parties.own_data import own_data
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db


def ask(name, email, wanted):
    return actions.ask(by=SYSTEM, wanted=wanted, name=name, email=email, address="")


@pytest.fixture
def request_of_jo(cast):
    ask("Sam Quill", cast["sam"].email, "CANARY of Sam")
    request = ask("Jo Castle", cast["jo"].email, "Gritting routes")
    verbs = request.declaration.actions
    verbs["note"](request, by=cast["amira"], note="CANARY from the inside")
    for name, kind in (("sent.txt", "received"), ("CANARY.txt", "working")):
        file = SimpleUploadedFile(name, name.encode())
        verbs["attach_document"].perform(request, by=cast["amira"], data={"kind": kind}, files={"file": file})
    return request


def test_a_resident_downloads_all_of_their_own_and_nothing_else(client, request_of_jo, cast):
    client.force_login(cast["jo"])
    assert client.get(reverse("own_data")).status_code == 200

    answer = client.get(reverse("own_data_file"))

    told = json.loads(answer.content)
    (record,) = told["records"]
    assert "attachment" in answer["Content-Disposition"]
    assert record["reference"] == request_of_jo.reference
    assert "Gritting routes" in str(record["you_told_us"])
    assert told["people"][0]["contact"][0]["value"] == cast["jo"].email
    assert record["letters"][0]["subject"] == request_of_jo.letters.get().subject
    assert [each["name"] for each in record["documents"]] == ["sent.txt"]
    assert "CANARY" not in answer.content.decode()


def test_an_officer_who_answers_a_subject_access_request_sees_every_sentence(request_of_jo):
    told = own_data(Party.objects.get(name="Jo Castle"), inside=True)

    assert "CANARY from the inside" in str(told["records"][0]["events"])
    assert "CANARY of Sam" not in str(told)


def test_the_file_is_nobody_elses(client, request_of_jo):
    assert client.get(reverse("own_data_file")).status_code == 302


def test_one_mailbox_may_serve_a_household(cast):
    first = known_or_new("Jo Castle", email="home@example.org")
    second = known_or_new("Sam Castle", email="HOME@example.org ")

    assert first != second
    assert known_or_new("Jo Castle", email="Home@Example.org") == first
