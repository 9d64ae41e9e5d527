"""The duties over every text of plans, objectives and deliverables: declared once, held by all three."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from guildhall.kernel.clocks.wording import listed
from guildhall.kernel.services import Service
from guildhall.plan.duties.glossary import Names, glossary
from guildhall.plan.duties.laws import misnamed
from guildhall.plan.duties.scope import open_plans, standing
from guildhall.plan.duties.sentences import cut_off, tail
from guildhall.plan.duties.texts import READS, Text
from guildhall.plan.duties.undecided import left_open
from guildhall.plan.service import deliverables, objectives, plans

# What a rule finds in a text: the words it is about, and what is wrong with them.
Rule = Callable[[Text], Iterator[tuple[str, str]]]


def _declare(service: Service, name: str, title: str, settled_by: str, rule: Rule) -> None:
    texts, reads = READS[service.key]

    def judge(record: Any, today: date) -> Iterator[str]:
        found: dict[tuple[str, str], list[str]] = {}
        for text in texts(record):
            for fault in rule(text) if text.words else ():
                found.setdefault(fault, []).append(text.where)
        for (words, wrong), places in found.items():
            yield f"“{words}” ({listed(list(dict.fromkeys(places)))}): {wrong}."

    judge.__name__ = name
    over = open_plans if service is plans else standing
    service.judged(title, settled_by=settled_by, over=over, reads=reads)(judge)


def unfinished(text: Text) -> Iterator[tuple[str, str]]:
    """A text that breaks off."""
    if how := cut_off(text.words, prose=text.prose):
        yield tail(text.words), how


def open_ends(text: Text) -> Iterator[tuple[str, str]]:
    """A text that leaves something open."""
    if words := left_open(text.words):
        quoted = tail(text.words, 14)
        yield quoted, "still to be said" if quoted == words else f"“{words}” is still to be said"


def laws(text: Text) -> Iterator[tuple[str, str]]:
    """A law called by another name than its own."""
    yield from misnamed(text.words, glossary())


def _instead(names: Names) -> Rule:
    def rule(text: Text) -> Iterator[tuple[str, str]]:
        for found, preferred in names.misused(text.words).items():
            yield found, f"the name is “{preferred}”"

    return rule


_RULES: tuple[tuple[str, str, str, Rule], ...] = (
    ("texts_are_finished", "No text ends in mid-sentence", "Write it to its end.", unfinished),
    ("nothing_is_left_open", "Nothing is left to be confirmed",
     "Say what is to be confirmed, or take it out until it can be said.", open_ends),
    ("laws_have_their_names", "Legislation is called by its name",
     "Call it by the name it was enacted under, with its year.", laws),
    ("terms_are_preferred", "One thing is called by one term", "Use the term of the glossary.",
     _instead(glossary().terms)),
    ("places_have_one_name", "A place is called by one name", "Use the name of the glossary.",
     _instead(glossary().places)),
    ("services_have_one_name", "A service is called by one name", "Use the name of the glossary.",
     _instead(glossary().services)),
)  # fmt: skip

for _service in (plans, objectives, deliverables):
    for _name, _title, _settled_by, _rule in _RULES:
        _declare(_service, _name, _title, _settled_by, _rule)
