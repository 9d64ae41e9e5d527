"""How often somebody may knock is counted for all workers together."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse

from guildhall.kernel import limits, time
from guildhall.kernel.limits import Limit, Tally

pytestmark = pytest.mark.django_db
THREE = Limit("test", 3, 60)


def test_the_fourth_knock_is_asked_to_wait():
    assert [THREE.spend("jo") for _ in range(3)] == [0, 0, 0]
    assert 0 < THREE.spend("jo") <= 60
    assert THREE.spend("sam") == 0


def test_the_next_window_begins_anew(monkeypatch):
    now = time.real_now()
    for _ in range(4):
        THREE.spend("jo")
    monkeypatch.setattr(time, "real_now", lambda: now + timedelta(seconds=60))

    assert THREE.spend("jo") == 0


def test_a_pretended_day_does_not_open_the_door():
    for _ in range(3):
        THREE.spend("jo")
    with time.pretend(date(2018, 3, 31)):
        assert THREE.spend("jo") > 0


def test_no_address_is_kept():
    THREE.spend("address:192.0.2.7")

    assert "192.0.2.7" not in str(Tally.objects.values().get())


def test_windows_that_ended_are_forgotten(monkeypatch):
    THREE.spend("jo")
    now = time.real_now()
    monkeypatch.setattr(time, "real_now", lambda: now + timedelta(hours=1))

    assert limits.prune() == 1


def test_the_page_says_when_to_try_again(rf):
    @limits.limited(Limit("page", 1, 60))
    def view(request):
        return HttpResponse("done")

    first, second = view(rf.post("/")), view(rf.post("/"))

    assert (first.status_code, second.status_code) == (200, 429)
    assert view(rf.get("/")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted():
    start, answers = threading.Barrier(8), []

    def knock():
        start.wait()
        answers.append(THREE.spend("jo"))
        connection.close()

    threads = [threading.Thread(target=knock) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sum(answer == 0 for answer in answers) == 3
    assert Tally.objects.get().count == 8


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.7"})
    assert limits.who(request) == "address:127.0.0.1"

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert limits.who(request) == "address:192.0.2.7"
