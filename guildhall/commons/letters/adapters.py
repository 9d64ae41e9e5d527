"""The ways a letter leaves: to the console, by e-mail, or through GOV.UK Notify."""

from __future__ import annotations

import logging
import re
import smtplib
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from guildhall.commons.letters.inert import readable
from guildhall.commons.letters.models import Letter
from guildhall.kernel.outbox import Undelivered

logger = logging.getLogger("guildhall.letters")


class Adapter(Protocol):
    """One way out. `send` raises Undelivered when the letter certainly did not go; other errors are doubt."""

    def send(self, letter: Letter) -> None: ...

    def arrived(self, letter: Letter) -> bool | None: ...


class Console:
    """Says in one line that a letter would have gone: for a laptop, a test, a demonstration."""

    def send(self, letter: Letter) -> None:
        logger.info("Letter %s to %s: %s", letter.key, letter.to_name, letter.subject)

    def arrived(self, letter: Letter) -> bool | None:
        return False


class Email:
    """Through a mail server. It cannot be asked what became of a message, so doubt is shown to a person."""

    def send(self, letter: Letter) -> None:
        connection = get_connection()
        try:
            connection.open()
        except OSError as error:  # smtplib's own errors are among them
            raise Undelivered(f"The mail server cannot be reached: {error}") from error
        try:
            _message(letter, connection).send()
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            raise Undelivered(f"The mail server refused it: {error}") from error
        finally:
            connection.close()

    def arrived(self, letter: Letter) -> bool | None:
        return None


def _message(letter: Letter, connection: Any) -> EmailMultiAlternatives:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    # The same key makes the same Message-ID, so that a mailbox knows a second copy for what it is.
    headers = {"Message-ID": f"<{letter.key.replace(':', '.')}@{host}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(
        letter.subject,
        readable(letter.markdown),
        to=[letter.to_address],
        headers=headers,
        connection=connection,
    )
    page = render_to_string("letters/email.html", {"letter": letter, "council": settings.COUNCIL})
    message.attach_alternative(page, "text/html")
    return message


class Notify:
    """Through GOV.UK Notify, which knows each message by our reference and can be asked about it."""

    def send(self, letter: Letter) -> None:
        try:
            notify_email(letter.to_address, letter.subject, for_notify(letter.markdown), key=letter.key)
        except HTTPError as error:
            if error.response is None or error.status_code >= 500:
                raise  # no answer, or a confused one: it may have taken the letter all the same
            raise Undelivered(f"Notify answered {error.status_code}: {error.message}") from error

    def arrived(self, letter: Letter) -> bool | None:
        found = client().get_all_notifications(reference=letter.key)
        return bool(found["notifications"])


def notify_email(to: str, subject: str, body: str, *, key: str) -> None:
    """Hands one e-mail to Notify, which knows it by `key` from then on; HTTPError when it takes it not."""
    words = {"subject": subject, "body": body}
    client().send_email_notification(to, settings.NOTIFY["template"], personalisation=words, reference=key)


def client() -> Any:
    """Notify's own client, at the address the settings name: a test stands there too."""
    made: Any = NotificationsAPIClient
    return made(settings.NOTIFY["key"], base_url=settings.NOTIFY["base_url"])


# Notify's Markdown breaks a line where ours does not, and knows fewer escapes.
_WRAP = re.compile(r"(?<=\S)\n(?=[^\s>#*\d|\\-])")
_UNKNOWN_ESCAPE = re.compile(r"\\([<=&:|~])")


def for_notify(markdown: str) -> str:
    """The letter in the Markdown that Notify reads."""
    return _UNKNOWN_ESCAPE.sub(r"\1", _WRAP.sub(" ", markdown))


ADAPTERS: dict[str, type[Adapter]] = {"console": Console, "email": Email, "notify": Notify}


@cache
def _made(name: str) -> Adapter:
    return ADAPTERS[name]()


def chosen() -> Adapter:
    """The way out that the installation names (settings.LETTERS)."""
    return _made(settings.LETTERS)
