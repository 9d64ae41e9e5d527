"""A reference resolves to something: a chart, an appendix, a poll, a risk log, a review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guildhall.plan.duties.scope import open_plans, standing
from guildhall.plan.duties.texts import READS, of_deliverable
from guildhall.plan.models import Deliverable, KeyDate, Mention, Plan
from guildhall.plan.service import deliverables, plans
from guildhall.services.risks.models import Risk

AS_PER = re.compile(r"\bas per (?:the )?([\w ’'-]{3,})", re.IGNORECASE)
SEPARATE_LOG = re.compile(r"\bseparate risk (?:log|register)\b", re.IGNORECASE)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower()))


def _headed(plan: Plan, name: str) -> bool:
    """Whether a section that says something has this heading, or one that begins with it."""
    return any(
        _plain(each.title).startswith(_plain(name)) and each.text.strip() for each in plan.sections.all()
    )


def _polled(plan: Plan, name: str) -> bool:
    polls = (each for each in plan.dates.all() if each.kind == KeyDate.Kind.ELECTION)
    return any(_plain(name) in _plain(each.title) for each in polls)


def _undertaken(plan: Plan, name: str) -> bool:
    return any(_plain(name) in _plain(each.title) for each in plan.deliverables.all())


def _logged(plan: Plan, name: str) -> bool:
    return Risk.objects.filter(log__iexact=name).exists()


# By the kind of a mention: what it may resolve to, and what is missing when it does not.
RESOLVES = {
    "section": ((_headed,), "no section of that heading says anything"),
    "figure": ((_headed,), "no such chart or table is there"),
    "appendix": ((_headed,), "no such appendix is there"),
    "poll": ((_polled,), "the plan knows no poll of that name, nor its day"),
    "log": ((_logged,), "there is no such risk log"),
    "review": ((_headed, _undertaken), "the plan neither describes nor undertakes one"),
}


def dangling(mention: Mention, plan: Plan) -> str:
    """What is missing where a mention refers to nothing; empty where it resolves."""
    ways, missing = RESOLVES.get(mention.kind, ((_headed,), "nothing in the plan has that name"))
    return "" if any(way(plan, mention.names) for way in ways) else missing


@plans.judged(
    "A reference resolves to something",
    settled_by="Add what it refers to, by the name it is called there, or take the reference out.",
    over=open_plans,
    reads=("mentions", "sections", "dates", "deliverables"),
    beside=("deliverables", "risks"),
)
def references_resolve(plan: Plan, today: date) -> Iterator[str]:
    """Every mention that refers to nothing."""
    for each in plan.mentions.all():
        if missing := dangling(each, plan):
            words = f" (“{each.words}”, {each.place})" if each.words else f" ({each.place})"
            yield f"{each.names}{words}: {missing}."


def deferred(text: str) -> Iterator[str]:
    """What a text refers its reader to: “As per …” names it."""
    yield from (found.group(1).strip() for found in AS_PER.finditer(text))


@deliverables.judged(
    "A deliverable does not leave to others what it ought to say",
    settled_by="Say it here, or enter the review or the risk log it refers to.",
    over=standing,
    reads=(*READS["deliverables"][1], "plan__sections", "plan__deliverables"),
    beside=("plans", "risks"),
)
def says_it_itself(deliverable: Deliverable, today: date) -> Iterator[str]:
    """“As per” something the plan has not; a separate risk log that nobody keeps."""
    for text in of_deliverable(deliverable):
        for name in deferred(text.words):
            if not _headed(deliverable.plan, name) and not _undertaken(deliverable.plan, name):
                yield f"“{text.words}” ({text.where}): the plan neither describes nor undertakes {name}."
        if SEPARATE_LOG.search(text.words) and not _kept(deliverable, text.words):
            yield f"“{text.words}” ({text.where}): there is no such risk log."


def _kept(deliverable: Deliverable, words: str) -> bool:
    """Whether a log is called as the deliverable is, or as the words have it."""
    logs = {_plain(each) for each in Risk.objects.values_list("log", flat=True).distinct()}
    return _plain(deliverable.title) in logs or any(
        each and each in _plain(words) for each in logs - {"service"}
    )
