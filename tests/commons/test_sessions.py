"""Sessions are read by a prepared question, and are as fleeting as Django's own."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from guildhall.commons.accounts.models import User
from guildhall.commons.accounts.people import sign_out_everywhere
from guildhall.kernel import time

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore
pytestmark = pytest.mark.django_db


def begun():
    session = SessionStore()
    session["journey"] = "ask"
    session.create()
    return session.session_key


def test_what_was_kept_is_there_again():
    assert SessionStore(begun())["journey"] == "ask"


def test_a_session_past_its_time_is_over():
    key = begun()
    Session.objects.update(expire_date=time.real_now() - timedelta(seconds=1))

    assert "journey" not in SessionStore(key)


def test_a_key_somebody_made_up_is_not_taken_on():
    session = SessionStore("made-up-by-somebody-else-0123456")
    session["journey"] = "ask"
    session.save()

    assert session.session_key != "made-up-by-somebody-else-0123456"


def test_a_key_that_is_taken_is_not_given_twice(monkeypatch):
    taken = begun()
    keys = iter([taken, "another-key-that-is-still-free-0"])
    monkeypatch.setattr(SessionStore, "_get_new_session_key", lambda session: next(keys))

    assert begun() == "another-key-that-is-still-free-0"
    assert SessionStore(taken)["journey"] == "ask"


def test_being_signed_out_everywhere_takes_effect_at_once(cast, client):
    client.force_login(cast["amira"])
    assert client.get("/desk/").headers["Location"].startswith("/accounts/2fa/")

    sign_out_everywhere(cast["amira"])

    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/")


def test_whoever_leaves_is_out_at_once(cast, client):
    client.force_login(cast["amira"])
    assert client.get("/desk/").headers["Location"].startswith("/accounts/2fa/")

    User.objects.filter(pk=cast["amira"].pk).update(is_active=False)

    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/")
