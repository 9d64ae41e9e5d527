"""GOV.UK Notify as the tests need it: the same paths and answers, on loopback, and it can lose its tongue."""

from __future__ import annotations

import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

KEY = f"tests-{uuid.UUID(int=1)}-{uuid.UUID(int=2)}"


class StandInForNotify:
    """Takes e-mails and remembers them by reference. `mood` is how it answers the next ones."""

    def __init__(self):
        self.taken: list[dict] = []
        self.mood = "well"
        handler = type("Handler", (_Handler,), {"notify": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def references(self):
        return [each["reference"] for each in self.taken]


class _Handler(BaseHTTPRequestHandler):
    notify: StandInForNotify

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.notify.mood == "refuses":
            self.answer(
                400,
                {"status_code": 400, "errors": [{"error": "BadRequestError", "message": "Not in your list"}]},
            )
            return
        self.notify.taken.append(asked)
        if self.notify.mood == "falls silent":  # it took the e-mail, and nobody hears of it
            self.close_connection = True
            return
        self.answer(201, {"id": str(uuid.uuid4()), "reference": asked["reference"]})

    def do_GET(self):
        reference = parse_qs(urlparse(self.path).query)["reference"][0]
        found = [each for each in self.notify.taken if each["reference"] == reference]
        self.answer(200, {"notifications": found, "links": {}})

    def answer(self, status, body):
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *args):
        """Says nothing: the test looks at what was taken."""
