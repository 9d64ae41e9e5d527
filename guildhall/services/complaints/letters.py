"""An annual review letter, taken whole from a file, and reconciled line by line with what we hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from guildhall.kernel import time
from guildhall.kernel.booksheets import opened
from guildhall.kernel.clocks.wording import counted, said
from guildhall.kernel.gates import access
from guildhall.kernel.origins import Row
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.services.complaints.models import LetterLine, OmbudsmanCase, Recommendation
from guildhall.services.complaints.models.letters import plain
from guildhall.services.complaints.models.ombudsman import DECISIONS, DECISIONS_BY_KEY

HEADINGS = {
    "reference": "reference, ref, case reference, case id, case number, landlord reference",
    "category": "category, service area, subject",
    "decision": "decision, outcome, decision outcome, determination, status",
    "decided_on": "decided, decision date, date decided, date, date of decision, closed",
    "remedy": "remedy, remedies, recommendation, recommendations, orders",
    "compliance": "compliance, compliance outcome, complied, remedy status, satisfaction with compliance",
}
ALIASES = {heading: name for name, headings in HEADINGS.items() for heading in headings.split(", ")}
NEEDS = ("reference", "decision", "decided_on")
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d-%b-%Y")
MOST_WRONG = 5
# What the letters have called the same decision in one year and another.
ALSO = {
    "incomplete": "invalid",
    "incomplete/invalid": "invalid",
    "referred back": "referred",
    "referred back to council": "referred",
    "closed after enquiries": "closed",
    "premature": "referred",
    "not upheld: no fault": "not_upheld",
    "not upheld: no maladministration": "not_upheld",
}
NOTHING = {"", "-", "–", "n/a", "none", "not applicable", "null"}


@dataclass
class Taken:
    """What a file held, beside what had been brought in before for that year."""

    fresh: list[LetterLine] = field(default_factory=list)
    changed: list[LetterLine] = field(default_factory=list)
    same: int = 0
    gone: list[LetterLine] = field(default_factory=list)

    def __str__(self) -> str:
        told = [f"{counted(len(self.fresh), 'line')} new", f"{len(self.changed):,} changed"]
        told += [f"{self.same:,} as before"] + ([f"{len(self.gone):,} no longer there"] if self.gone else [])
        return f"{', '.join(told)}."


def take(
    path: Path, *, scheme: str, year: int, source: str = "", replace: bool = False, dry_run: bool = False
) -> Taken:
    """Reads a letter's file and keeps it whole with its year. Raises Unreadable, and then keeps nothing.

    What was brought in before with other words is refused unless `replace` says that this file corrects it.
    """
    sheet = opened(path)
    sheet.name_columns(ALIASES, {})
    if missing := [each for each in NEEDS if each not in sheet.fields]:
        raise Unreadable(f"No column says {missing[0]}. The columns are: {', '.join(sheet.headings)}.")
    lines = _read(sheet.rows(), scheme, year, source or path.name)
    with transaction.atomic():
        taken = _compare(lines, scheme, year)
        if (taken.changed or taken.gone) and not replace:
            number = counted(len(taken.changed) + len(taken.gone), "complaint")
            raise Unreadable(
                f"A letter of {Period.year(year)} was brought in before, and this one says otherwise of "
                f"{number}. Say that it replaces it, if so."
            )
        if not dry_run:
            LetterLine.objects.filter(pk__in=[each.pk for each in (*taken.changed, *taken.gone)]).delete()
            for each in taken.changed:
                each.pk = None
            LetterLine.objects.bulk_create([*taken.fresh, *taken.changed])
    return taken


def _read(rows: Iterator[Row], scheme: str, year: int, source: str) -> list[LetterLine]:
    """Every row, or Unreadable with the first few that are wrong."""
    lines: dict[str, LetterLine] = {}
    wrong = []
    for row in rows:
        try:
            line = _line(row.cells, scheme, year, source)
            if line.key in lines:
                raise Unreadable(f"“{line.reference}” stands there twice")
            lines[line.key] = line
        except Unreadable as problem:
            wrong.append(f"Line {row.line}: {problem}.")
    if wrong:
        more = f" And {len(wrong) - MOST_WRONG:,} more." if len(wrong) > MOST_WRONG else ""
        raise Unreadable(f"Nothing was taken. {' '.join(wrong[:MOST_WRONG])}{more}")
    if not lines:
        raise Unreadable("The file has no rows.")
    return list(lines.values())


def _line(cells: Mapping[str, str], scheme: str, year: int, source: str) -> LetterLine:
    told = {name: " ".join(cells.get(name, "").split()) for name in HEADINGS}
    if not (key := plain(told["reference"])):
        raise Unreadable("it has no reference")
    decided_on = _day(told["decided_on"])
    if decided_on not in Period.year(year):
        raise Unreadable(f"{said(decided_on)} is not in {Period.year(year)}")
    remedy = "" if told["remedy"].casefold() in NOTHING else told["remedy"]
    return LetterLine(
        scheme=scheme, year=year, reference=told["reference"][:40], key=key[:40],
        category=told["category"][:120], decision=decision_of(told["decision"], scheme),
        decided_on=decided_on, remedy=remedy[:500],
        compliance=compliance_of(told["compliance"]), source=source[:120], taken_on=time.today(),
    )  # fmt: skip


def _day(text: str) -> date:
    plainly = re.sub(r"[T ]\d\d?:.*$", "", text)
    for pattern in DAYS:
        try:
            return datetime.strptime(plainly, pattern).date()
        except ValueError:
            continue
    raise Unreadable(f"“{text}” is not a day: write it as 31/03/2018")


def decision_of(text: str, scheme: str) -> str:
    """Which of that body's decisions the words mean. Raises Unreadable where none of them."""
    words = text.casefold().strip()
    theirs = {each.label.casefold(): each.key for each in DECISIONS if each.of == scheme}
    if (found := theirs.get(words) or ALSO.get(words)) and DECISIONS_BY_KEY[found].of == scheme:
        return found
    # “Upheld: maladministration and injustice” is upheld: what follows a colon says of what kind.
    if found := theirs.get(words.split(":")[0].strip()):
        return found
    known = ", ".join(each.label for each in DECISIONS if each.of == scheme)
    raise Unreadable(f"“{text}” is no decision of theirs; there are: {known}")


def compliance_of(text: str) -> str:
    """What the letter says of compliance. Raises Unreadable where that cannot be told."""
    words, said_of = text.casefold().strip(), LetterLine.Compliance
    if words in NOTHING:
        return str(said_of.NONE)
    if "late" in words or "out of time" in words:
        return str(said_of.LATE)
    if words.startswith(("not ", "no", "non", "incomplete", "unsatisf", "remedy not")):
        return str(said_of.NOT)
    if words.startswith(("complied", "compliant", "yes", "satisf", "remedy complete", "complete", "on time")):
        return str(said_of.IN_TIME)
    raise Unreadable(f"“{text}” says neither that we complied nor that we did not")


def _compare(lines: list[LetterLine], scheme: str, year: int) -> Taken:
    taken, before = Taken(), {each.key: each for each in LetterLine.objects.filter(scheme=scheme, year=year)}
    for line in lines:
        known = before.pop(line.key, None)
        if known is None:
            taken.fresh.append(line)
        elif all(getattr(known, name) == getattr(line, name) for name in (*HEADINGS,)):
            taken.same += 1
        else:
            line.pk = known.pk
            taken.changed.append(line)
    taken.gone = list(before.values())
    return taken


@dataclass(frozen=True)
class Compared:
    """One complaint as the letter tells it beside how we hold it, and in what the two differ."""

    line: LetterLine | None
    case: Any
    differs: tuple[str, ...] = ()

    @property
    def standing(self) -> str:
        if self.line is None:
            return "Only ours"
        if self.case is None:
            return "Only theirs"
        return "Differs" if self.differs else "Matched"


@dataclass
class Reconciled:
    """A year's letter beside the cases decided in that year, as far as one person may see them."""

    rows: list[Compared] = field(default_factory=list)
    withheld: int = 0

    def count(self, standing: str) -> int:
        return sum(1 for each in self.rows if each.standing == standing)


STANDINGS = ("Differs", "Only theirs", "Only ours", "Matched")


def reconcile(scheme: str, year: int, user: Any) -> Reconciled:
    """Every line of the letter and every case of ours decided that year, what differs first.

    A case outside the reader's role is counted and not shown, whatever the letter says of it.
    """
    lines = {each.key: each for each in LetterLine.objects.filter(scheme=scheme, year=year)}
    cases = {plain(each.their_reference): each for each in _cases(scheme, year, set(lines))}
    found = Reconciled()
    for key in sorted({*lines, *cases}):
        line, case = lines.get(key), cases.get(key)
        if case is not None and not access(user).reads(case):
            found.withheld += 1
            continue
        found.rows.append(Compared(line, case, tuple(differences(line, case)) if line and case else ()))
    found.rows.sort(key=lambda each: STANDINGS.index(each.standing))
    return found


def _cases(scheme: str, year: int, told_of: set[str]) -> list[OmbudsmanCase]:
    """The cases decided in the year, and any other the letter tells of."""
    period = Period.year(year)
    known = OmbudsmanCase.objects.filter(scheme=scheme, disposed_on=None).prefetch_related("recommendations")
    return [
        each
        for each in known.order_by("pk")
        if (each.decided_on and each.decided_on in period) or plain(each.their_reference) in told_of
    ]


def differences(line: LetterLine, case: OmbudsmanCase) -> Iterator[str]:
    """In what a line of the letter and our case differ, each as a sentence."""
    ours = case.decided.label if case.decided else "no decision"
    if line.decision != case.decision:
        yield f"They decided “{line.get_decision_display()}”; we hold “{ours}”."
    if case.decided_on and line.decided_on != case.decided_on:
        yield f"They decided on {said(line.decided_on)}; we hold {said(case.decided_on)}."
    asked = [each for each in case.recommendations.all() if each.stage != Recommendation.Stage.DROPPED]
    if line.remedy and not asked and not case.remedied_before:
        yield "They recommended a remedy; we hold none."
    if line.compliance and asked and line.compliance != (held := _complied(asked)):
        told, known = (LetterLine.Compliance(each).label.lower() for each in (line.compliance, held))
        yield f"They say: {told}; we hold: {known}."
    if line.compliance and not asked:
        yield "They say how we complied; we hold nothing to comply with."


def _complied(asked: list[Recommendation]) -> str:
    """How we complied with all that was recommended together."""
    told = LetterLine.Compliance
    if any(each.complied_on is None for each in asked):
        return str(told.NOT)
    return str(told.LATE if any(each.complied_on > each.asked_for for each in asked) else told.IN_TIME)  # type: ignore[operator]


def compared_with_letters(cases: Iterable[OmbudsmanCase]) -> dict[int, tuple[str, ...]]:
    """Of the cases decided in a year whose letter we hold, those that it tells otherwise or not at all."""
    lines = {(each.scheme, each.year, each.key): each for each in LetterLine.objects.all()}
    held, told = {place[:2] for place in lines}, {}
    for case in cases:
        if case.decided_on is None:
            continue
        year = Period.containing(case.decided_on).first.year
        if (case.scheme, year) not in held:
            continue
        line = lines.get((case.scheme, year, plain(case.their_reference)))
        why = (
            tuple(differences(line, case))
            if line
            else (f"The letter of {Period.year(year)} does not tell of it.",)
        )
        if why:
            told[case.pk] = why
    return told
