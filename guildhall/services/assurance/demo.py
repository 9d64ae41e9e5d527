"""How a year of governance is lived: a code is adopted, areas answer, a statement is signed and published."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.lives import Life, Story
from guildhall.services.assurance.actions import codes, returns, statements
from guildhall.services.assurance.models import ControlReturn

TOLD = tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf-8"))
SHOWS = "It was looked at in the spring, and papers are in the service’s folder."
# Areas that answer in spring, and after how many working days; the last one is late.
AREAS = {"Customer services": 11, "Democratic services": 17, "Community and communication": 24}


@dataclass(frozen=True)
class Gap:
    """An answer that is not “fully”, and how what is done about it goes on."""

    area: str
    question: str
    says: str
    evidence: str
    action: str
    owner: str
    days: int
    ends: str
    outcome: str


GAPS = [Gap(**each) for each in TOLD["gaps"]]


def live(life: Life, year: int) -> Story:
    """From April to March: the code, the returns on the year before, its statement, and a new beginning."""
    officer = life.world.people.cast["rowan"]
    _code(life, officer)
    asked = [
        life.do(returns.ask, by=officer, area=area, year=year - 1, asked_of="Head of service")
        for area in AREAS
    ]
    for each in asked:
        life.beside(answered, each, AREAS[each.area])
    yield life.days_on(60)
    statement = _statement(life, officer, year)
    yield life.working_days_on(8)
    yield from _signed(life, statement)
    yield life.on(date(year, 11, 14))
    issue = statement.issues.earliest("due_on")
    came = "Every starter is trained in the first month, and a list says who was."
    life.do(statements.settle_issue, statement, by=officer, issue=issue.pk, outcome=came)
    yield life.on(date(year + 1, 3, 12))
    asked = [
        life.do(returns.ask, by=officer, area=area, year=year, asked_of="Head of service") for area in AREAS
    ]
    life.beside(half_answered, asked[0])
    life.do(statements.draft, by=officer, year=year)


def accreditation(life: Life, year: int) -> Story:
    """In January customer service looks at how far it is from accreditation; in February that is adopted."""
    people = life.world.people.cast
    yield life.on(date(year + 1, 1, 16))
    code = life.do(
        codes.draw_up, by=people["rowan"], title="Customer service: how far we are from accreditation",
        framework="service",
    )  # fmt: skip
    for told in TOLD["accreditation"]:
        due_on = time.today() + timedelta(days=told["days"]) if "days" in told else None
        life.do(
            codes.judge, code, by=people["cora"], part=told["part"], says=told["says"], text=told["text"],
            due_on=due_on,
        )  # fmt: skip
        shown_by = {name: told[name] for name in ("page", "measure", "duty") if name in told}
        life.do(
            codes.give_evidence, code, by=people["cora"], part=told["part"], text=told["shows"], **shown_by
        )
    yield life.on(date(year + 1, 2, 13))
    life.do(codes.adopt, code, by=people["rowan"], decision="Cabinet member, decision 4 of 13 February")


def _code(life: Life, officer: Any) -> None:
    """Drawn up and adopted in April, with evidence for all but what nobody could show."""
    code = life.do(
        codes.draw_up, by=officer, title="Local code of governance", introduction=TOLD["introduction"]
    )
    for told in TOLD["evidence"]:
        given = {**told}
        if days := given.pop("until", 0):
            given["until"] = time.today() + timedelta(days=days)
        life.do(codes.give_evidence, code, by=officer, **given)
    life.do(codes.adopt, code, by=officer, decision="Governance and audit committee, minute 12")


def answered(life: Life, asked: Any, days: int) -> Story:
    """A head of service answers half one day and half another, hands it in, and follows what was promised."""
    head = life.world.people.cast["helen"]
    keys = list(asked.asks.questions)
    yield life.working_days_on(days - 3)
    _answer(life, head, asked, keys[:22])
    yield life.working_days_on(3)
    _answer(life, head, asked, keys[22:])
    life.do(returns.hand_in, asked, by=head)
    for gap in (each for each in GAPS if each.area == asked.area):
        life.beside(followed, asked, gap)


def half_answered(life: Life, asked: Any) -> Story:
    """In March somebody begins, and goes on after the year's end."""
    yield life.working_days_on(6)
    _answer(life, life.world.people.cast["helen"], asked, list(asked.asks.questions)[:14])


def _answer(life: Life, head: Any, asked: Any, keys: list[str]) -> None:
    gaps = {each.question: each for each in GAPS if each.area == asked.area}
    last_year = ControlReturn.objects.filter(area=asked.area, year=asked.year - 1).exists()
    for key in keys:
        gap = None if last_year else gaps.get(key)
        life.do(returns.answer, asked, by=head, **_said(gap, key))


def _said(gap: Gap | None, key: str) -> dict[str, Any]:
    if gap is None:
        return {"question": key, "says": "fully", "evidence": SHOWS}
    due_on = time.today() + timedelta(days=gap.days)
    return {
        "question": key, "says": gap.says, "evidence": gap.evidence, "remedy": gap.action,
        "owner_role": gap.owner, "due_on": due_on,
    }  # fmt: skip


def followed(life: Life, asked: Any, gap: Gap) -> Story:
    """What was promised is done, moved, dropped, or forgotten."""
    head = life.world.people.cast["helen"]
    improvement = asked.improvements.get(question=gap.question).pk
    if gap.ends == "forgotten":
        return
    yield life.days_on(gap.days - 12)
    if gap.ends == "moved":
        due_on = time.today() + timedelta(days=120)
        life.do(
            returns.redate_improvement, asked, by=head, improvement=improvement, owner_role=gap.owner,
            due_on=due_on, reason=gap.outcome,
        )  # fmt: skip
    elif gap.ends == "dropped":
        life.do(returns.drop_improvement, asked, by=head, improvement=improvement, reason=gap.outcome)
    else:
        life.do(returns.complete_improvement, asked, by=head, improvement=improvement, outcome=gap.outcome)
    if (
        returns.settle.why_not(ControlReturn.objects.get(pk=asked.pk), life.world.people.cast["rowan"])
        is None
    ):
        life.do(returns.settle, asked, by=life.world.people.cast["rowan"])


def _statement(life: Life, officer: Any, year: int) -> Any:
    """Last year's statement, with two issues and the words that figures do not say."""
    statement = life.do(statements.draft, by=officer, year=year - 1)
    for place, text in _words():
        statement = life.do(statements.write, statement, by=officer, place=place, text=text)
    issues = (
        ("Not everybody who joined was trained in the first month", "Train each starter in the first month",
         "Head of service", date(year, 12, 15)),
        ("A system stays in use after its contract has ended", "Decide nine months before a contract ends",
         "Contract manager", date(year + 1, 2, 28)),
    )  # fmt: skip
    for text, action, owner, due_on in issues:
        statement = life.do(
            statements.raise_issue, statement, by=officer, text=text, remedy=action, owner_role=owner,
            due_on=due_on,
        )  # fmt: skip
    return life.do(statements.put_to_signature, statement, by=officer)


def _words() -> Iterator[tuple[str, str]]:
    yield (
        "scope",
        "The council is responsible for seeing that its business is done by the law and to proper standards, "
        "and that public money is safeguarded, accounted for and used well.",
    )
    yield (
        "F",
        "Risks are kept in one register since April. What is above appetite is treated, or accepted by name.",
    )
    yield (
        "conclusion",
        "We are satisfied that these arrangements were fit for their purpose in the year, but for the issues "
        "named here, on each of which somebody will report.",
    )


def _signed(life: Life, statement: Any) -> Story:
    """The leader, then the chief executive; then everybody can read it."""
    people = life.world.people.cast
    life.do(statements.sign_as_leader, statement, by=people["lorna"])
    yield life.working_days_on(2)
    life.do(statements.sign_as_chief_executive, statement, by=people["conrad"])
    yield life.working_days_on(3)
    life.do(statements.publish, statement, by=people["rowan"])
