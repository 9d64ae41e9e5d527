"""`guildhall findings`: where a duty is not met, and what would settle it."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel import time
from guildhall.kernel.duties import Duty, Finding, all_duties, findings
from guildhall.kernel.gates import SYSTEM


class Command(BaseCommand):
    help = "List every record that does not meet a duty, and what would settle it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="a JSON list, one finding a line")
        parser.add_argument("--duty", help="only this duty, such as requests.answered_in_time")
        parser.add_argument("--service", help="only the duties of this service, such as requests")

    def handle(self, *args: Any, **options: Any) -> None:
        duties = self._wanted(options["duty"], options["service"])
        # Closed before the database is, also where the reader leaves in the middle of it.
        with closing(findings(duties, SYSTEM, time.today())) as found:
            if options["json"]:
                self._as_json(found)
            else:
                self._in_words(found)

    def _wanted(self, duty: str | None, service: str | None) -> list[Duty]:
        wanted = [
            each for each in all_duties() if duty in (None, each.key) and service in (None, each.service.key)
        ]
        if not wanted and (duty or service):
            known = ", ".join(each.key for each in all_duties())
            self.stderr.write(f"There is no such duty. The duties are: {known or 'none yet'}.")
            sys.exit(2)
        return wanted

    def _as_json(self, found: Iterable[Finding]) -> None:
        self.stdout.write("[", ending="")
        for number, finding in enumerate(found):
            self.stdout.write(",\n" if number else "\n", ending="")
            self.stdout.write(json.dumps(finding.as_data, ensure_ascii=False), ending="")
        self.stdout.write("\n]")

    def _in_words(self, found: Iterable[Finding]) -> None:
        numbers: Counter[str] = Counter()
        for finding in found:
            if not numbers[finding.duty.key]:
                self.stdout.write(_heading(finding.duty))
            numbers[finding.duty.key] += 1
            self.stdout.write(f"  {finding.record}{_in_brackets(finding)}")
            for sentence in finding.detail:
                self.stdout.write(f"    {sentence}")
        total = numbers.total()
        self.stdout.write(f"\n{total:,} finding{'s' * (total != 1)}." if total else "Every duty is met.")


def _heading(duty: Duty) -> str:
    law = f" ({duty.law})" if duty.law else ""
    settled = f"\n  What settles it: {duty.settled_by}" if duty.settled_by else ""
    return f"\n{duty.service.name}: {duty.title}{law}{settled}"


def _in_brackets(finding: Finding) -> str:
    if not (exception := finding.exception):
        return ""
    return f" (excepted until {exception.until} by {exception.owner}: {exception.reason})"
