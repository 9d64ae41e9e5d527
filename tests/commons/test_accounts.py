"""Residents sign in by a code; staff enrol a second factor first; an administrator invites them."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from guildhall.commons.accounts import people
from guildhall.commons.accounts.keys import ApiKey
from guildhall.commons.accounts.models import AccountChange, User
from guildhall.kernel import limits
from guildhall.kernel.gates import SYSTEM, Grant

pytestmark = pytest.mark.django_db


def code_in(message):
    return re.search(r"^([A-Z0-9-]{5,})$", message.body, re.MULTILINE)[1]


def sign_in(client, email):
    client.post(reverse("account_login"), {"email": email})
    return client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[-1])})


def enrol(user):
    """Gives the user a second factor; returns its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_a_resident_signs_up_and_in_with_a_code_and_no_password(client):
    client.post(reverse("account_signup"), {"email": "zed@example.org"})
    verified = client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[-1])})
    assert verified.status_code == 302
    user = User.objects.get(email="zed@example.org")
    assert not user.has_usable_password()
    client.logout()

    answer = sign_in(client, "zed@example.org")

    assert answer.url == "/home/"
    assert client.get("/home/").status_code == 200


def test_nobody_signs_up_as_staff(client):
    client.post(reverse("account_signup"), {"email": "zed@example.org", "is_staff": "1"})
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[-1])})

    assert not User.objects.get(email="zed@example.org").is_staff
    assert client.get("/people/").status_code == 403


def test_the_page_says_the_same_of_an_address_nobody_has(client, cast):
    known = client.post(reverse("account_login"), {"email": cast["jo"].email})
    unknown = Client().post(reverse("account_login"), {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_staff_enrol_a_second_factor_before_anything_else(client):
    user = people.invite("new.starter@portsmouth.example", "New Starter", by=SYSTEM)
    assert sign_in(client, user.email).status_code == 302

    for address in ("/desk/", "/home/", "/letters/", "/people/", "/"):
        assert client.get(address).url == reverse("mfa_activate_totp"), address
    page = client.get(reverse("mfa_activate_totp"))
    assert "Protect your account" in page.content.decode()


def test_staff_sign_in_with_both(client):
    user = people.invite("new.starter@portsmouth.example", "New Starter", by=SYSTEM)
    secret = enrol(user)

    halfway = sign_in(client, user.email)
    assert halfway.url == reverse("mfa_authenticate")
    assert client.get("/desk/").status_code == 302
    done = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert done.url == "/desk/"


def test_a_recovery_code_signs_in_once(client):
    user = people.invite("new.starter@portsmouth.example", "New Starter", by=SYSTEM)
    enrol(user)
    codes = RecoveryCodes.activate(user).get_unused_codes()

    sign_in(client, user.email)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    client.logout()
    sign_in(client, user.email)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200


def test_staff_cannot_lay_their_second_factor_down(client, cast):
    enrol(cast["amira"])
    client.force_login(cast["amira"])

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=cast["amira"], type="totp").exists()


@pytest.fixture
def office(client, settings, cast):
    """A browser in which Priya, the administrator, sits."""
    settings.DEMONSTRATION = True
    client.force_login(cast["priya"])
    return client


def test_an_administrator_invites_and_gives_roles(office):
    answer = office.post(
        reverse("invite"), {"name": "New Starter", "email": "New.Starter@portsmouth.example"}
    )
    starter = User.objects.get(email="new.starter@portsmouth.example")
    office.post(answer.url, {"role": "requests:Information officer", "team": "", "ceiling": "20"})

    assert starter.is_staff
    assert Grant.objects.get(user=starter).role == "Information officer"
    assert [change.sentence for change in AccountChange.objects.order_by("pk")] == [
        "was invited to work here",
        "was made Information officer of requests, up to Personal",
    ]


def test_whoever_leaves_is_signed_out_and_has_no_role(office, cast):
    leaver = Client()
    leaver.force_login(cast["amira"])
    assert leaver.get("/letters/").status_code == 200

    office.post(reverse("deactivate", args=[cast["amira"].pk]))

    assert leaver.get("/letters/").status_code == 302
    assert not Grant.objects.filter(user=cast["amira"]).exists()


def test_only_an_administrator_sees_and_changes_people(client, settings, cast):
    settings.DEMONSTRATION = True
    client.force_login(cast["helen"])

    assert client.get("/people/").status_code == 403
    assert client.post(reverse("invite"), {"name": "X", "email": "x@example.org"}).status_code == 403
    assert client.post(reverse("deactivate", args=[cast["amira"].pk])).status_code == 403


def test_the_command_invites_with_roles(cast):
    said = StringIO()

    call_command(
        "invite",
        "new@portsmouth.example",
        "--name",
        "New One",
        "--role",
        "parts:Answering team:Parking",
        stdout=said,
    )

    grant = Grant.objects.get(user__email="new@portsmouth.example")
    assert (grant.service, grant.role, grant.team.name) == ("parts", "Answering team", "Parking")
    with pytest.raises(CommandError, match="has no role “Emperor”"):
        call_command("invite", "new@portsmouth.example", "--role", "requests:Emperor")


def test_the_cast_is_offered_in_a_demonstration_and_nowhere_else(client, settings, cast):
    assert "one of the cast" not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("sign_in_as"), {"email": cast["amira"].email}).status_code == 404

    settings.DEMONSTRATION = True
    assert "Amira Haddad" in client.get(reverse("account_login")).content.decode()
    assert client.get(reverse("sign_in_as")).status_code == 405
    assert client.post(reverse("sign_in_as"), {"email": "somebody@else.example"}).status_code == 404
    answer = client.post(reverse("sign_in_as"), {"email": cast["amira"].email})

    assert (answer.status_code, answer.url) == (303, "/desk/")


def test_too_many_tries_are_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(limits.Limit, "spend", lambda self, who: 300 if self.name == "sign-in" else 0)

    answer = client.post(reverse("account_login"), {"email": "zed@example.org"})

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "Too many tries" in answer.content.decode()


def test_there_are_no_passwords(client, cast):
    for address in ("/accounts/password/reset/", "/accounts/password/change/", "/accounts/password/set/"):
        assert client.get(address).status_code == 404, address


def test_a_key_is_shown_once_and_opens_nothing_once_withdrawn(client, settings, cast):
    settings.DEMONSTRATION = True
    client.force_login(cast["amira"])

    page = client.post(reverse("keys"), {"name": "Export", "scope": "read"}).content.decode()
    text = re.search(r"<code>(gh_\S+)</code>", page)[1]

    key = ApiKey.of_text(text)
    assert (key.user, key.can_write) == (cast["amira"], False)
    assert text not in client.get(reverse("keys")).content.decode()
    client.post(reverse("revoke_key", args=[key.pk]))
    assert ApiKey.of_text(text) is None


def test_nobody_withdraws_somebody_elses_key(client, settings, cast):
    settings.DEMONSTRATION = True
    key, text = ApiKey.make(cast["bill"], "Bill's")
    client.force_login(cast["amira"])

    assert client.post(reverse("revoke_key", args=[key.pk])).status_code == 404
    assert ApiKey.of_text(text) == key
