"""Every address, opened by everybody: a page for nobody in particular does not exist, and no wall leaks.

Each view declares whom it is for (`guildhall.kernel.pages.audience`), or the package it comes from does in
`tests/architecture/walk.py`. A new address that says nothing, or that nobody says how to walk, fails here.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.test import Client

from guildhall.kernel import time
from guildhall.kernel.pages.audience import Audience
from tests.architecture import walk

SIGN_IN = re.compile(r"^/accounts/login/\?next=")
# Enrolling, leaving, and what every page is dressed in: all that staff without a second factor have.
FREE = ("/accounts/2fa/", "/accounts/reauthenticate/", "/theme.css", "/icon.svg")
# Signing out is the one thing that ends the walk itself.
LEFT_OUT = {"/accounts/logout/"}


@pytest.fixture
def world(cast):
    for player in walk.STAFF:
        Authenticator.objects.create(user=cast[player], type=Authenticator.Type.TOTP, data={})
    world = walk.build(cast)
    with time.pretend(walk.TODAY):
        yield world


def browser_of(player, world):
    client = Client(raise_request_exception=False)
    if player != "stranger":
        client.force_login(world.cast[player], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def visits(world):
    """Every address and every path of it."""
    for address in walk.addresses():
        for path in walk.paths(address, world):
            if path.path not in LEFT_OUT:
                yield address, path


def body(response):
    content = b"".join(response) if response.streaming else response.content
    return content.decode(errors="replace")


def test_every_address_says_whom_it_is_for():
    silent = [address.route for address in walk.addresses() if address.audience is None]

    assert not silent, f"Declare an audience on the views of {silent}."


def test_every_address_with_parts_to_fill_in_is_walked():
    known = walk.SAMPLES.keys()
    unknown = [each.route for each in walk.addresses() if "<" in each.route and each.route not in known]

    assert not unknown, f"Say in walk.SAMPLES how to walk {unknown}."


# Whom PostgreSQL walks too: the rest ask it the same questions, only with other grants.
ON_BOTH = {"stranger", "jo", "amira", "ines"}


def on_both_or_one(player):
    return player if player in ON_BOTH else pytest.param(player, marks=pytest.mark.once)


@pytest.mark.parametrize("player", [on_both_or_one(each) for each in walk.EVERYBODY])
def test_every_address_opens_to_its_audience_leaks_nothing_and_breaks_nowhere(world, player):
    client = browser_of(player, world)
    hidden = {canary for canary, readers in walk.SEES.items() if player not in readers}
    wrong = []
    for address, path in visits(world):
        for method in (client.get, client.post):
            with transaction.atomic():  # what one visit changes, the next does not find
                response = method(path.path)
                shown = body(response)
                transaction.set_rollback(True)
            visit = f"{response.request['REQUEST_METHOD']} {path.path} ({response.status_code})"
            wrong += [f"{visit} shows {canary}" for canary in hidden - path.opens if canary in shown]
            if response.status_code >= 500:
                wrong.append(f"{visit} breaks")
            if not admitted(player, address.audience) and not turned_away(player, response):
                wrong.append(f"{visit} is open to {player}")

    assert not wrong, "\n".join(wrong)


def admitted(player, audience):
    if audience is Audience.STAFF:
        return player in walk.STAFF
    return audience is Audience.ANYONE or player != "stranger"


def turned_away(player, response):
    """A stranger is asked to sign in; a resident is told that the page is not for them."""
    if player == "stranger":
        return response.status_code == 302 and bool(SIGN_IN.match(response.headers["Location"]))
    return response.status_code in {403, 404, 405}


def test_a_record_one_may_not_see_answers_as_one_that_is_not_there(world):
    for player in sorted(walk.STAFF):
        client = browser_of(player, world)
        for canary, record in world.records.items():
            status = client.get(record.get_absolute_url()).status_code

            assert status == (200 if player in walk.SEES[canary] else 404), f"{player} and {canary}"


def test_the_canaries_sing_where_they_may(world):
    """Without this a walk that opened nothing would prove everything."""
    ines = browser_of("ines", world)
    shown = "".join(body(ines.get(f"/search/?q={walk.EVERYWHERE}&page={page}")) for page in (1, 2, 3))
    # A contact is no record: it is read on its own page.
    shown += "".join(body(ines.get(each.get_absolute_url())) for each in world.contacts.values())

    # Nor is what somebody offers to the complaints team: it waits in a list.
    shown += body(browser_of("cora", world).get("/complaints/offered/"))
    # A home address stands on the member's own page only, a claim on that of its year, and so on.
    for canary in (
        "CANARYHOME",
        "CANARYCLAIM",
        "CANARYCHANGE",
        "CANARYDRAFT",
        "CANARYVACANT",
        "CANARYBRIEFING",
    ):
        shown += body(ines.get(world.records[canary].get_absolute_url()))

    assert [canary for canary in walk.SEES if canary not in shown] == []
    assert "Published zanzibar" in body(browser_of("stranger", world).get("/disclosures/"))


def test_staff_without_a_second_factor_get_nowhere(world):
    client = browser_of("amira", world)
    Authenticator.objects.all().delete()
    for _, path in visits(world):
        if not path.path.startswith(FREE):
            response = client.get(path.path)

            assert response.status_code == 302, path.path
            assert response.headers["Location"] == "/accounts/2fa/totp/activate/", path.path
