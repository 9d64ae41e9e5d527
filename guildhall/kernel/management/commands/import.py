"""`guildhall import`: take the records of another system from a file, and say what became of every row."""

import csv
import sys
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.module_loading import autodiscover_modules

from guildhall.kernel import time
from guildhall.kernel.booksheets import opened
from guildhall.kernel.imports import Fate, Result, reports, take
from guildhall.kernel.origins import Importer, Taker, importers
from guildhall.kernel.spreadsheets import Sheet, Unreadable, inert

REMARKS = 12
REFUSALS = 20


class Command(BaseCommand):
    help = "Take another system's rows from a CSV or XLSX file; each is taken, unchanged, changed or refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", help="what it holds: requests, parties")
        parser.add_argument("file", type=Path, help="a CSV or XLSX file whose first line names the columns")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would become of it, and write nothing"
        )
        parser.add_argument(
            "--source", default="", help="where it comes from, if the file does not say so itself"
        )
        parser.add_argument(
            "--map", action="append", default=[], metavar="COLUMN=FIELD", help="what a column is for"
        )
        parser.add_argument(
            "--mapping", type=Path, help="a TOML file that says under [columns] what each column is for"
        )
        parser.add_argument("--report", type=Path, help="where to write what became of every row")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(**options)
        except Unreadable as problem:
            self.stderr.write(str(problem))
            sys.exit(2)

    def _import(
        self,
        *,
        what: str,
        file: Path,
        dry_run: bool,
        source: str,
        map: list[str],
        mapping: Path | None,
        report: Path | None,
        **_: Any,
    ) -> None:
        importer = _importer(what)
        sheet = opened(file)
        pairs = [*(pairs_of(mapping) if mapping else ()), *map]
        sheet.name_columns(importer.aliases, dict(map_of(pairs, importer)))
        _refuse_missing(sheet, importer)
        report = report or _report_of(file)
        fates = self._take(take(importer, sheet.rows(), source=source, dry_run=dry_run), report)
        self._sum_up(fates, dry_run)
        if sheet.left_out:
            self.stdout.write(f"Columns not taken: {', '.join(sheet.left_out)}.")
        self._remark(list(importer.remarks(sheet.rows())), report)
        self.stdout.write(f"What became of every row is in {report}.")

    def _take(self, results: Iterable[Result], report: Path) -> Counter[Fate]:
        fates: Counter[Fate] = Counter()
        for result in _written(results, report):
            fates[result.fate] += 1
            if result.fate is Fate.REFUSED and fates[Fate.REFUSED] <= REFUSALS:
                self.stdout.write(f"Line {result.line}: {result.why}")
        if fates[Fate.REFUSED] > REFUSALS:
            self.stdout.write(f"… and {fates[Fate.REFUSED] - REFUSALS:,} more refused.")
        return fates

    def _sum_up(self, fates: Counter[Fate], dry_run: bool) -> None:
        told = ", ".join(f"{fates[fate]:,} {fate}" for fate in Fate)
        read = "1 row" if fates.total() == 1 else f"{fates.total():,} rows"
        self.stdout.write(f"{'Dry run, nothing written: ' if dry_run else ''}{read} read: {told}.")

    def _remark(self, remarks: list[str], report: Path) -> None:
        """The first remarks on the whole file here, all of them in a file beside the report."""
        for remark in remarks[:REMARKS]:
            self.stdout.write(remark)
        if len(remarks) > REMARKS:
            whole = report.with_suffix(".txt")
            whole.write_text("\n".join([*remarks, ""]), encoding="utf-8")
            self.stdout.write(f"… and {len(remarks) - REMARKS:,} more, in {whole}.")


def _importer(what: str) -> Importer | Taker:
    autodiscover_modules("imports")
    if what not in importers:
        raise Unreadable(f"Nothing takes “{what}”. What can be imported: {', '.join(sorted(importers))}.")
    return importers[what]


def pairs_of(mapping: Path) -> Iterator[str]:
    """What a TOML file says of the columns, as --map would say it."""
    try:
        columns = tomllib.loads(mapping.read_text(encoding="utf-8")).get("columns", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"{mapping.name} cannot be read: {error}.") from error
    yield from (f"{heading}={name}" for heading, name in columns.items())


def map_of(pairs: list[str], importer: Importer | Taker) -> Iterator[tuple[str, str]]:
    """What --map said: a column's heading, and the field it is for."""
    fields = sorted(set(importer.aliases.values()))
    for pair in pairs:
        heading, equals, name = (part.strip() for part in pair.partition("="))
        if not equals or name not in {*fields, ""}:
            raise Unreadable(f"--map {pair}: write it as COLUMN=FIELD. The fields are: {', '.join(fields)}.")
        yield heading, name


def _refuse_missing(sheet: Sheet, importer: Importer | Taker) -> None:
    if missing := [each for each in importer.needs if each not in sheet.fields]:
        raise Unreadable(
            f"No column says {' or '.join(missing)}. The columns are: {', '.join(sheet.headings)}. "
            f"Name one with --map “COLUMN={missing[0]}”."
        )


def _report_of(file: Path) -> Path:
    folder = reports()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{file.stem}-{time.real_now():%Y-%m-%d-%H%M%S}.csv"


def _written(results: Iterable[Result], report: Path) -> Iterator[Result]:
    """Each result as it passes is a line of the report."""
    try:
        with report.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("line", "became", "key", "reference", "why"))
            for result in results:
                told = (result.fate, result.key, result.reference, result.why)
                writer.writerow((result.line, *map(inert, told)))
                yield result
    except OSError as error:
        raise Unreadable(f"The report cannot be written to {report}: {error.strerror}.") from error
