"""Deny by default: what is seen and done comes from a grant, or from its being one's own."""

from datetime import date

import pytest

from guildhall.commons.accounts.models import User
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM, Grant
from guildhall.kernel.records import Record, Sensitivity, Team
from guildhall.services.requests import actions


@pytest.fixture
def request_of_jo(cast):
    return actions.ask(by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo.castle@example.org")


def seen_by(user):
    fresh = User.objects.get(pk=user.pk) if user else None
    return Record.objects.visible_to(fresh).exists()


def test_a_stranger_sees_nothing(request_of_jo):
    assert not seen_by(None)


def test_staff_without_a_grant_see_nothing(request_of_jo):
    assert not seen_by(User.objects.create_user("new.starter@portsmouth.example", is_staff=True))


def test_an_officer_sees_the_requests(request_of_jo, cast):
    assert seen_by(cast["amira"])


def test_a_grant_reaches_up_to_its_ceiling(request_of_jo, cast):
    Record.objects.update(sensitivity=Sensitivity.RESTRICTED)

    assert not seen_by(cast["amira"])
    assert seen_by(cast["ines"])


def test_a_grant_within_a_team_reaches_that_team_only(request_of_jo):
    parking, housing = Team.objects.get(name="Parking"), Team.objects.get(name="Housing")
    warden = User.objects.create_user("warden@portsmouth.example", is_staff=True)
    Grant.objects.create(user=warden, service="requests", role="Information officer", team=parking)
    Record.objects.update(team=housing)
    assert not seen_by(warden)

    Record.objects.update(team=parking)
    assert seen_by(warden)


def test_a_grant_that_has_ended_reaches_nothing(request_of_jo, cast):
    Grant.objects.filter(user=cast["amira"]).update(ends_on=date(2026, 3, 31))

    with time.pretend(date(2026, 3, 31)):
        assert seen_by(cast["amira"])
    with time.pretend(date(2026, 4, 1)):
        assert not seen_by(cast["amira"])


def test_a_resident_sees_their_own_and_nobody_elses(request_of_jo, cast):
    assert seen_by(cast["jo"])
    assert not seen_by(cast["sam"])


def test_someone_who_has_left_sees_nothing(request_of_jo, cast):
    User.objects.filter(pk=cast["amira"].pk).update(is_active=False)

    assert not seen_by(cast["amira"])
