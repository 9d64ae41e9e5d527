"""Deliverables from a spreadsheet laid out like the plan of 2012: one table an objective, one row each.

It is a workbook (XLSX), every sheet of it, or CSV. A line with the objective's words alone stands above a
line of headings; below it stand the deliverables. Each row goes through the verbs a person would use.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from guildhall.kernel import workbooks
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.imports import Fate, Result
from guildhall.kernel.spreadsheets import HIDDEN, Sheet, Unreadable
from guildhall.plan import typed
from guildhall.plan.actions import deliverables, objectives
from guildhall.plan.models import Deliverable, Plan
from guildhall.plan.wording import in_words

FIRST = "deliverable"
COLUMNS = {
    FIRST: "title", "financial resources": "financial", "human resources": "human", "ict": "ict",
    "risks": "risks", "measures": "measures",
}  # fmt: skip
Numbered = tuple[int, list[str]]
RESOURCES = ("financial", "human", "ict")
NOTHING = frozenset({"", "-", "–", "n/a", "none"})
NUMBERED = re.compile(r"objective\s+(\w{1,4})\s*[:.–-]\s*", re.IGNORECASE)
# What a workbook keeps of £165,000 is the number alone, and the column says that it is money.
NUMBER = re.compile(r"\d[\d,]*(?:\.\d\d?)?")
# One amount in full; "£4.3m" or two amounts are words, of which nobody guesses a number.
POUNDS = re.compile(r"£\d[\d,]*(?:\.\d\d)?(?![\d.,]*\d|\s?[mk]\b|\s?million)")


@dataclass(frozen=True)
class Line:
    """One deliverable as the spreadsheet has it, by the line it stands on."""

    number: int
    objective: str
    cells: dict[str, str] = field(default_factory=dict)
    sheet: str = ""

    @property
    def title(self) -> str:
        return self.cells["title"]

    @property
    def named(self) -> str:
        """Its title, and the sheet it stands on where there are several."""
        return f"{self.title} (sheet “{self.sheet}”)" if self.sheet else self.title

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        of = f" of the sheet “{self.sheet}”" if self.sheet else ""
        return f"spreadsheet, line {self.number}{of}"

    @property
    def key(self) -> str:
        return slugify(self.title)[:80].strip("-")

    @property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """What it takes and what is measured, as the rows of a deliverable."""
        resources = [_resource(kind, self.cells[kind]) for kind in RESOURCES if self.cells.get(kind)]
        measures = [each.strip(" •;") for each in self.cells.get("measures", "").splitlines()]
        promises = [
            {"key": f"measure-{at}", "text": each} for at, each in enumerate(filter(None, measures), 1)
        ]
        return {"resources": resources, "promises": promises}


def read(path: Path, name: str = "") -> list[Line]:
    """The file's deliverables, each with its objective. Raises Unreadable with a sentence."""
    name = name or path.name
    sheets = _sheets(path, name)
    found = [
        Line(each.number, each.objective, each.cells, title if len(sheets) > 1 else "")
        for title, numbered in sheets.items()
        for each in _lines(numbered, f"On the sheet “{title}”, line" if len(sheets) > 1 else "Line")
    ]
    if not found:
        raise Unreadable(f"{name} has no table that begins with Deliverable.")
    return found


def _sheets(path: Path, name: str) -> dict[str, list[Numbered]]:
    """The lines of each sheet that says something; a CSV file is one sheet."""
    try:
        if not workbooks.is_workbook(path):
            return {"": list(_cells(Sheet.open(path)))}
    except OSError as error:
        raise Unreadable(f"{name} cannot be opened: {error.strerror}.") from error
    found: dict[str, list[Numbered]] = {}
    for sheet, number, cells in workbooks.lines(path, name):
        found.setdefault(sheet, []).append((number, [HIDDEN.sub("", each).strip() for each in cells]))
    return found


def _lines(numbered: list[Numbered], at_line: str) -> Iterator[Line]:
    """The deliverables of one sheet. Raises Unreadable where a line stands in no table."""
    objective, columns = "", list[str]()
    for at, (number, cells) in enumerate(numbered):
        following = numbered[at + 1][1] if at + 1 < len(numbered) else []
        if _is_heading(cells):
            columns = _columns(f"{at_line} {number}", cells)
        elif _is_heading(following):
            objective, columns = _alone(f"{at_line} {number}", cells), []
        elif not columns or not objective:
            raise Unreadable(
                f"{at_line} {number} stands in no table: above the deliverables there must be a line with "
                "the objective alone, and one with Deliverable and the other headings."
            )
        else:
            told = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
            said = {name: "" if cell.lower() in NOTHING else cell for name, cell in told.items()}
            yield Line(number, objective, said)


def take(
    lines: Sequence[Line], plan: Plan, *, by: Any = SYSTEM, dry_run: bool = False, whole: bool = False
) -> list[Result]:
    """Takes the rows one by one, and says what became of each; a dry run does the same and undoes it.

    `whole` says that nothing is kept where a row is refused.
    """
    seen: dict[str, Line] = {}
    results = []
    with transaction.atomic():
        for line in lines:
            before = seen.setdefault(line.key, line)
            if before is not line:
                why = f"Line {before.number} has it too: give it its other objective on its own page"
                results.append(Result(line.number, Fate.REFUSED, line.named, why=why))
            else:
                results.append(_take(line, plan, by))
        transaction.set_rollback(dry_run or (whole and any(each.fate == Fate.REFUSED for each in results)))
    return results


def _take(line: Line, plan: Plan, by: Any) -> Result:
    try:
        with transaction.atomic():
            return _keep(line, plan, by)
    except Invalid as invalid:
        why = " ".join(str(each) for errors in invalid.form.errors.values() for each in errors)
    except (Refused, ValueError) as refusal:
        why = str(refusal)
    return Result(line.number, Fate.REFUSED, line.named, why=why)


def _keep(line: Line, plan: Plan, by: Any) -> Result:
    if not line.key:
        raise ValueError("It does not say what is to be delivered")
    if found := plan.deliverables.filter(key=line.key).first():
        if _says(found) != _would_say(line):
            raise ValueError(
                f"{found.reference} is in the plan already and says something else: change it there"
            )
        return Result(line.number, Fate.UNCHANGED, line.named, found.reference)
    made = deliverables.set_out(
        by=by, plan=plan.pk, key=line.key, title=line.title, objectives=[_objective(line, plan, by)],
        risks_as_printed=line.cells.get("risks", ""), place=line.place,
    )  # fmt: skip
    if any(line.rows.values()):
        deliverables.bring_in(made, by=SYSTEM, rows=line.rows)
    return Result(line.number, Fate.TAKEN, line.named, made.reference)


def _objective(line: Line, plan: Plan, by: Any) -> int:
    """The plan's objective of those words, set out where it has none yet."""
    numbered = NUMBERED.match(line.objective)
    title = line.objective[numbered.end() :] if numbered else line.objective
    found = plan.objectives.filter(title__iexact=title).first()
    made = found or objectives.set_out(
        by=by, plan=plan.pk, title=title, number=numbered[1] if numbered else ""
    )
    return int(made.pk)


def _says(deliverable: Deliverable) -> tuple[Any, ...]:
    return (
        deliverable.risks_as_printed,
        sorted(deliverable.resources.values_list("kind", "text")),
        sorted(deliverable.promises.values_list("key", "text")),
    )


def _would_say(line: Line) -> tuple[Any, ...]:
    rows = line.rows
    return (
        line.cells.get("risks", ""),
        sorted((each["kind"], each["text"]) for each in rows["resources"]),
        sorted((each["key"], each["text"]) for each in rows["promises"]),
    )


def _resource(kind: str, text: str) -> dict[str, Any]:
    """With its amount, where the words name exactly one."""
    if kind == "financial" and NUMBER.fullmatch(text):
        text = in_words(typed.figure(text, "£"), "£")
    amounts = POUNDS.findall(text)
    if kind != "financial" or len(amounts) != 1 or text.count("£") != 1:
        return {"kind": kind, "text": text}
    return {"kind": kind, "text": text, "amount": str(typed.figure(amounts[0], "£")), "unit": "£"}


def _cells(sheet: Sheet) -> Iterator[Numbered]:
    """Every line that says something, by its number."""
    with sheet.path.open(encoding=sheet.encoding, newline="") as file:
        reader, number = csv.reader(file, delimiter=sheet.separator), 1
        try:
            for cells in reader:
                told = [HIDDEN.sub("", each).strip() for each in cells]
                if any(told):
                    yield number, told
                number = reader.line_num + 1
        except (csv.Error, UnicodeError) as error:
            raise Unreadable(f"{sheet.path.name} cannot be read on from line {number}: {error}.") from error


def _is_heading(cells: Sequence[str]) -> bool:
    return bool(cells) and cells[0].lower().rstrip("s") == FIRST


def _columns(where: str, cells: Sequence[str]) -> list[str]:
    named = [COLUMNS.get(each.lower(), "") for each in ["deliverable", *cells[1:]]]
    if unknown := [each for each, name in zip(cells, named, strict=True) if each and not name]:
        raise Unreadable(
            f"{where}: nobody knows the column “{unknown[0]}”. "
            "The columns are Deliverable, Financial Resources, Human Resources, ICT, Risks, Measures."
        )
    return named


def _alone(where: str, cells: Sequence[str]) -> str:
    told = [each for each in cells if each]
    if len(told) > 1:
        raise Unreadable(f"{where}: above the headings there must be the objective alone.")
    return told[0]
