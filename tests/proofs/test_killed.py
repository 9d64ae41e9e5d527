"""`kill -9` in a burst: whatever was acknowledged is there, and no letter is lost or sent twice."""

from __future__ import annotations

import secrets
import threading
import time
from http.client import HTTPException

import pytest

from tests.proofs.installation import Person, installed
from tests.proofs.stubs import MailServer, Notify

pytestmark = [pytest.mark.proof, pytest.mark.django_db]

REQUESTS = 60
OFFICERS = 6
QUESTION = "Which winters do you mean, and which roads?"


@pytest.fixture
def notify():
    with Notify().running() as stub:
        yield stub


@pytest.fixture
def mail():
    with MailServer().running() as stub:
        yield stub


@pytest.fixture
def by_notify(tmp_path, notify):
    """An installation whose letters leave through Notify."""
    key = "proof-" + "-".join(["00000000-0000-4000-8000-000000000000"] * 2)
    with installed(
        tmp_path / "data",
        GUILDHALL_LETTERS="notify",
        NOTIFY_API_KEY=key,
        NOTIFY_BASE_URL=notify.url,
        NOTIFY_EMAIL_TEMPLATE="00000000-0000-4000-8000-000000000000",
    ) as installation:
        yield installation


@pytest.fixture
def by_mail(tmp_path, mail):
    """An installation whose letters leave through a mail server."""
    with installed(
        tmp_path / "data",
        GUILDHALL_LETTERS="email",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(mail.port),
        GUILDHALL_FROM="information@portsmouth.example",
    ) as installation:
        yield installation


class Burst:
    """Officers who ask for clarification as fast as they can, until they are done or the server is gone."""

    def __init__(self, port, cookie, references):
        self.acknowledged, self.tried, self.refused = [], [], []
        self._waiting, self._lock = list(references), threading.Lock()
        self.threads = [threading.Thread(target=self._officer, args=(port, cookie)) for _ in range(OFFICERS)]
        for thread in self.threads:
            thread.start()

    def _officer(self, port, cookie):
        with Person(port, cookie) as person:
            while reference := self._next():
                key = secrets.token_urlsafe(24)
                self.tried.append(key)
                fields = {"question": QUESTION, "submission": key, "shown-version": 1}
                try:
                    reply = person.post(f"/records/{reference}/ask_to_clarify/", **fields)
                except (OSError, HTTPException):
                    return
                (self.acknowledged if reply.status == 303 else self.refused).append((key, reply.status))

    def _next(self):
        with self._lock:
            return self._waiting.pop() if self._waiting else None

    def wait_for(self, how_many):
        """Until that many are acknowledged."""
        until = time.monotonic() + 60
        while len(self.acknowledged) < how_many:
            assert time.monotonic() < until, f"{self.acknowledged} {self.refused}"
            time.sleep(0.01)

    def end(self):
        for thread in self.threads:
            thread.join(60)


def wait_until(true, what):
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, f"Not within a minute: {what}"
        time.sleep(0.05)


def settled(installation):
    return all(letter["state"] == "sent" for letter in installation.ask("letters"))


def test_a_killed_server_and_worker_lose_nothing_that_was_acknowledged(by_notify, notify):
    cookie, references = by_notify.ask("cast")["amira"], by_notify.ask("requests", REQUESTS)
    with by_notify.serving() as server, by_notify.working() as worker:
        burst = Burst(server.port, cookie, references)
        burst.wait_for(REQUESTS // 3)
        server.kill()
        worker.kill()
        burst.end()
    assert not burst.refused
    assert REQUESTS // 3 <= len(burst.acknowledged) < REQUESTS, "killed in the middle"

    by_notify.ask("recover")
    with by_notify.serving(), by_notify.working():
        by_notify.ask("a_day_later")
        wait_until(lambda: settled(by_notify), "every letter is sent")

    done = by_notify.ask("submissions")
    assert {key for key, _ in burst.acknowledged} <= done.keys() <= set(burst.tried)
    assert by_notify.ask("letterless") == 0
    letters = by_notify.ask("letters")
    assert len(letters) == REQUESTS + len(done)
    assert {letter["key"]: 1 for letter in letters} == dict(notify.sent), "each went once, and nothing else"
    assert "all whole" in by_notify.guildhall("verify").stdout


def test_what_the_worker_was_sending_when_it_was_killed_is_looked_up_at_notify(by_notify, notify):
    by_notify.ask("requests", 5)
    notify.silent.set()
    with by_notify.working() as worker:
        assert notify.taken_in_silence.wait(60), "nothing was sent"
        worker.kill()
    notify.silent.clear()
    notify.let_go.set()
    (in_doubt,) = [letter["key"] for letter in by_notify.ask("letters") if letter["row"] == "sending"]
    assert notify.sent[in_doubt] == 1

    by_notify.ask("recover")
    by_notify.ask("a_day_later")

    assert notify.asked[in_doubt] == 1
    assert set(notify.sent.values()) == {1}
    assert settled(by_notify)


def test_what_never_reached_notify_is_sent_again(by_notify, notify):
    """The worker died between its claim and the sending: Notify knows nothing, so nothing was sent."""
    by_notify.ask("requests", 1)
    by_notify.ask("claim_and_die")

    by_notify.ask("recover")
    by_notify.ask("a_day_later")

    assert sum(notify.asked.values()) == 1
    assert list(notify.sent.values()) == [1]
    assert settled(by_notify)


def test_a_connection_to_notify_that_breaks_after_it_took_the_letter_sends_no_second_one(by_notify, notify):
    by_notify.ask("requests", 1)
    notify.silent.set()
    notify.let_go.set()

    by_notify.ask("a_day_later")
    notify.silent.clear()
    by_notify.ask("a_day_later")

    assert list(notify.sent.values()) == [1]
    assert sum(notify.asked.values()) >= 1
    assert settled(by_notify)


def test_mail_cut_short_is_shown_to_a_person_and_not_sent_again(by_mail, mail):
    cookie, (reference,) = by_mail.ask("cast")["amira"], by_mail.ask("requests", 1)
    mail.dies.set()
    by_mail.ask("a_day_later")
    mail.dies.clear()

    by_mail.ask("recover")
    by_mail.ask("a_day_later")

    assert list(mail.begun.values()) == [1]
    (letter,) = by_mail.ask("letters")
    assert letter["state"] == "uncertain"
    with by_mail.serving() as server, Person(server.port, cookie) as amira:
        shown = amira.get("/letters/in_doubt/").body
    assert reference in shown
    assert "Nobody knows whether it went" in shown


def test_a_worker_killed_while_the_mail_server_reads_leaves_the_letter_to_a_person(by_mail, mail):
    by_mail.ask("requests", 1)
    by_mail.ask("claim_and_die")

    by_mail.ask("recover")
    by_mail.ask("a_day_later")

    assert not mail.begun
    assert [letter["state"] for letter in by_mail.ask("letters")] == ["uncertain"]


def test_a_mail_server_that_is_away_is_tried_again(by_mail, mail):
    away = {"EMAIL_PORT": "1"}
    by_mail.ask("requests", 1)
    here, by_mail.environment = by_mail.environment, {**by_mail.environment, **away}
    by_mail.ask("a_day_later")
    assert [letter["row"] for letter in by_mail.ask("letters")] == ["queued"]

    by_mail.environment = here
    by_mail.ask("a_day_later")

    assert list(mail.taken.values()) == [1]
    assert settled(by_mail)
