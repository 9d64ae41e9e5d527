"""The outside, small: Notify and a mail server on loopback, which can fail where it hurts most."""

from __future__ import annotations

import json
import socketserver
import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Notify:
    """What Notify holds: each message by its reference, and how often anybody asked about one.

    While `silent` is set a message is taken and the answer never comes, as when a connection breaks.
    """

    def __init__(self) -> None:
        self.sent: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.silent = threading.Event()
        self.taken_in_silence = threading.Event()
        self.let_go = threading.Event()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Iterator[Notify]:
        stub = self

        class Handler(_NotifyHandler):
            notify = stub

        with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
            self.port = server.server_address[1]
            yield self
            self.let_go.set()


class _NotifyHandler(BaseHTTPRequestHandler):
    """The two calls of Notify's API that letters use (docs.notifications.service.gov.uk/rest-api.html)."""

    notify: Notify
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.notify.sent[message["reference"]] += 1
        if self.notify.silent.is_set():
            self.notify.taken_in_silence.set()
            self.notify.let_go.wait(60)
            self.close_connection = True
            return
        self._answer(201, {"id": str(uuid.uuid4()), "reference": message["reference"], "content": {}})

    def do_GET(self) -> None:
        (reference,) = parse_qs(urlsplit(self.path).query)["reference"]
        self.notify.asked[reference] += 1
        known = [{"id": str(uuid.uuid4()), "reference": reference}] * self.notify.sent[reference]
        self._answer(200, {"notifications": known, "links": {}})

    def _answer(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: Any) -> None:
        """Says nothing: the test looks at the counts."""


class MailServer:
    """Takes mail, and keeps each message's Message-ID. While `dies` is set it hangs up mid-message."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.begun: Counter[str] = Counter()
        self.dies = threading.Event()
        self.port = 0

    @contextmanager
    def running(self) -> Iterator[MailServer]:
        stub = self

        class Handler(_MailHandler):
            mail = stub

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        with _serving(Server(("127.0.0.1", 0), Handler)) as server:
            self.port = server.server_address[1]
            yield self


class _MailHandler(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as it takes to be given a message."""

    mail: MailServer

    def handle(self) -> None:
        self._say("220 stub")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"QUIT":
                self._say("221 bye")
                return
            if verb == b"DATA":
                if not self._take():
                    return
            else:
                self._say("250 ok")

    def _take(self) -> bool:
        """Reads the message to its end and says so; when it dies, the end is read and nothing is said."""
        self._say("354 go on")
        name = ""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            if line.lower().startswith(b"message-id:"):
                name = line.partition(b":")[2].strip().decode()
        self.mail.begun[name] += 1
        if self.mail.dies.is_set():
            self.connection.close()
            return False
        self.mail.taken[name] += 1
        self._say("250 taken")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def _serving(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
