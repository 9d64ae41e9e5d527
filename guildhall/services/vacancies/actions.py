"""The verbs of a casual vacancy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Member
from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.clocks.wording import said
from guildhall.services.vacancies import forms
from guildhall.services.vacancies.models import Vacancy
from guildhall.services.vacancies.service import vacancies

Stage = Vacancy.Stage
# No election in the last six months of a term, unless more than a third of all seats are vacant (s.89(3)).
LAST_MONTHS = 6


@vacancies.opening(
    asks=forms.Arise,
    label="Enter a casual vacancy",
    says="The seat of {member.name} for {record.ward} is vacant: {record.because}.",
    law="LGA 1972 s.84 to s.87",
)
def arise(vacancy: Vacancy, member: Member) -> None:
    """Enter that a seat fell vacant before its time; it is entered by itself when a member leaves early."""
    assert member.left_on is not None  # the form has seen to it  # noqa: S101
    vacancy.holder, vacancy.ward, vacancy.because = member, member.ward, member.left_because
    vacancy.opened_on = vacancy.arose_on = member.left_on
    vacancy.retires_on = member.term_ends_on
    vacancy.title = f"Vacancy in {member.ward}"


@vacancies.action(
    Stage.ARISEN, Stage.CALLED_FOR, Stage.ELECTION_SET,
    asks=forms.OnADay,
    label="Give public notice",
    says="{actor} gave public notice.",
    law="LGA 1972 s.87(2), s.232",
)  # fmt: skip
def give_notice(vacancy: Vacancy, on: date) -> None:
    """Give public notice of the vacancy: from that day everybody finds it."""
    vacancy.noticed_on = vacancy.published_on = on


@vacancies.action(
    Stage.ARISEN,
    to=Stage.CALLED_FOR,
    asks=forms.OnADay,
    label="Enter its declaration",
    says="The vacancy was declared.",
    law="LGA 1972 s.86, s.89(1)(a)",
)
def declare(vacancy: Vacancy, on: date) -> None:
    """Enter that the council, or the High Court, declared the office vacant: the thirty-five days run."""
    vacancy.called_for_on = on


@vacancies.action(
    Stage.ARISEN,
    to=Stage.CALLED_FOR,
    asks=forms.ReceiveNotice,
    label="Enter a notice of two electors",
    says="Two electors gave notice of the vacancy.",
    law="LGA 1972 s.89(1)(b)",
)
def receive_notice(vacancy: Vacancy, electors: str, on: date) -> None:
    """Enter that two electors of the area gave notice of the vacancy: the thirty-five days run."""
    vacancy.called_for_on = on


def in_its_last_months(vacancy: Vacancy) -> bool:
    """Whether it arose within six months before the term would have run out."""
    return vacancy.arose_on > months_after(vacancy.retires_on, -LAST_MONTHS)


def many_are_vacant() -> bool:
    """Whether more than a third of all seats are vacant."""
    vacant = Vacancy.objects.open().count()
    serving = Member.objects.open().filter(kind=Member.Kind.COUNCILLOR).count()
    return vacant * 3 > vacant + serving


def an_election_is_due(vacancy: Vacancy, by: Any) -> str | None:
    if in_its_last_months(vacancy) and not many_are_vacant():
        return (
            f"The term would have run out on {said(vacancy.retires_on)}: in its last six months there is no "
            "election (LGA 1972 s.89(3))."
        )
    return None


def no_election_is_due(vacancy: Vacancy, by: Any) -> str | None:
    if an_election_is_due(vacancy, by) is None:
        return "An election is to be held: the term runs six months more, or a third of all seats are vacant."
    return None


@vacancies.action(
    Stage.CALLED_FOR, Stage.ELECTION_SET,
    to=Stage.ELECTION_SET,
    asks=forms.SetElection,
    gates=(an_election_is_due,),
    label="Set the election",
    says="{actor} set the election for {election_on:%-d %B %Y}.",
    law="LGA 1972 s.89(1); RPA 1983 s.36, s.39",
)  # fmt: skip
def set_election(vacancy: Vacancy, election_on: date) -> None:
    """Set the day of the poll, within the thirty-five days."""
    clock = vacancy.deadlines.filter(kind="election").first()
    if clock and clock.due_on and election_on > clock.due_on:
        raise ValidationError(f"The election must be held by {said(clock.due_on)}.")
    if vacancy.called_for_on and election_on <= vacancy.called_for_on:
        raise ValidationError("The election must be after the vacancy was declared.")
    vacancy.election_on = election_on


@vacancies.action(
    Stage.ELECTION_SET,
    to=Stage.FILLED,
    asks=forms.Fill,
    meets="election",
    label="Enter who fills it",
    says="{member.name} was elected.",
    law="LGA 1972 s.89, s.90",
)
def fill(vacancy: Vacancy, member: Member) -> None:
    """Enter who was elected: in office until the one who left would have retired (s.90)."""
    if (member.ward, member.elected_on) != (vacancy.ward, vacancy.election_on):
        raise ValidationError(f"{member.name} was not elected for {vacancy.ward} on that day.")
    if member.term_ends_on != vacancy.retires_on:
        raise ValidationError(
            f"The term runs until {said(vacancy.retires_on)}, as the one before would have (s.90)."
        )
    vacancy.successor = member


@vacancies.action(
    Stage.ARISEN, Stage.CALLED_FOR,
    to=Stage.LEFT_OPEN,
    asks=forms.LeaveOpen,
    gates=(no_election_is_due,),
    label="Leave it to the ordinary election",
    says="{actor}: it is filled at the ordinary election.",
    law="LGA 1972 s.89(3)",
)  # fmt: skip
def leave_open(vacancy: Vacancy, why: str) -> None:
    """Enter that there is no election: the term was in its last six months."""
