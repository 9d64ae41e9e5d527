"""Reckoned back from the day a contract ends: notice by, and decide by (CON-1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ENGLAND_AND_WALES, MonthsBefore, Rule, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.contracts.models import MOST_NOTICE, MOST_RELET, Contract

Decision = Contract.Decision
NO_END = "contract-without-an-end"


def _rule(months: int) -> Rule:
    return Rule(
        key=f"contract-end-{months}",
        title="Before a contract ends",
        receives="The end of the contract",
        happens="is on",
        owes="The decision or the notice",
        in_force=date(2000, 1, 1),
        period=MonthsBefore(months),
        law="The contract’s own terms, and the time it takes to let it again",
        region=ENGLAND_AND_WALES,
    )


declare(*(_rule(months) for months in range(MOST_NOTICE + MOST_RELET + 1)))
declare(
    Rule(
        key=NO_END,
        title="A contract without an end",
        receives="The contract",
        owes="A decision",
        in_force=date(2000, 1, 1),
        period=None,
        statement="Nobody has said when it ends, so nothing is due",
        law="The council’s contract procedure rules",
        region=ENGLAND_AND_WALES,
    )
)


def before_it_ends(contract: Contract) -> Iterator[Clock]:
    """What follows is decided early enough to let it again; notice is given unless it goes on."""
    if (ends_on := contract.agreed_end) is None:
        yield Clock("decide", regime=NO_END, label="Decision")
        return
    yield _clock("decide", contract.lead_months, "Decision", ends_on)
    if contract.notice_months is not None and contract.decision not in {Decision.RENEW, Decision.WAIVE}:
        yield _clock("notice", contract.notice_months, "Notice", ends_on)


def _clock(kind: str, months: int, label: str, ends_on: date) -> Clock:
    return Clock(kind, regime=f"contract-end-{months}", label=label, starts=ends_on)
