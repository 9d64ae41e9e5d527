"""The verbs of a business case: written, decided at three gates, and looked at again on the days agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Record, link
from guildhall.services.business_cases import forms
from guildhall.services.business_cases.models import (
    Approval,
    BusinessCase,
    Funding,
    Option,
    Trigger,
    Worth,
)
from guildhall.services.business_cases.service import Stage, business_cases

WRITING = (Stage.STRATEGIC, Stage.OUTLINE, Stage.FULL)
OPEN = (*WRITING, Stage.DELIVERY)
LAW = "Local Government Act 1999 s.3 (best value); HM Treasury, Green Book: the five case model"


def has(rows: str, words: str) -> Callable[[Any, Any], str | None]:
    """While it has a row of this kind."""

    def gate(case: BusinessCase, by: Any) -> str | None:
        return None if getattr(case, rows).exists() else words

    gate.__doc__ = f"While it has one: {words.lower()}"
    return gate


def written_by_another(case: BusinessCase, by: Any) -> str | None:
    """Nobody decides of a case they wrote."""
    own = Actor.of(by).id
    return "You wrote it: somebody else decides." if own and own == case.author_id else None


def has_options(case: BusinessCase, by: Any) -> str | None:
    """At the first gate there is a choice: doing nothing is an option too."""
    return None if case.options.count() > 1 else "It has not two options yet: doing nothing is one too."


def has_a_way(case: BusinessCase, by: Any) -> str | None:
    """At the second gate one option is preferred, with its cost, and it is said what it brings."""
    if not case.options.filter(preferred=True).exclude(cost=None).exists():
        return "No option with a cost is preferred yet."
    return None if case.worth.exists() else "It does not say yet what it brings."


def is_funded(case: BusinessCase, by: Any) -> str | None:
    """At the third gate the money is there: all that the preferred option costs."""
    short = shortfall(case)
    return f"£{short:,.2f} of its cost is funded by nobody yet." if short > 0 else None


def shortfall(case: BusinessCase) -> Decimal:
    """How much of what the preferred option costs no funding covers, in pounds."""
    cost = sum((each.cost or Decimal(0) for each in case.options.all() if each.preferred), Decimal(0))
    return cost - sum((each.amount for each in case.funding.all()), Decimal(0))


def has_open_trigger(case: BusinessCase, by: Any) -> str | None:
    """While a trigger waits for its day or its answer."""
    return None if case.triggers.filter(answered_on=None).exists() else "No trigger is open."


def money_ends(case: BusinessCase, by: Any) -> str | None:
    """While a funding of it ends."""
    return None if case.funding.exclude(last=None).exists() else "No funding of it ends."


@business_cases.opening(
    asks=forms.Propose, label="Propose a business case", says="{actor} proposed it.", law=LAW
)
def propose(
    case: BusinessCase, title: str, programme: str, need: str, owner_role: str, serves: list[Record], by: Any
) -> None:
    """Set out why money should be spent, before anybody works out how."""
    case.author_id = Actor.of(by).id
    describe.body(case, title, programme, need, owner_role)
    case.once_saved(lambda: [link(case, each, "serves") for each in serves])


@business_cases.action(
    *OPEN, asks=forms.Describe, label="Change what it is for", says="{actor} changed what it is for."
)
def describe(case: BusinessCase, title: str, programme: str, need: str, owner_role: str) -> None:
    """Change its name, its need or its sponsor."""
    case.title, case.programme, case.need, case.owner_role = title, programme, need, owner_role


@business_cases.action(
    *WRITING, asks=forms.AddOption, label="Add an option", says="{actor} added the option {name}."
)
def add_option(case: BusinessCase, row: Option) -> None:
    """Add one way to do it, or not to."""
    row.save()


@business_cases.action(
    *WRITING, asks=forms.Prefer, gates=(has("options", "It has no option."),), label="Prefer an option",
    says="{actor} preferred the option {option}: {why}",
)  # fmt: skip
def prefer(case: BusinessCase, option: Option) -> None:
    """Say which option is preferred, and why; no other one is."""
    case.options.update(preferred=False)
    option.preferred = True
    option.save(update_fields=["preferred"])


@business_cases.action(
    *WRITING, asks=forms.RemoveOption, gates=(has("options", "It has no option."),),
    label="Remove an option", says="{actor} removed the option {option}: {why}",
)  # fmt: skip
def remove_option(case: BusinessCase, option: Option) -> None:
    """Take out an option that is none any more."""
    option.delete()


@business_cases.action(
    *OPEN, asks=forms.AddFunding, label="Add funding",
    says="{actor} added funding from {source}: £{amount:,.2f}.",
)  # fmt: skip
def add_funding(case: BusinessCase, row: Funding) -> None:
    """Say who pays, how much, from when and until when."""
    row.save()


@business_cases.action(
    *OPEN, asks=forms.SayWhatFollows, gates=(money_ends,), meets="funding",
    label="Say what follows a funding",
    says="{actor} said what follows {funding}: {record.told}. {why}",
)  # fmt: skip
def say_what_follows(case: BusinessCase, funding: Funding, then: str, transfers_to: str) -> None:
    """Say whether the work stops with the money, or who pays from then on."""
    funding.then, funding.transfers_to = then, transfers_to
    funding.save(update_fields=["then", "transfers_to"])
    case.told = f"{transfers_to} pays from then on" if transfers_to else "the work stops with it"


@business_cases.action(
    *OPEN, asks=forms.RemoveFunding, gates=(has("funding", "It has no funding."),),
    label="Remove a funding", says="{actor} removed the funding {funding}: {why}",
)  # fmt: skip
def remove_funding(case: BusinessCase, funding: Funding) -> None:
    """Take out money that will not come."""
    funding.delete()


@business_cases.action(
    *OPEN, asks=forms.AddWorth, label="Say what it brings", says="{actor}: it brings {name}."
)
def add_worth(case: BusinessCase, row: Worth) -> None:
    """Say what it saves, avoids, earns or improves, and in which benefit of a plan that is recorded."""
    row.save()


@business_cases.action(
    *OPEN, asks=forms.RemoveWorth, gates=(has("worth", "It does not say what it brings."),),
    label="Take back what it brings", says="{actor}: it will not bring {worth}. {why}",
)  # fmt: skip
def remove_worth(case: BusinessCase, worth: Worth) -> None:
    """Take out what it will not bring after all."""
    worth.delete()


@business_cases.action(
    *OPEN, asks=forms.SetTrigger, label="Agree a trigger",
    says="{actor} agreed a trigger: if {figure} is not {record.told}: {then}",
)  # fmt: skip
def set_trigger(case: BusinessCase, row: Trigger) -> None:
    """Agree what is done if a figure is not what it should be on a day."""
    row.save()
    case.told = f"{row.get_direction_display()} {row.threshold:,.2f} {row.unit} on {said(row.day)}"


@business_cases.action(
    *OPEN, asks=forms.RemoveTrigger, gates=(has_open_trigger,), label="Remove a trigger",
    says="{actor} removed the trigger {trigger}: {why}",
)  # fmt: skip
def remove_trigger(case: BusinessCase, trigger: Trigger) -> None:
    """Take out a trigger that is not needed, before it is answered."""
    trigger.delete()


@business_cases.action(
    *OPEN, asks=forms.AnswerTrigger, gates=(has_open_trigger,), meets="trigger", label="Answer a trigger",
    says="{actor} answered the trigger {trigger}: {record.told}. {done}",
)  # fmt: skip
def answer_trigger(case: BusinessCase, trigger: Trigger, value: Decimal, done: str, on: date) -> None:
    """Say what the figure was on the day, and what is done now."""
    trigger.value, trigger.done, trigger.answered_on = value, done, on
    trigger.save(update_fields=["value", "done", "answered_on"])
    pulled = "what was agreed is done" if trigger.pulled_by(value) else "as it should be"
    case.told = f"it is {value:,.2f} {trigger.unit}: {pulled}"


def _passed(
    case: BusinessCase, outcome: str, decision: Record | None, minute: str, on: date, by: Any,
    amount: Decimal | None = None, conditions: str = "",
) -> None:  # fmt: skip
    """Keeps what a gate decided, and the link to the decision where that is a record."""
    Approval.objects.create(
        case=case, gate=case.stage, outcome=outcome, decision=decision, minute=minute, on=on, amount=amount,
        conditions=conditions, by_id=Actor.of(by).id,
    )  # fmt: skip
    if decision:
        link(case, decision, "decided_by")
    if outcome == Approval.Outcome.PASSED:
        case.gate_on = on
    case.told = minute or "a decision here"


APPROVED = "{actor} approved it by {record.told}. {conditions}"


@business_cases.action(
    Stage.STRATEGIC, to=Stage.OUTLINE, asks=forms.Approve, gates=(written_by_another, has_options),
    label="Approve the strategic outline", says=APPROVED, law=LAW,
)  # fmt: skip
def approve_strategic(
    case: BusinessCase, decision: Record | None, minute: str, amount: Decimal | None, conditions: str,
    by: Any, on: date,
) -> None:  # fmt: skip
    """Let it be worked out: the need is agreed, and there is a choice."""
    _passed(case, Approval.Outcome.PASSED, decision, minute, on, by, amount, conditions)


@business_cases.action(
    Stage.OUTLINE, to=Stage.FULL, asks=forms.Approve, gates=(written_by_another, has_a_way),
    label="Approve the outline case", says=APPROVED, law=LAW,
)  # fmt: skip
def approve_outline(
    case: BusinessCase, decision: Record | None, minute: str, amount: Decimal | None, conditions: str,
    by: Any, on: date,
) -> None:  # fmt: skip
    """Agree the preferred option, its cost and what it brings."""
    _passed(case, Approval.Outcome.PASSED, decision, minute, on, by, amount, conditions)


@business_cases.action(
    Stage.FULL, to=Stage.DELIVERY, asks=forms.Approve, gates=(written_by_another, has_a_way, is_funded),
    label="Approve the full case", says=APPROVED, law=LAW,
)  # fmt: skip
def approve_full(
    case: BusinessCase, decision: Record | None, minute: str, amount: Decimal | None, conditions: str,
    by: Any, on: date,
) -> None:  # fmt: skip
    """Let the money be spent: it is there, and it is known what it brings."""
    _passed(case, Approval.Outcome.PASSED, decision, minute, on, by, amount, conditions)


@business_cases.action(
    *WRITING, asks=forms.SendBack, gates=(written_by_another,), label="Send it back",
    says="{actor} sent it back by {record.told}: {conditions}",
)  # fmt: skip
def send_back(
    case: BusinessCase, decision: Record | None, minute: str, conditions: str, by: Any, on: date
) -> None:
    """Say what would have to be there before it passes this gate."""
    _passed(case, Approval.Outcome.RETURNED, decision, minute, on, by, conditions=conditions)


@business_cases.action(
    *WRITING, to=Stage.REFUSED, asks=forms.SendBack, gates=(written_by_another,), label="Refuse it",
    says="{actor} refused it by {record.told}: {conditions}",
)  # fmt: skip
def refuse(
    case: BusinessCase, decision: Record | None, minute: str, conditions: str, by: Any, on: date
) -> None:
    """Decide that the money is not spent, and say why."""
    case.ended_because = conditions
    _passed(case, Approval.Outcome.REFUSED, decision, minute, on, by, conditions=conditions)


@business_cases.action(
    *WRITING, to=Stage.WITHDRAWN, asks=forms.End, label="Withdraw it", says="{actor} withdrew it: {why}"
)
def withdraw(case: BusinessCase, why: str) -> None:
    """Take the case back before it is decided, and say why."""
    case.ended_because = why


@business_cases.action(
    Stage.DELIVERY, to=Stage.CLOSED, asks=forms.End, label="Close it", says="{actor} closed it: {why}"
)
def close(case: BusinessCase, why: str) -> None:
    """Say that it is delivered or at its end, and what came of it."""
    case.ended_because = why
