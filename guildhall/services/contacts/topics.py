"""Finding a topic by what somebody types: its name, what else people call it, or its LGSL number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from guildhall.kernel.records import Sensitivity, Team
from guildhall.services.contacts.models import System, Topic

LISTED = Path(__file__).with_suffix(".toml")


@cache
def listed() -> list[dict[str, Any]]:
    """The topics a new installation starts with, as its file has them."""
    return list(tomllib.loads(LISTED.read_text(encoding="utf-8"))["topics"])


def matching(typed: str, topics: list[Topic] | None = None) -> list[Topic]:
    """The live topics that fit what was typed: the one meant, where that is plain, else every candidate.

    A whole name or number decides by itself; otherwise every word typed begins a word of the topic's name
    or of what else it is called, and a topic that has them all in its name goes before others.
    """
    asked = " ".join(typed.split()).casefold()
    known = list(Topic.objects.live().order_by("name")) if topics is None else topics
    if exact := [each for each in known if asked in {each.name.casefold(), str(each.lgsl or "")}]:
        return exact if asked else []
    words = _words(asked)
    named = [each for each in known if words and _has(each.name, words)]
    return named or [each for each in known if words and _has(f"{each.name} {each.words}", words)]


def _has(text: str, words: list[str]) -> bool:
    there = _words(text.casefold())
    return all(any(each.startswith(word) for each in there) for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def suggestions(topics: list[Topic]) -> Iterator[tuple[str, str]]:
    """What the browser itself offers while somebody types: each topic, and what else it is called."""
    for each in topics:
        yield each.name, each.words


def bring_in(topics: Any = Topic, systems: Any = None) -> None:
    """Keeps every listed topic and system that is not kept yet; what a council has changed stays as it is."""
    systems = systems or System
    known = {each.name: each for each in topics.objects.all()}
    for told in listed():
        if told["name"] in known:
            continue
        fresh = topics.objects.create(
            name=told["name"],
            lgsl=told.get("lgsl"),
            words=told["words"],
            area=told["area"],
            sensitivity=told.get("sensitivity", Sensitivity.ORDINARY),
        )
        fresh.systems.set([systems.objects.get_or_create(name=name)[0] for name in told["systems"]])


def give_to_teams() -> None:
    """Each listed topic that nobody takes further goes to the team of the listed name, where there is one."""
    teams = {each.name: each for each in Team.objects.all()}
    wanted = {told["name"]: teams.get(told.get("team", "")) for told in listed()}
    for topic in Topic.objects.filter(team=None, name__in=wanted):
        topic.team = wanted[topic.name]
        topic.save(update_fields=["team"])
