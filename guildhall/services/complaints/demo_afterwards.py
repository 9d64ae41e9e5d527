"""How what follows a complaint is lived: an Ombudsman looks at it, and something becomes better."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.clocks import ENGLAND_AND_WALES
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.lives import Life, Story
from guildhall.services.complaints.actions import improving, ombudsman, reporting
from guildhall.services.complaints.models import Complaint, Improvement, OmbudsmanCase, Remedy
from guildhall.services.complaints.models.ombudsman import DECISIONS_BY_KEY

DRAWN = tomllib.loads(Path(__file__).with_name("demo.toml").read_text(encoding="utf-8"))
LIKELY, WORDS = DRAWN["likely"], DRAWN["words"]
# What each decides, and how often.
DECISIONS = {
    "lgsco": {"closed": 30, "referred": 10, "not_upheld": 28, "upheld": 32},
    "housing": {"outside": 15, "none": 30, "redress": 20, "failure": 20, "fault": 15},
}


def goes_to_the_ombudsman(life: Life, complaint: Complaint, officer: Any) -> Story:
    """Some who had their last answer go on: the council is asked, answers, and hears what was decided."""
    if not life.happens(LIKELY["to_the_ombudsman"]):
        return
    yield life.working_days_on(life.between(12, 40))
    scheme = "housing" if complaint.regime == "housing" else "lgsco"
    due = calendar().add_working_days(time.today(), 20, ENGLAND_AND_WALES)
    number = f"{time.today():%y} {life.between(100_000, 999_999):06}"
    life.do(
        ombudsman.log_ombudsman, Complaint.objects.get(pk=complaint.pk), by=officer, kind="first",
        scheme=scheme,
        their_reference=number, asked=life.one_of(WORDS["ombudsman_asks"]), due_back_on=due,
    )  # fmt: skip
    case = OmbudsmanCase.objects.get(of=complaint.pk)
    on_time = life.happens(LIKELY["answered_to_them_in_time"])
    yield life.working_days_on(life.between(9, 19) if on_time else life.between(22, 30))
    answer = life.one_of(WORDS["ombudsman_answer"])
    case = life.do(ombudsman.answer_enquiry, case, by=officer, answer=answer)
    yield life.working_days_on(life.between(15, 45))
    _is_decided(life, case, officer, scheme)


def _is_decided(life: Life, case: OmbudsmanCase, officer: Any, scheme: str) -> None:
    """They decide; what they recommend is done, mostly by its day."""
    decision = life.pick(DECISIONS[scheme])
    upheld = bool(DECISIONS_BY_KEY[decision].upheld)
    found = life.one_of(WORDS["found"][:2]) if upheld else WORDS["found"][2]
    case = life.do(
        ombudsman.decide, case, by=officer, decision=decision, found=found, on=time.today(),
        remedied_before=upheld and life.happens(0.15),
    )  # fmt: skip
    if not upheld or case.remedied_before:
        return
    for at, kind in enumerate(life.pick({("apology",): 4, ("apology", "payment"): 5, ("improvement",): 2})):
        which = {"apology": 0, "payment": 1, "improvement": 2}[kind]
        case = life.do(
            ombudsman.recommend, case, by=officer, kind=kind, what=WORDS["recommended"][which],
            asked_for=time.today() + timedelta(days=28), cost=100 if kind == Remedy.Kind.PAYMENT else None,
        )  # fmt: skip
        if life.happens(LIKELY["complied"]):
            life.beside(_is_complied_with, case.recommendations.latest("pk"), officer, which, 5 + at)


def _is_complied_with(life: Life, recommendation: Any, officer: Any, which: int, days: int) -> Story:
    yield life.working_days_on(life.between(days, 22))
    life.do(ombudsman.comply, recommendation, by=officer, evidence=WORDS["complied"][which])


def becomes_better(life: Life, complaint: Complaint, officer: Any) -> Story:
    """Now and then what was learned is changed for everybody, and everybody is told."""
    told = DRAWN["improvements"].get(Complaint.objects.get(pk=complaint.pk).cause)
    if told is None or not life.happens(LIKELY["improved"]):
        return
    heard, what, title, you_said, we_did = told
    cause = Complaint.objects.get(pk=complaint.pk).cause
    days = life.between(30, 80)
    due = calendar().add_working_days(time.today(), days, ENGLAND_AND_WALES)
    life.do(
        improving.improve, Complaint.objects.get(pk=complaint.pk), by=officer, cause=cause, heard=heard,
        what=what, promised_for=due,
    )  # fmt: skip
    improvement = Improvement.objects.filter(links__target=complaint.pk).latest("pk")
    on_time = life.happens(LIKELY["improved_in_time"])
    yield life.working_days_on(life.between(15, days) if on_time else days + life.between(3, 20))
    improvement = life.do(
        improving.do, improvement, by=officer, evidence="It is done so since the first of the month."
    )
    yield life.working_days_on(life.between(1, 15))
    if life.happens(LIKELY["published"]):
        life.do(
            improving.publish, improvement, by=officer, public_title=title, you_said=you_said, we_did=we_did
        )


def reports(life: Life, year: int) -> Story:
    """In March the year's report is begun, to be published once the year is over."""
    officer = life.world.people.cast["cora"]
    yield life.on(date(year + 1, 3, 14))
    report = life.do(reporting.draft, by=officer, year=year)
    text = (
        "This report says how many complaints we had, how soon we answered, how often people were right, "
        "and what is better because of it. Its figures are read from the records as they stand."
    )
    life.do(reporting.write, report, by=officer, place="introduction", text=text)
