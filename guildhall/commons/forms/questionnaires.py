"""Questionnaires: questions that are data, in dated versions, asked in sections and answered over days.

A version is a file of a folder, such as `2018-01-01.toml`, and is asked from that day on. What was answered
keeps its version, so that nobody's answer changes its question.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path


@dataclass(frozen=True)
class Question:
    """One question by its key, such as "risk-1"; `about` says what an answer of yes rests on."""

    key: str
    text: str
    about: str = ""
    shows: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Section:
    """Questions of one subject, asked together."""

    key: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """One version: its name is the day it is asked from."""

    version: str
    title: str
    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its key, in order."""
        return {each.key: each for section in self.sections for each in section.questions}

    def section_of(self, key: str) -> Section:
        """The section a question stands in. Raises StopIteration where it is not asked."""
        return next(each for each in self.sections if any(one.key == key for one in each.questions))


@cache
def versions(folder: Path) -> dict[str, Questionnaire]:
    """Every version in a folder, by its day, the earliest first."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def in_force(folder: Path, day: date) -> Questionnaire:
    """The version that is asked on a day; the earliest on days before there was any."""
    known = versions(folder)
    asked = [name for name in known if date.fromisoformat(name) <= day]
    return known[asked[-1] if asked else next(iter(known))]


def _read(path: Path) -> Questionnaire:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(_section(each) for each in told["sections"])
    return Questionnaire(path.stem, told["title"], sections)


def _section(told: dict[str, object]) -> Section:
    key, questions = str(told["key"]), told["questions"]
    assert isinstance(questions, list)  # noqa: S101  a file of ours
    asked = (Question(f"{key}-{at}", **each) for at, each in enumerate(questions, 1))
    return Section(key, str(told["title"]), tuple(asked))
