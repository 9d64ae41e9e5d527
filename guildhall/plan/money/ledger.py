"""A ledger file: its rows read, its control total checked, and taken whole or not at all.

A later file may say something else of a month: its line then stands for that month, and the earlier one is
kept beside it, as the accounts of its day.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Q

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.imports import Fate, Result
from guildhall.kernel.origins import Row
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import Sheet, Unreadable
from guildhall.plan import typed
from guildhall.plan.models import LedgerLine
from guildhall.plan.models.budgets import Money
from guildhall.plan.wording import in_words

ALIASES = {
    "month": "month", "period": "month",
    "area": "area", "service area": "area", "service": "area",
    "kind": "kind", "type": "kind",
    "amount": "amount", "value": "amount", "actual": "amount",
}  # fmt: skip
NEEDS = ("month", "area", "kind", "amount")
# Words a control total's line begins with, in its first column.
TOTAL = re.compile(r"(control )?totals?\b", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\(([^()]+)\)")
PENCE = Decimal("0.01")
KINDS = {name.lower(): Money(value) for value, label in Money.choices for name in (value, label)}

Place = tuple[date, str, str]


@dataclass(frozen=True)
class Entry:
    """One line of a ledger: what was spent or earned in one month. Positive in its kind's own sense."""

    line: int
    month: date
    area: str
    kind: Money
    amount: Decimal

    @property
    def place(self) -> Place:
        return self.month, self.area, self.kind

    @property
    def told(self) -> str:
        return f"{self.month:%B %Y}, {self.area}, {self.kind.label.lower()}"


@dataclass(frozen=True)
class Ledger:
    """What a file says; `refused` are the rows that say nothing usable, each with the reason."""

    batch: str
    digest: str
    entries: list[Entry]
    refused: list[Result]


class _Rows:
    """The rows of one file as they are read: entries, those refused, and the control total's line."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.refused: list[Result] = []
        self.total: Decimal | None = None
        self._lines: dict[Place, int] = {}

    def take(self, row: Row) -> None:
        try:
            if self.total is not None:
                raise ValueError("It stands below the control total")
            if TOTAL.match(row.cells["month"]):
                self.total = amount_of(row.cells["amount"])
            else:
                self._enter(_entry(row))
        except ValueError as problem:
            self.refused.append(Result(row.line, Fate.REFUSED, why=str(problem)))

    def _enter(self, entry: Entry) -> None:
        before = self._lines.setdefault(entry.place, entry.line)
        if before != entry.line:
            raise ValueError(f"Line {before} is for {entry.told} too")
        self.entries.append(entry)


def read(path: Path, *, name: str = "", total: Decimal | None = None) -> Ledger:
    """The file's rows. Raises Unreadable with a sentence where it cannot be read or its totals disagree."""
    sheet = Sheet.open(path)
    sheet.name_columns(ALIASES, {})
    if missing := [each for each in NEEDS if each not in sheet.fields]:
        raise Unreadable(
            f"No column says {missing[0]}: the file has {', '.join(sheet.headings)}, "
            f"and needs {', '.join(NEEDS)}."
        )
    rows = _Rows()
    for row in sheet.rows():
        rows.take(row)
    if not rows.refused:
        _agree(rows.entries, rows.total, total)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    batch = f"{(name or path.name)[-40:]}, {said(time.today())}, {digest}"
    return Ledger(batch, digest, rows.entries, rows.refused)


def fates(ledger: Ledger) -> list[Result]:
    """What becomes of every row, in the order of the file: nothing is written."""
    if ledger.refused:
        return ledger.refused
    again = LedgerLine.objects.filter(batch__endswith=f", {ledger.digest}").exists()
    standing = current(entry.month for entry in ledger.entries)
    return [_fate(entry, standing.get(entry.place), again=again) for entry in ledger.entries]


def take(ledger: Ledger) -> list[Result]:
    """Keeps what is new or different, and says what became of every row; of one refused row, nothing."""
    with transaction.atomic():
        _one_file_at_a_time()
        found = fates(ledger)
        kept = {each.line for each in found if each.fate in (Fate.TAKEN, Fate.CHANGED)}
        LedgerLine.objects.bulk_create(
            LedgerLine(
                month=each.month, area=each.area, kind=each.kind, amount=each.amount, batch=ledger.batch
            )
            for each in ledger.entries
            if each.line in kept and not ledger.refused
        )
    return found


def _one_file_at_a_time() -> None:
    """Waits for a file that is coming in at this moment, so that this one sees its lines; readers do not.

    SQLite lets one transaction write at a time by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE plan_ledgerline IN SHARE ROW EXCLUSIVE MODE")


def current(months: Iterable[date], seen: Q | None = None) -> dict[Place, Decimal]:
    """The amounts that stand for these months: of each place, that of the file that came last.

    `seen` is what the reader may see of them; everything, where it is not said.
    """
    lines = LedgerLine.objects.filter(seen or Q(), month__in=set(months)).order_by("pk")
    return {(each.month, each.area, each.kind): each.amount for each in lines}


def amount_of(text: str) -> Decimal:
    """Pounds and pence as an accountant writes them: 1,234.50, £98, -20 or (20). Raises ValueError."""
    bracketed = IN_BRACKETS.fullmatch(text.strip())
    value = typed.figure(bracketed[1] if bracketed else text, "£")
    if value != value.quantize(PENCE):
        raise ValueError(f"“{text.strip()}” has more than two places after the point")
    return -value if bracketed else value


def _entry(row: Row) -> Entry:
    month = _month(row.cells["month"])
    area, kind = row.cells["area"], KINDS.get(row.cells["kind"].lower())
    if not area or len(area) > 200:
        raise ValueError("It does not say which service area it is for, in at most 200 letters")
    if kind is None:
        known = ", ".join(each.label.lower() for each in Money if each is not Money.CASH_LIMIT)
        raise ValueError(f"“{row.cells['kind']}” is no kind of money: write one of {known}")
    if kind is Money.CASH_LIMIT:
        raise ValueError("A cash limit is set, not spent: write expenditure, or what was earned")
    return Entry(row.line, month, area, kind, amount_of(row.cells["amount"]))


def _month(text: str) -> date:
    """The month's first day. "2011-12" is December here: a ledger has no line for a whole year."""
    numbers = re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-\d\d)?", text)
    month = Period.month(date(int(numbers[1]), int(numbers[2]), 1)) if numbers else Period.parse(text)
    if len(list(month.months())) > 1:
        raise ValueError(f"{month} is more than a month")
    if month.first > time.today():
        raise ValueError(f"{month} has not begun")
    return month.first


def _agree(entries: list[Entry], in_file: Decimal | None, given: Decimal | None) -> None:
    """The rows add up to what the file, and whoever brings it, says they do. Raises Unreadable."""
    if in_file is None and given is None:
        raise Unreadable(
            "Nothing says what the file adds up to: end it with a line that begins with Total and has the "
            "sum in its amount column, or give the total. Nothing was taken."
        )
    found = sum((each.amount for each in entries), Decimal(0))
    for total, whose in ((in_file, "its control total says"), (given, "the total given is")):
        if total is not None and total != found:
            apart = in_words(abs(total - found), "£")
            raise Unreadable(
                f"The rows add up to {in_words(found, '£')}, and {whose} {in_words(total, '£')}: "
                f"they are {apart} apart. Nothing was taken."
            )


def _fate(entry: Entry, standing: Decimal | None, *, again: bool) -> Result:
    if again or standing == entry.amount:
        return Result(entry.line, Fate.UNCHANGED, entry.told)
    if standing is None:
        return Result(entry.line, Fate.TAKEN, entry.told)
    was, now = in_words(standing, "£"), in_words(entry.amount, "£")
    return Result(entry.line, Fate.CHANGED, entry.told, why=f"It was {was} and is {now}.")


def counted_fates(results: Iterable[Result]) -> Iterator[str]:
    """Such as "24 taken", for each fate some row had."""
    found = [each.fate for each in results]
    yield from (f"{found.count(fate):,} {fate}" for fate in Fate if fate in found)
