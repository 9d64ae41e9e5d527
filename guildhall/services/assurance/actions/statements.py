"""The verbs of the annual governance statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.gates import Actor
from guildhall.services.assurance.forms import statements as forms
from guildhall.services.assurance.models import Issue, Passage, Signature, Statement, Version
from guildhall.services.assurance.passages import NEEDED, places
from guildhall.services.assurance.service import statements

Stage = Statement.Stage
LAW = "Accounts and Audit Regulations 2015 reg.6"
LEADER, CHIEF_EXECUTIVE = Signature.Role.LEADER, Signature.Role.CHIEF_EXECUTIVE


def latest(statement: Statement) -> Version:
    """The version that was put to signature last. Raises DoesNotExist where none was."""
    return Version.objects.filter(statement=statement.pk).latest("number")


def says_what_it_must(statement: Statement, by: Any) -> str | None:
    """Once it says what the council is responsible for, and what it concludes."""
    written = set(statement.passages.values_list("place", flat=True))
    missing = [label for place, label in places() if place in NEEDED and place not in written]
    return f"Nobody has written “{missing[0]}” yet." if missing else None


def is_signed_by_both(statement: Statement, by: Any) -> str | None:
    """Once both have signed the version that stands."""
    signed = set(latest(statement).signatures.values_list("role", flat=True))
    missing = [label for role, label in Signature.Role.choices if role not in signed]
    return f"The {missing[0].lower()} has not signed it yet." if missing else None


def _not_signed_as(role: str) -> Any:
    def gate(statement: Statement, by: Any) -> str | None:
        """Once for each version."""
        signed = latest(statement).signatures.filter(role=role).exists()
        return "This version is signed already." if signed else None

    return gate


def has_issues(statement: Statement, by: Any) -> str | None:
    """While an issue stands."""
    return None if statement.issues.filter(settled_on=None).exists() else "No issue stands."


@statements.opening(asks=forms.Draft, label="Draft a statement", says="{actor} began the draft.", law=LAW)
def draft(statement: Statement, year: int, on: date) -> None:
    """Begin a year's statement; its draft is computed from the code, the returns and last year's issues."""
    statement.year, statement.opened_on = year, on
    statement.title = f"Annual governance statement {statement.period}"


@statements.action(
    Stage.DRAFT, asks=forms.Write, label="Write in it", says="{actor} wrote under “{record.told}”.", law=LAW
)
def write(statement: Statement, place: str, text: str, by: Any, on: date) -> None:
    """Say in words what figures do not; what was written before is kept beside it."""
    author = Actor.of(by).id if Actor.of(by).kind == "staff" else None
    Passage.objects.create(statement_id=statement.pk, place=place, text=text, author_id=author, on=on)
    statement.told = dict(places())[place]


@statements.action(
    Stage.DRAFT, asks=forms.RaiseIssue, label="Name an issue", says="{actor} named the issue: {text}", law=LAW
)
def raise_issue(statement: Statement, text: str, remedy: str, owner_role: str, due_on: date) -> None:
    """Name a significant governance issue, and say what will be done, by whom and by when."""
    Issue.objects.create(
        statement_id=statement.pk, text=text, remedy=remedy, owner_role=owner_role, due_on=due_on
    )


@statements.action(
    *(Stage.DRAFT, Stage.PUBLISHED),
    asks=forms.SettleIssue,
    gates=(has_issues,),
    label="Say what became of an issue",
    says="{actor} settled “{issue}”: {outcome}",
    law=LAW,
)
def settle_issue(statement: Statement, issue: Issue, outcome: str, on: date) -> None:
    """Say what became of an issue; the next statement tells it."""
    issue.settled_on, issue.outcome = on, outcome
    issue.save(update_fields=["settled_on", "outcome"])


@statements.action(
    Stage.DRAFT,
    to=Stage.BEING_SIGNED,
    gates=(says_what_it_must,),
    label="Put it to signature",
    says="{actor} put version {record.told} to signature.",
    law=LAW,
)
def put_to_signature(statement: Statement, on: date) -> None:
    """Keep the statement as it stands today, as a version, for the two who sign it."""
    from guildhall.services.assurance.content import content

    number = Version.objects.filter(statement=statement.pk).count() + 1
    stood = content(statement, on)
    Version.objects.create(statement_id=statement.pk, number=number, on=on, stood=stood)
    statement.told = str(number)


@statements.action(
    Stage.BEING_SIGNED,
    to=Stage.DRAFT,
    asks=forms.Because,
    label="Take it back",
    says="{actor} took it back: {reason}",
    law=LAW,
)
def take_back(statement: Statement) -> None:
    """Go on writing; whoever has signed signs the next version."""


def _sign(statement: Statement, role: str, by: Any, on: date) -> None:
    version, actor = latest(statement), Actor.of(by)
    signer = actor.id if actor.kind == "staff" else None
    Signature.objects.create(version=version, role=role, signed_by_id=signer, on=on)
    statement.told = str(version.number)


@statements.action(
    Stage.BEING_SIGNED,
    gates=(_not_signed_as(LEADER),),
    label="Sign it as the leader",
    says="{actor} signed version {record.told} as leader of the council.",
    law=LAW,
)
def sign_as_leader(statement: Statement, by: Any, on: date) -> None:
    """Sign the version that stands, as the leader of the council."""
    _sign(statement, LEADER, by, on)


@statements.action(
    Stage.BEING_SIGNED,
    gates=(_not_signed_as(CHIEF_EXECUTIVE),),
    label="Sign it as the chief executive",
    says="{actor} signed version {record.told} as chief executive.",
    law=LAW,
)
def sign_as_chief_executive(statement: Statement, by: Any, on: date) -> None:
    """Sign the version that stands, as the chief executive."""
    _sign(statement, CHIEF_EXECUTIVE, by, on)


@statements.action(
    Stage.BEING_SIGNED,
    to=Stage.PUBLISHED,
    gates=(is_signed_by_both,),
    meets="statement",
    label="Publish it",
    says="{actor} published it.",
    law="Accounts and Audit Regulations 2015 reg.10",
)
def publish(statement: Statement, by: Any, on: date) -> None:
    """Publish the version both have signed; the statement of the year before is followed by this one."""
    statement.published_on = on
    for before in Statement.objects.filter(stage=Stage.PUBLISHED, year__lt=statement.year):
        follow.follow(before, by=by, on=on)


@statements.action(
    Stage.PUBLISHED,
    to=Stage.SUPERSEDED,
    system=True,
    label="Follow it by the next",
    says="The next year’s statement followed it.",
)
def follow(statement: Statement) -> None:
    """End a statement, because the next year's is published."""
