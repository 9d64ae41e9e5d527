"""The ways a letter leaves: to the console, by e-mail, or through GOV.UK Notify."""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from guildhall.commons.letters.inert import readable
from guildhall.commons.letters.writing import as_page
from guildhall.kernel.outbox import Undelivered

logger = logging.getLogger("guildhall.letters")


class Sendable(Protocol):
    """What can leave by e-mail: a letter, or a message that is kept with something else."""

    @property
    def key(self) -> str: ...
    @property
    def to_name(self) -> str: ...
    @property
    def to_address(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def markdown(self) -> str: ...
    @property
    def page(self) -> SafeString: ...


@dataclass(frozen=True)
class Message:
    """An e-mail that is no letter on a record: it is kept, if at all, by whoever sends it.

    `headers` are those of the mail itself, such as the one-click List-Unsubscribe (RFC 8058).
    """

    key: str
    to_name: str
    to_address: str
    subject: str
    markdown: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def page(self) -> SafeString:
        return mark_safe(as_page(self.markdown))  # noqa: S308  cleaned there


class Adapter(Protocol):
    """One way out. What raises Undelivered certainly did not go; other errors are doubt."""

    def send(self, letter: Sendable) -> None: ...

    def arrived(self, key: str) -> bool | None: ...

    def texts(self) -> bool:
        """Whether a text message can leave this way."""

    def send_text(self, to: str, text: str, *, key: str) -> None: ...


class Console:
    """Says in one line that a letter would have gone: for a laptop, a test, a demonstration."""

    def send(self, letter: Sendable) -> None:
        logger.info("Letter %s to %s: %s", letter.key, letter.to_name, letter.subject)

    def arrived(self, key: str) -> bool | None:
        return False

    def texts(self) -> bool:
        return True

    def send_text(self, to: str, text: str, *, key: str) -> None:
        logger.info("Text message %s: %s", key, text)


class Email:
    """Through a mail server. It cannot be asked what became of a message, so doubt is shown to a person."""

    def send(self, letter: Sendable) -> None:
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

    def arrived(self, key: str) -> bool | None:
        return None

    def texts(self) -> bool:
        return False

    def send_text(self, to: str, text: str, *, key: str) -> None:
        raise Undelivered("A mail server carries no text messages.")


def _message(letter: Sendable, connection: Any) -> EmailMultiAlternatives:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    # The same key makes the same Message-ID, so that a mailbox knows a second copy for what it is.
    headers = {"Message-ID": f"<{letter.key.replace(':', '.')}@{host}>", "Auto-Submitted": "auto-generated"}
    headers |= getattr(letter, "headers", {})
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

    def send(self, letter: Sendable) -> None:
        with _refusals():
            notify_email(letter.to_address, letter.subject, for_notify(letter.markdown), key=letter.key)

    def arrived(self, key: str) -> bool | None:
        found = client().get_all_notifications(reference=key)
        return bool(found["notifications"])

    def texts(self) -> bool:
        return bool(settings.NOTIFY.get("sms_template"))

    def send_text(self, to: str, text: str, *, key: str) -> None:
        template = settings.NOTIFY["sms_template"]
        with _refusals():
            client().send_sms_notification(to, template, personalisation={"body": text}, reference=key)


@contextmanager
def _refusals() -> Iterator[None]:
    """What Notify refuses certainly did not go."""
    try:
        yield
    except HTTPError as error:
        if error.response is None or error.status_code >= 500:
            raise  # no answer, or a confused one: it may have taken the letter all the same
        raise Undelivered(f"Notify answered {error.status_code}: {error.message}") from error


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
