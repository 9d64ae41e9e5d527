"""A planning committee of five, and a meeting of it on Wednesday 14 March 2018."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from guildhall.commons.chamber.actions import bodies, members
from guildhall.kernel import time
from guildhall.services.meetings.actions import issuing, minuting, planning, reports
from guildhall.services.meetings.models import Item, Meeting, Report

TODAY = date(2018, 2, 1)
MEETS_ON = date(2018, 3, 14)
NAMES = ("Ada Keel", "Bram Dunn", "Cleo Hurst", "Dilys Gale", "Ewan Nance")
WRITTEN = {
    "purpose": "To say how the pier is to be mended.",
    "recommendations": "That the pier be mended.",
    "background": "It leans.",
    "reasons": "It is cheaper now.",
}


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """It is Thursday 1 February 2018."""
    with time.pretend(TODAY):
        yield TODAY


@pytest.fixture
def dora(cast: Any, today: date) -> Any:
    return cast["dora"]


@pytest.fixture
def councillors(dora: Any) -> dict[str, Any]:
    """The five, by first name."""
    told = {"elected_on": date(2016, 5, 5), "term_ends_on": date(2020, 5, 11), "ward": "Milton"}
    elected = {name.split()[0]: members.elect(by=dora, name=name, **told) for name in NAMES}
    return {
        name: members.accept_office(each, by=dora, on=date(2016, 5, 12)) for name, each in elected.items()
    }


@pytest.fixture
def body(dora: Any, councillors: dict[str, Any]) -> Any:
    """Planning Committee: Ada chairs it, Ewan is deputy; three are a quorum."""
    made = bodies.establish(
        by=dora, kind="committee", name="Planning Committee", seats=4, on=date(2016, 5, 17)
    )
    bodies.set_standing_order(made, by=dora, rule="quorum", value="3", source="SO 9", on=date(2016, 5, 17))
    for name, member in councillors.items():
        role = {"Ada": "chair", "Ewan": "deputy"}.get(name, "member")
        made = bodies.appoint(made, by=dora, member=member, role=role, on=date(2016, 5, 17))
    return made


@pytest.fixture
def plan(dora: Any, body: Any) -> Callable[..., Meeting]:
    def plan_it(**given: Any) -> Meeting:
        told = {"kind": "formal", "meets_on": MEETS_ON, "starts_at": "17:00", "place": "Guildhall", **given}
        return planning.plan(by=dora, body=given.get("body", body), **told)

    return plan_it


@pytest.fixture
def meeting(plan: Callable[..., Meeting]) -> Meeting:
    return plan()


@pytest.fixture
def drafted(dora: Any, meeting: Meeting) -> Callable[..., Report]:
    """A report that is written; `cleared` takes it all the way."""

    def draft(title: str = "Mending the pier", **given: Any) -> Report:
        told = {"title": title, "author_role": "Director of Regeneration", **given}
        report = reports.draft(by=dora, meeting=meeting, **told)
        return reports.write(report, by=dora, **WRITTEN)

    return draft


@pytest.fixture
def cleared(dora: Any, drafted: Callable[..., Report]) -> Callable[..., Report]:
    def clear(title: str = "Mending the pier", **given: Any) -> Report:
        return clear_it(drafted(title, **given), dora)

    return clear


def clear_it(report: Report, by: Any) -> Report:
    """Out for comments, commented on, to the chair, and cleared."""
    reports.ask_for_comments(report, by=by)
    for section in ("finance", "legal", "equality"):
        reports.comment(report, by=by, section=section, text=f"No {section} remarks.")
    reports.send_to_chair(report, by=by)
    return reports.clear(report, by=by)


@pytest.fixture
def held(dora: Any, meeting: Meeting, cleared: Any, councillors: dict[str, Any]) -> Iterator[Meeting]:
    """The meeting, begun on its day with four of its five there; time stands on that day."""
    planning.put_on_agenda(meeting, by=dora, report=cleared())
    issuing.publish_agenda(meeting, by=dora)
    with time.pretend(MEETS_ON):
        present = [councillors[name].pk for name in ("Ada", "Bram", "Cleo")]
        yield minuting.take_attendance(
            meeting, by=dora, began_at="17:02", chaired_by=councillors["Ada"].pk, present=present,
            apologies=[councillors["Dilys"].pk],
        )  # fmt: skip


@pytest.fixture
def item(held: Meeting) -> Item:
    """The item about the pier."""
    return Item.objects.get(meeting=held, kind="report")
