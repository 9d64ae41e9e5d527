"""What is known about a topic beside the call: the articles and scripts in use, the script first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.search import containing
from guildhall.services.contacts.models import Article, Topic

MOST = 5


@dataclass(frozen=True)
class Beside:
    """One article as it stands beside the call."""

    title: str
    url: str
    kind: str
    text: str
    overdue_since: date | None
    owner: str

    @property
    def is_script(self) -> bool:
        return self.kind == Article.Kind.SCRIPT


def current(user: Any) -> Any:
    """The articles in use that somebody may read."""
    return Article.objects.filter(stage=Article.Stage.CURRENT).visible_to(user)


def beside(user: Any, typed: str, topics: list[Topic]) -> list[Beside]:
    """By topic where it is plain which, else by the words typed; scripts first, at most five."""
    if len(topics) == 1:
        found = current(user).filter(topics=topics[0])
    elif typed:
        found = containing(current(user), f"{typed}*")
    else:
        return []
    rows = found.select_related("owner").prefetch_related("deadlines").order_by("-kind", "title", "pk")
    today = time.today()
    return [_beside(each, today) for each in rows[:MOST]]


def _beside(article: Article, today: date) -> Beside:
    due = next((each.due_on for each in article.deadlines.all() if each.kind == "review"), None)
    return Beside(
        article.title,
        article.get_absolute_url(),
        article.kind,
        article.text,
        due if due and due < today else None,
        str(article.owner or ""),
    )
