"""What the contents list promises is there, under the same heading, and says something."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from guildhall.plan.duties.scope import open_plans
from guildhall.plan.models import ContentsLine, Plan, Section
from guildhall.plan.service import plans

# How like two headings are, from 0 to 1, that are taken to mean the same section.
LIKE = 0.6


def _plain(title: str) -> str:
    return " ".join(title.lower().split())


def section_of(line: ContentsLine, sections: list[Section]) -> Section | None:
    """The section a line of the contents means: of that title, on that page, or of the title most like it."""
    for section in sections:
        if _plain(section.title) == _plain(line.title):
            return section
    here = [each for each in sections if line.page and each.page == line.page]
    if here:
        return here[0]
    titles = {_plain(each.title): each for each in sections if not (line.page and each.page)}
    found = difflib.get_close_matches(_plain(line.title), titles, n=1, cutoff=LIKE)
    return titles[found[0]] if found else None


@plans.judged(
    "Nothing promised in the contents is missing",
    settled_by="Write the section, or take it out of the contents.",
    over=open_plans,
    reads=("contents", "sections"),
)
def contents_are_there(plan: Plan, today: date) -> Iterator[str]:
    """Each line of the contents that no section answers to."""
    sections = list(plan.sections.all())
    for line in plan.contents.all():
        if section_of(line, sections) is None:
            page = f" on page {line.page}" if line.page else ""
            yield f"The contents promise “{line.title}”{page}; there is no such section."


@plans.judged(
    "The contents say what the headings say",
    settled_by="Give the section and its line in the contents one title.",
    over=open_plans,
    reads=("contents", "sections"),
)
def contents_are_headings(plan: Plan, today: date) -> Iterator[str]:
    """Each line worded otherwise than its section."""
    sections = list(plan.sections.all())
    for line in plan.contents.all():
        section = section_of(line, sections)
        if section and _plain(section.title) != _plain(line.title):
            yield f"The contents say “{line.title}”; the heading is “{section.title}”."


@plans.judged(
    "Every section says something",
    settled_by="Write it, or take the heading out.",
    over=open_plans,
    reads=("sections",),
)
def sections_say_something(plan: Plan, today: date) -> Iterator[str]:
    """Headings with nothing under them."""
    for each in plan.sections.all():
        if not each.text.strip():
            yield f"Under “{each.title}” there is nothing."


@plans.judged(
    "Every team’s work is described",
    settled_by="Say what the team answers for.",
    over=open_plans,
    reads=("profiles",),
)
def teams_are_described(plan: Plan, today: date) -> Iterator[str]:
    """Teams that are named and no more."""
    for each in plan.profiles.all():
        if each.team and not each.responsibility.strip():
            yield f"Of {each.team} it says nothing."
