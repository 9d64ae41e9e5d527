"""The answers so far to a form that is asked page by page: in the session, and signed on the page itself.

Should the session have run out, the page brings them back; nothing that was sent is lost.
"""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from guildhall.commons.forms import staging
from guildhall.commons.forms.staging import Staged

LIMIT = 200_000  # characters of all answers together
A_DAY = 24 * 60 * 60
REMEMBERED = 5
OURS = {"csrfmiddlewaretoken", "key", "state", "remove"}


@dataclass
class Answers:
    """What was typed, page by page, as it was sent; `key` is spent by the one sending."""

    key: str = field(default_factory=lambda: secrets.token_hex(16))
    pages: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    files: dict[str, list[Staged]] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest, name: str) -> Self:
        """The session's answers; else those the page brought along, unless they were sent; else none yet."""
        if kept := request.session.get(slot(name)):
            return cls(**kept)
        brought = cls.brought(request, name)
        spent = dict(request.session.get(sent_slot(name), []))
        return brought if brought and brought.key not in spent else cls()

    @classmethod
    def brought(cls, request: HttpRequest, name: str) -> Self | None:
        """The answers signed on the page that was sent, if they are no older than a day."""
        try:
            return cls(**signing.loads(request.POST.get("state", ""), salt=slot(name), max_age=A_DAY))
        except signing.BadSignature:
            return None

    def keep(self, request: HttpRequest, name: str) -> None:
        request.session[slot(name)] = asdict(self)

    def signed(self, name: str) -> str:
        return signing.dumps(asdict(self), salt=slot(name), compress=True)

    def take(self, page: str, posted: QueryDict) -> None:
        """Replaces a page's answers by what was sent."""
        self.pages[page] = {name: posted.getlist(name) for name in posted if name not in OURS}

    def stage(self, files: MultiValueDict[str, Any], names: Iterable[str]) -> None:
        """Keeps the files that were sent, in place of those sent before under the same name."""
        for name in names:
            if sent := files.getlist(name):
                self.remove(name)
                self.files[name] = [staging.stage(file) for file in sent]

    def remove(self, name: str) -> None:
        for staged in self.files.pop(name, []):
            staging.discard(staged)

    def data(self, pages: Iterable[str]) -> QueryDict:
        """The answers of these pages together, as a form takes them."""
        merged = QueryDict(mutable=True)
        for page in pages:
            for name, values in self.pages.get(page, {}).items():
                merged.setlist(name, values)
        return merged

    def uploads(self) -> MultiValueDict[str, Any]:
        """The files as a form takes them; one whose day is over is missing, and will be asked for again."""
        opened = {name: [staging.unstage(each) for each in kept] for name, kept in self.files.items()}
        return MultiValueDict({name: files for name, files in opened.items() if all(files)})

    @property
    def length(self) -> int:
        return sum(len(text) for page in self.pages.values() for texts in page.values() for text in texts)

    def finish(self, request: HttpRequest, name: str, url: str) -> None:
        """Forgets the answers and their files, and remembers where the key led, for a form sent twice."""
        for field_name in list(self.files):
            self.remove(field_name)
        request.session.pop(slot(name), None)
        sent = [*request.session.get(sent_slot(name), []), [self.key, url]]
        request.session[sent_slot(name)] = sent[-REMEMBERED:]


def already_sent(request: HttpRequest, name: str) -> str | None:
    """Where a key that is already spent has led."""
    sent = dict(request.session.get(sent_slot(name), []))
    return sent.get(request.POST.get("key", ""))


def slot(name: str) -> str:
    return f"journey.{name}"


def sent_slot(name: str) -> str:
    return f"journey.{name}.sent"
