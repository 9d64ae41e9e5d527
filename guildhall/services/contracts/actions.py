"""The verbs of a contract."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.parties.models import involve, organisation
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.records import Record, link, title_from
from guildhall.services.contracts import forms
from guildhall.services.contracts.fields import Covered
from guildhall.services.contracts.models import Contract, CoveredSystem, comparable
from guildhall.services.contracts.service import Stage, contracts

Decision = Contract.Decision
RULES = "The council’s contract procedure rules"


def has_an_end(contract: Contract, by: Any) -> str | None:
    """Once somebody has said when it ends."""
    return None if contract.ends_on else "Say first when it ends."


def is_undecided(contract: Contract, by: Any) -> str | None:
    """While nobody has decided what follows."""
    return "It was decided already what follows." if contract.decision else None


def is_decided(contract: Contract, by: Any) -> str | None:
    """Once it was decided what follows."""
    return None if contract.decision else "Decide first what follows."


def no_notice_yet(contract: Contract, by: Any) -> str | None:
    """While no notice has been given."""
    return "Notice has been given." if contract.notice_given_on else None


def covers_something(contract: Contract, by: Any) -> str | None:
    """While it covers a system."""
    return None if contract.systems.exists() else "It covers no system."


@contracts.opening(
    asks=forms.Enter,
    label="Enter a contract",
    says="{actor} entered it: with {record.supplier}.",
    law="Local Government Transparency Code 2015",
)
def enter(
    contract: Contract,
    terms: dict[str, Any],
    systems: list[Covered],
    extends: Record | None,
    serves: list[Record],
    on: date,
) -> None:
    """Enter a contract, lease, waiver, agreement or licence, and the systems it covers."""
    contract.opened_on = on
    contract.extends_id = extends.pk if extends else None
    _say(contract, terms)
    contract.once_saved(lambda: _cover(contract, systems))
    contract.once_saved(lambda: _link(contract, extends, serves))


def _say(contract: Contract, terms: dict[str, Any]) -> None:
    """Takes what a contract says; its supplier is an organisation like any other."""
    if terms["supplier"] != contract.supplier:
        contract.once_saved(lambda: contract.involvements.filter(role="supplier").delete())
        involve(contract, organisation(terms["supplier"]), "supplier")
    for name, value in terms.items():
        setattr(contract, name, value)
    contract.title = title_from(contract.what)


def _cover(contract: Contract, systems: Iterable[Covered]) -> None:
    CoveredSystem.objects.bulk_create(
        CoveredSystem(
            contract=contract,
            name=each.name,
            key=comparable(each.name),
            critical=each.critical,
            replaced_by=each.replaced_by,
        )
        for each in systems
    )


def _link(contract: Contract, extends: Record | None, serves: Iterable[Record]) -> None:
    if extends:
        link(contract, extends, "extends")
    for each in serves:
        link(contract, each, "serves")


@contracts.action(
    asks=forms.Correct, label="Correct what it says", says="{actor} corrected what it says.", law=RULES
)
def correct(contract: Contract, terms: dict[str, Any]) -> None:
    """Correct what was entered wrongly, or add what was not known."""
    _say(contract, terms)


@contracts.action(
    Stage.IN_FORCE,
    Stage.ENDED,
    asks=forms.CoverSystem,
    label="Add a system it covers",
    says="{actor} added a system that it covers: {name}.",
    law=RULES,
)
def cover_system(contract: Contract, name: str, critical: bool, replaced_by: date | None) -> None:
    """Add a system the contract covers, or say more of one: whether it is critical, and until when."""
    given = {"name": name, "critical": critical, "replaced_by": replaced_by}
    contract.once_saved(
        lambda: CoveredSystem.objects.update_or_create(
            contract=contract, key=comparable(name), defaults=given
        )
    )


@contracts.action(
    asks=forms.UncoverSystem,
    gates=(covers_something,),
    label="Take off a system",
    says="{actor} took off a system that it does not cover: {system}.",
    law=RULES,
)
def uncover_system(contract: Contract, system: CoveredSystem) -> None:
    """Take off a system that it does not cover after all."""
    system.delete()


@contracts.action(
    asks=forms.Decide,
    meets="decide",
    gates=(has_an_end, is_undecided),
    label="Decide what follows",
    says=lambda contract: (
        "{actor} decided what follows: " + contract.get_decision_display().lower() + ". {why}"
    ),
    law=RULES,
)
def decide(contract: Contract, decision: str, on: date) -> None:
    """Decide what follows when it ends, while there is time to do it."""
    contract.decision, contract.decided_on = decision, on


@contracts.action(
    asks=forms.GoOn,
    meets="decide",
    gates=(has_an_end, is_undecided),
    label="Extend it by a waiver",
    says="{actor} extended it by a waiver until {ends_on:%-d %B %Y}: {why}",
    law=f"{RULES}: a waiver of competition",
)
def waive(contract: Contract, going_on: dict[str, Any], by: Any, on: date) -> None:
    """Let it go on without competition until a day: the waiver is a record of its own, linked to this one."""
    contract.decision, contract.decided_on = Decision.WAIVE, on
    contract.once_saved(lambda: _go_on(contract, {**going_on, "kind": Contract.Kind.WAIVER}, by, on))


@contracts.action(
    asks=forms.GoOn,
    meets="decide",
    gates=(has_an_end, is_undecided),
    label="Renew it",
    says="{actor} renewed it until {ends_on:%-d %B %Y}: {why}",
    law=RULES,
)
def renew(contract: Contract, going_on: dict[str, Any], by: Any, on: date) -> None:
    """Let it go on under its terms until a day: the renewal is a record of its own, linked to this one."""
    contract.decision, contract.decided_on = Decision.RENEW, on
    contract.once_saved(lambda: _go_on(contract, going_on, by, on))


def _go_on(contract: Contract, anew: dict[str, Any], by: Any, on: date) -> None:
    """Opens what goes on from a contract on the day after it ends: its terms, but for those agreed anew."""
    terms = {name: getattr(contract, name) for name in forms.TERMS}
    enter.follow(
        by=by,
        on=on,
        **{**terms, "starts_on": contract.day_after, **anew},
        systems=[Covered(each.name, each.critical, each.replaced_by) for each in contract.systems.all()],
        extends=contract,
        serves=[each.target for each in contract.links.filter(kind="serves").select_related("target")],
    )


@contracts.action(
    asks=forms.GiveNotice,
    meets="notice",
    gates=(has_an_end, is_decided, no_notice_yet),
    label="Give notice",
    says="{actor} gave notice to {record.supplier}.",
    law="The contract’s own terms",
)
def give_notice(contract: Contract, on: date) -> None:
    """Tell the supplier that it ends."""
    contract.notice_given_on = on


@contracts.action(
    to=Stage.ENDED,
    asks=forms.End,
    label="Say that it has ended",
    says="{actor}: it has ended. {why}",
    law=RULES,
)
def end(contract: Contract, last_day: date | None) -> None:
    """Say that it has ended: on the day that was agreed, or on another."""
    last = last_day or contract.ends_on or time.today()
    if last > time.today():
        raise ValidationError(f"It has not ended: its last day is {said(last)}.")
    if contract.ends_on and last < contract.ends_on:
        contract.agreed_until = contract.ends_on
    contract.ends_on = last
