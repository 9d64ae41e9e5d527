"""Which clocks a service's records may run by, and the rules in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.kernel.clocks import REGIMES, Effect, Rule
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import Clock
from guildhall.kernel.handbook.markdown import code
from guildhall.kernel.services import Service

EFFECTS = {
    Effect.RESTARTS: "the count starts again on the day of the answer",
    Effect.STARTS: "time does not run until it arrives",
    Effect.PAUSES: "the days of waiting do not count",
}


def clocks_of(service: Service) -> list[Clock]:
    """The clocks its declaration gives a record, asked of a blank one for each choice a record may carry."""
    found: dict[tuple[str, str], Clock] = {}
    for record in _blank_records(service):
        for clock in service.clock(record):
            found.setdefault((clock.kind, clock.regime), clock)
    return list(found.values())


def _blank_records(service: Service) -> Iterator[Any]:
    """A record with its defaults, and one for every other choice of each of its own fields."""
    newest = max(rules[0].in_force for rules in REGIMES.values())
    fields = [field for field in service.record._meta.local_fields if field.choices]
    choices = {field.attname: [value for value, _ in field.choices or ()] for field in fields}
    usual = {field.attname: choices[field.attname][0] for field in fields if not field.has_default()}
    known = {"service": service.key, "stage": service.starts, "opened_on": newest, **usual}
    yield service.record(**known)
    for name, values in choices.items():
        yield from (service.record(**{**known, name: value}) for value in values)


def period_said(rule: Rule) -> str:
    """How long it gives: "20 working days; 40 working days if extended"."""
    if rule.period is None:
        return "no time is set"
    longer = f"; {rule.extension.period.said} in all if extended" if rule.extension else ""
    return f"{rule.period.said}{longer}"


def laws() -> list[tuple[str, list[Rule]]]:
    """Every rule under its title; within one, by key, and the newest law first."""
    titled: dict[str, list[Rule]] = {}
    for key in sorted(REGIMES, key=_numerically):
        for rule in REGIMES[key]:
            titled.setdefault(rule.title, []).append(rule)
    return sorted(titled.items())


def _numerically(key: str) -> list[tuple[int, str]]:
    """part-2 before part-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in key.split("-")]


def together(rules: list[Rule]) -> list[tuple[Rule, Rule]]:
    """The rules of one title, each as the first and the last of those that only count on."""
    families: dict[tuple[str, date], list[Rule]] = {}
    for rule in rules:
        stem, _, number = rule.key.rpartition("-")
        families.setdefault((stem if number.isdigit() else rule.key, rule.in_force), []).append(rule)
    return [(each[0], each[-1]) for each in families.values()]


def law_row(first: Rule, rule: Rule) -> tuple[str, str, str, str, str]:
    """One version of one law; with `first`, where it is the last of several that only count on."""
    waits = "; ".join(
        f"waiting for {wait.waits_for}: {EFFECTS[wait.effect]} ({wait.law})" for wait in rule.waits
    )
    keys, periods = code(rule.key), period_said(rule)
    if first is not rule:
        keys, periods = f"{code(first.key)} to {keys}", f"{period_said(first)} to {periods}"
    return keys, said(rule.in_force), periods, waits, rule.statement or rule.law
