"""A complaint, and the people who handle it, on a day in June 2026, when the Codes apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from guildhall.commons.letters.models import Letter
from guildhall.kernel import time
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Sensitivity
from guildhall.services.complaints import actions
from guildhall.services.complaints.models import Complaint

MONDAY = date(2026, 6, 1)
NORA = Actor("public", None, "Nora Bell")


@pytest.fixture
def people(cast: Any) -> Iterator[Any]:
    with time.pretend(MONDAY):
        yield cast


@pytest.fixture
def cora(people: Any) -> Any:
    return people["cora"]


@pytest.fixture
def received(people: Any) -> Any:
    """Makes complaints that Nora Bell made herself, on a day."""

    def receive(area: str = "repairs", on: date = MONDAY, **said: Any) -> Any:
        asked = {
            "complained": "Nobody came to mend the boiler.\nNobody told me why.",
            "wants": "That it is mended",
            "name": "Nora Bell",
            "email": "nora.bell@example.org",
        }
        with time.pretend(on):
            return actions.complain(by=NORA, area=area, **{**asked, **said})

    return receive


@pytest.fixture
def handles(people: Any) -> Any:
    """Whoever handles a complaint: behind the wall of social care it is somebody else."""
    return lambda complaint: people["mira" if complaint.sensitivity == Sensitivity.RESTRICTED else "cora"]


@pytest.fixture
def accepted(handles: Any, received: Any) -> Any:
    """Makes complaints at stage 1, with two points."""

    def accept(area: str = "repairs", on: date = MONDAY, **said: Any) -> Any:
        complaint = received(area, on, **said)
        by = handles(complaint)
        told = {"regime": complaint.regime, "definition": "Her boiler was not mended, and nobody said why."}
        points = "- The boiler was not mended\n- Nobody told her why"
        with time.pretend(on):
            return actions.accept(complaint, by=by, test="dissatisfied", points=points, **told)

    return accept


def decide_all(complaint: Any, by: Any, outcome: str = "upheld") -> Any:
    """Decides every point of a complaint at the stage it is at."""
    for point in complaint.points.all():
        complaint = actions.decide_point(
            complaint, by=by, point=point.pk, outcome=outcome, reasons="We missed two visits."
        )
    return complaint


def promise(complaint: Any, by: Any, **said: Any) -> Any:
    told = {"kind": "action", "what": "Mend the boiler", "promised_for": date(2026, 7, 1), **said}
    return actions.promise_remedy(complaint, by=by, **told)


@pytest.fixture
def answered(handles: Any, accepted: Any) -> Any:
    """Makes complaints answered at stage 1, upheld, with a remedy promised."""

    def answer(area: str = "repairs", on: date = MONDAY, **said: Any) -> Any:
        complaint = accepted(area, on, **said)
        by = handles(complaint)
        with time.pretend(on):
            complaint = promise(decide_all(complaint, by), by)
            return actions.answer(complaint, by=by, answer="We are sorry: we missed both visits.")

    return answer


@pytest.fixture
def letter() -> Any:
    """The last letter about a complaint, without its escapes."""

    def read(complaint: Complaint) -> str:
        last = Letter.objects.filter(record=complaint.pk).latest("pk")
        return f"{last.subject}\n{last.markdown}".replace("\\", "")

    return read
