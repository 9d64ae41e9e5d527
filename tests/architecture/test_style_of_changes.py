"""Every change to a record goes through one frame (ADR 2)."""

import ast
import textwrap

import pytest

from guildhall.services.requests.models import InformationRequest
from tests.architecture.tree import module_name, place, sources, tree
from tests.architecture.writes import names_of, writes

# Who may write a record's row, and why.
MAY = {
    "guildhall/kernel/actions.py": "the frame",
    "guildhall/kernel/bulk.py": "brings in another system's records, with an event on each",
    "guildhall/kernel/events.py": "counts the events of a record, and nothing else of it",
    "guildhall/kernel/redating.py": "moves due dates when the calendar changes, with an event on each",
    "guildhall/kernel/retention.py": "forgets a record whose time is up, with a certificate and an event",
}


@pytest.mark.parametrize("path", sources(), ids=place)
def test_records_change_only_in_the_frame(path):
    if place(path) in MAY or path.name == "__main__.py":
        pytest.skip(MAY.get(place(path), "a program"))

    found = writes(tree(path), names_of(module_name(path)))

    assert not found, "do it in an action: " + ", ".join(f"line {line}: {call}" for line, call in found)


@pytest.mark.parametrize(
    "code",
    [
        "InformationRequest.objects.create(title='Potholes')",
        "InformationRequest.objects.filter(stage='received').update(stage='answered')",
        "def close(request: InformationRequest):\n    request.save()",
        "def close(record):\n    record.save(update_fields=['stage'])",
        "def close():\n    late = InformationRequest.objects.get(pk=1)\n    late.delete()",
        "for each in InformationRequest.objects.all():\n    each.save()",
        "def close():\n    return service('requests').records, service.records.update(stage='answered')",
        "InformationRequest(title='Potholes').save()",
    ],
)
def test_a_change_past_the_frame_is_found(code):
    assert writes(ast.parse(textwrap.dedent(code)), {"InformationRequest": InformationRequest})


@pytest.mark.parametrize(
    "code",
    [
        "def involve(record):\n    record.involvements.create(role='requester')",
        "context = {}\ncontext.update(today='Monday')",
        "def answered(request: InformationRequest):\n    request.answer = 'Yes'",
        "import hashlib\ndigest = hashlib.sha256()\ndigest.update(b'words')",
    ],
)
def test_what_changes_no_record_is_left_alone(code):
    assert not writes(ast.parse(textwrap.dedent(code)), {"InformationRequest": InformationRequest})
