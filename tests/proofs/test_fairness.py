"""Eight people write while every open record is dated anew: nobody is turned away, nobody waits long."""

from __future__ import annotations

import re
import secrets
import threading
import time

import pytest

from tests.proofs.installation import Person, installed

pytestmark = [pytest.mark.proof, pytest.mark.django_db]

WRITERS, NOTES = 8, 12
FILLED = 20_000  # one in twenty is open
# Seconds. SQLite has one writer at a time, and whoever loses the draw sleeps before trying again.
LONGEST_WAIT = 10.0


class Writer:
    """Somebody who reads a record and writes a note on it, again and again."""

    def __init__(self, port, cookie, references):
        self.person, self.references = Person(port, cookie), references
        self.waits, self.told, self.wrong = [], 0, []
        self.thread = threading.Thread(target=self.write)
        self.thread.start()

    def write(self):
        with self.person:
            for reference in self.references:
                path = f"/records/{reference}/note/"
                while not self.done(path, version(self.person.get(path).body)):
                    self.told += 1

    def done(self, path, shown):
        """False when somebody else, here the calendar, was first: then it is read and written again."""
        key, began = secrets.token_urlsafe(24), time.monotonic()
        reply = self.person.post(path, note="Rang back.", submission=key, **{"shown-version": shown})
        self.waits.append(time.monotonic() - began)
        if reply.status not in {303, 409}:
            self.wrong.append((path, reply.status, reply.body[-500:]))
        return reply.status != 409


def version(page):
    return re.search(r'name="shown-version" value="(\d+)"', page)[1]


def test_eight_writers_and_a_change_of_the_calendar_all_have_their_turn(tmp_path, capsys):
    with installed(tmp_path / "data") as installation:
        installation.ask("fill", FILLED)
        known = installation.ask("prepare")
        redated = []
        with installation.serving() as server:
            redating = threading.Thread(target=lambda: redated.append(installation.ask("redate")))
            redating.start()
            writers = [
                Writer(server.port, known["cookies"][n], known["records"][n * NOTES : (n + 1) * NOTES])
                for n in range(WRITERS)
            ]
            for writer in writers:
                writer.thread.join(300)
            redating.join(300)

        assert [wrong for writer in writers for wrong in writer.wrong] == []
        assert redated[0]["looked_at"] == FILLED // 20
        waits = sorted(wait for writer in writers for wait in writer.waits)
        assert len(waits) >= WRITERS * NOTES
        with capsys.disabled():
            half = waits[len(waits) // 2]
            print(f"\nLongest wait of {len(waits)} notes: {waits[-1]:.2f} s; half had {half:.3f} s")  # noqa: T201
        assert waits[-1] < LONGEST_WAIT
        assert installation.guildhall("verify").returncode == 0


def test_of_two_officers_on_one_record_one_succeeds_and_the_other_keeps_what_they_wrote(tmp_path):
    with installed(tmp_path / "data") as installation:
        cookies, references = installation.ask("cast"), installation.ask("requests", 10)
        with installation.serving() as server:
            for reference in references:
                replies = at_once(server.port, cookies, reference)
                assert sorted(replies) == [303, 409], reference
                assert "Somebody changed this while you were writing" in replies[409]
                assert "Ringing them on" in replies[409]
        assert len(installation.ask("submissions")) == len(references)
        assert installation.guildhall("verify").returncode == 0


def at_once(port, cookies, reference):
    """Two officers open the same form, and send it in the same moment; status → page."""
    path, replies, start = f"/records/{reference}/note/", {}, threading.Barrier(2)

    def officer(key):
        with Person(port, cookies[key]) as person:
            shown = version(person.get(path).body)
            start.wait(60)
            note = {"note": f"Ringing them on Monday: {key}.", "submission": secrets.token_urlsafe(24)}
            reply = person.post(path, **note, **{"shown-version": shown})
        replies[reply.status] = reply.body

    threads = [threading.Thread(target=officer, args=(key,)) for key in ("amira", "bill")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return replies
