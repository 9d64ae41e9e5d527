"""The handbook's pages that look across every service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from guildhall.kernel.clocks import Rule
from guildhall.kernel.handbook.clocks import law_row, laws, together
from guildhall.kernel.handbook.markdown import code, listed, sections, sentence, table
from guildhall.kernel.handbook.service_page import blanked
from guildhall.kernel.retention import said
from guildhall.kernel.schedule import Job, jobs
from guildhall.kernel.services import Service
from guildhall.kernel.verbs import STANDARD

WORDS = (
    ("Record", "Anything the council answers for: a request, a review, a part of an answer, a grant."),
    ("Stage", "Where a record stands."),
    ("Action", "A verb, done by somebody who may; it moves the stage, sends the letter and leaves an event."),
    ("Event", "What was done, by whom, when in law and when in fact, and what changed. Never altered."),
    ("Link", "A dated relation between two records, such as a review of a request."),
    ("Party", "A person or an organisation, and how to reach them."),
    ("Clock", "A rule of law that says when something is due, and why, step by step."),
    ("Deadline", "What one clock says of one record: due, met, late, or waiting for somebody else."),
    ("Gate", "Whether this person may do this now: yes, or a sentence why not."),
    ("Duty", "What must be true of the records."),
    ("Finding", "A record for which a duty is not true, until it is put right."),
    ("Exception", "A finding somebody answers for: who, why, and until when."),
    ("Measure", "A question over a period, answered with the records themselves."),
    ("Sample", "A figure that comes from outside, with its source."),
    ("Publication", "What the public may see of a record, and from when."),
    ("Retention", "How long a record is kept, counted from what, and what is blanked then."),
    ("Grant", "A role given to a person in a service, perhaps in one team, up to a sensitivity, for a time."),
    ("Service", "One declaration of one kind of work: all of the above for it."),
)  # fmt: skip


def index(services: Sequence[Service]) -> str:
    return sections(
        "# Handbook",
        "How each service works: its lifecycle, who may do what, what the law gives it, what it forgets and "
        "what it publishes. Every page is written from the declarations by `guildhall handbook`.",
        "## Services",
        table(["service", "what it is", "stages", "verbs", "duties", "measures"], map(_numbers, services)),
        "## Across the services",
        "\n".join(f"- [{title}]({path}): {what}" for title, path, what in OVERVIEWS),
    )


def _numbers(service: Service) -> Sequence[Any]:
    parts = (service.stages, service.actions, service.duties, service.measures)
    return f"[{service.name}](services/{service.key}.md)", service.about, *map(len, parts)


OVERVIEWS = (
    ("Words", "words.md", "what we mean by record, action, clock, duty and the rest"),
    ("Roles", "roles.md", "every role and what it may do"),
    ("Retention schedule", "retention.md", "how long everything is kept, and what is blanked then"),
    ("Duties", "duties.md", "what must be true of the records, and the law that says so"),
    ("Measures", "measures.md", "every question the records answer, with its unit"),
    ("Laws of time", "laws-of-time.md", "every statutory clock, by the date it came into force"),
    ("The daily round", "daily-round.md", "what the system does by itself"),
)


def words() -> str:
    rows = ((f"**{word}**", meaning) for word, meaning in WORDS)
    return sections(
        "# Words",
        "The same words stand in the code, on the screen and here.",
        table(["word", "meaning"], rows),
    )


def roles(services: Sequence[Service]) -> str:
    everywhere = sorted({role for each in services for role in each.roles})
    return sections(
        "# Roles",
        "A person has a role in a service, perhaps in one team of it, up to a sensitivity and for a time. "
        "Without a role nothing can be read or done.",
        *(_role(services, role) for role in everywhere),
    )


def _role(services: Sequence[Service], role: str) -> str:
    return sections(f"## {role}", table(["in", "may"], _role_rows(services, role)))


def _role_rows(services: Sequence[Service], role: str) -> Iterator[tuple[str, str]]:
    for each in services:
        if role in each.roles:
            own_first = sorted(each.actions.values(), key=lambda action: action.name in STANDARD)
            verbs = [action.label for action in own_first if action.name in each.roles[role]]
            yield each.name, "; ".join(verbs) or "read, and no more"


def retention(services: Sequence[Service]) -> str:
    rows = [row for each in services for row in _retention_rows(each)]
    return sections(
        "# Retention schedule",
        "What has had its time is blanked, in the record and in everything kept about it; a certificate "
        "stays. Nothing on legal hold is forgotten (FOIA s.77).",
        table(["service", "what", "rule", "blanked then", "because"], rows),
    )


def _retention_rows(service: Service) -> Iterator[Sequence[str]]:
    keeps = service.keeps
    yield service.name, "records", said(keeps), listed(blanked(service, keeps)), keeps.because
    for facts in service.facts:
        gone = listed(map(_words, facts.blanks or facts.keeps.blanks)) or "removed"
        name = str(facts.model._meta.verbose_name_plural)
        yield service.name, name, said(facts.keeps), gone, facts.keeps.because


def _words(name: str) -> str:
    return name.replace("_", " ")


def duties(services: Sequence[Service]) -> str:
    rows = (
        (each.service.name, each.title, each.law, each.settled_by, code(each.key))
        for service in services
        for each in service.duties.values()
    )
    return sections(
        "# Duties",
        "What must be true. Where it is not there is a finding: ask `guildhall findings`.",
        table(["service", "duty", "law", "what settles it", "key"], rows),
    )


def measures(services: Sequence[Service]) -> str:
    rows = (
        (
            each.service.name,
            each.name,
            each.unit,
            each.better or "neither",
            sentence(each.about),
            code(each.key),
        )
        for service in services
        for each in service.measures.values()
    )
    return sections(
        "# Measures",
        "Each can be opened to the records behind it. “Better” says which way is good.",
        table(["service", "measure", "unit", "better", "what it is", "key"], rows),
    )


def laws_of_time() -> str:
    return sections(
        "# Laws of time",
        "A record is judged by the law of the day it was received. Each law below is listed by the day it "
        "came into force, newest first.",
        *(_law(title, rules) for title, rules in laws()),
    )


def _law(title: str, rules: list[Rule]) -> str:
    heads = ["key", "in force from", "time", "what stops or restarts it", "law"]
    rows = [law_row(first, last) for first, last in together(rules)]
    return sections(f"## {title}", f"{rules[0].owes} is what is due.", table(heads, rows))


def daily_round() -> str:
    by_name = sorted(jobs.values(), key=lambda job: job.name)
    return sections(
        "# The daily round",
        "What the system does by itself, once, however many workers there are.",
        table(
            ["what", "when", "what for"],
            ((_words(job.name).capitalize(), _when(job), sentence(job.about)) for job in by_name),
        ),
    )


def _when(job: Job) -> str:
    return f"once a day, from {job.at:%H:%M}" if job.daily else "about once a minute"
