"""Keys for programs: shown once, kept as a hash, ended at once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guildhall.commons.accounts import people
from guildhall.commons.accounts.keys import ApiKey
from guildhall.commons.accounts.models import AccountChange
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM

pytestmark = pytest.mark.django_db


def told(*arguments):
    out = StringIO()
    call_command("key", *arguments, stdout=out)
    return out.getvalue()


def test_a_key_is_its_accounts_and_the_text_of_it_is_kept_nowhere(cast):
    key, text = ApiKey.make(cast["amira"], "Telephone system")

    assert ApiKey.of_text(text) == key
    assert ApiKey.of_text(text).user == cast["amira"]
    assert text not in str(list(ApiKey.objects.values()))
    assert not key.can_write


@pytest.mark.parametrize("text", ["", "gh_", "x", "\x00", "é" * 1000, "\ud800"])
def test_other_text_is_no_key(cast, text):
    ApiKey.make(cast["amira"], "Telephone system")

    assert ApiKey.of_text(text) is None


def test_a_key_ends_with_its_time_with_its_account_and_when_it_is_revoked(cast):
    def made(name):
        return ApiKey.make(cast[name], "Telephone system")

    (lapsed, lapsed_text), (_, left_text), (revoked, revoked_text) = (
        made("amira"),
        made("bill"),
        made("rowan"),
    )
    ApiKey.objects.filter(pk=lapsed.pk).update(expires_on=time.real_now().date() - timedelta(days=1))
    people.deactivate(cast["bill"], by=SYSTEM)
    told("revoke", str(revoked.pk))

    assert [ApiKey.of_text(text) for text in (lapsed_text, left_text, revoked_text)] == [None, None, None]


def test_somebody_who_comes_back_does_not_find_their_old_key_alive(cast):
    _, text = ApiKey.make(cast["bill"], "Telephone system")
    people.deactivate(cast["bill"], by=SYSTEM)

    people.invite(cast["bill"].email, "", by=SYSTEM)

    assert ApiKey.of_text(text) is None


def test_the_command_makes_lists_and_ends_keys_and_each_is_logged(cast):
    text = told("make", cast["amira"].email, "Telephone system", "--write").splitlines()[0]
    key = ApiKey.of_text(text)

    assert key.can_write
    assert told("list").startswith(f"{key.pk}. Telephone system of Amira Haddad: read and write, until")
    told("revoke", str(key.pk))
    assert told("list") == ""
    assert list(AccountChange.objects.order_by("pk").values_list("sentence", flat=True)) == [
        "was given the key “Telephone system” to read and write",
        "no longer has the key “Telephone system”",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("make", "nobody@portsmouth.example", "Telephone"),
        ("make", "amira.haddad@portsmouth.example", " "),
        ("make", "amira.haddad@portsmouth.example", "Telephone", "--days", "0"),
        ("revoke", "999"),
    ],
)
def test_what_cannot_be_is_said(cast, arguments):
    with pytest.raises(CommandError):
        told(*arguments)
