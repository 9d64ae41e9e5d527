"""The committed handbook says what the declarations say, and no released word has gone (ADR 17)."""

import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from guildhall.kernel.handbook import pages, permanent_words
from guildhall.kernel.handbook.markdown import anchor
from guildhall.kernel.management.commands.handbook import files
from guildhall.kernel.services import services
from tests.architecture.tree import ROOT

FOLDER = ROOT / "docs" / "handbook"
LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]*))?\)")


def test_the_handbook_is_up_to_date():
    wanted = files(FOLDER)

    stale = [
        name
        for name, text in wanted.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text() != text
    ]
    orphans = [path.name for path in (FOLDER / "services").iterdir() if f"services/{path.name}" not in wanted]

    assert not stale, f"run `make handbook` and commit: {', '.join(stale)}"
    assert not orphans


def test_the_handbook_reads_the_same_whoever_writes_it():
    """Nothing in it hangs on the order of a set or the day it is written."""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings"}

    said = subprocess.run(
        [sys.executable, "-m", "guildhall", "handbook", "--check"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr


@pytest.mark.parametrize("service", services(), ids=lambda service: service.key)
def test_every_verb_stage_and_role_of_a_service_is_in_its_page(service):
    page = pages([service])[f"services/{service.key}.md"]

    assert all(f"### {action.label}\n" in page for action in service.actions.values())
    assert all(f"| {stage.label} |" in page for stage in service.stages)
    assert all(role in page for role in service.roles)
    assert all(duty.title in page for duty in service.duties.values())


@pytest.mark.parametrize("service", services(), ids=lambda service: service.key)
def test_the_lifecycle_is_drawn_with_every_stage_and_move(service):
    drawing = ElementTree.fromstring(pages([service])[f"services/{service.key}.svg"])  # noqa: S314  our own

    words = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))

    assert all(part in words for stage in service.stages for part in stage.label.split())
    assert all(
        action.label in words for action in service.actions.values() if action.to and not action.retired
    )


def test_every_link_of_the_handbook_leads_somewhere():
    written = {name: text for name, text in files(FOLDER).items() if name.endswith(".md")}

    for name, text in written.items():
        for path, fragment in LINK.findall(text):
            target = (FOLDER / name).parent / path if path else FOLDER / name
            assert target.exists(), f"{name} links to {path}"
            headings = [
                anchor(line.lstrip("# ")) for line in target.read_text().splitlines() if line.startswith("#")
            ]
            assert not fragment or fragment in headings, f"{name} links to {path}#{fragment}"


def test_what_was_released_is_never_taken_away():
    """Verbs, stages and keys stand in events, addresses and published figures, so they are only retired."""
    released = json.loads((FOLDER / "permanent.json").read_text(encoding="utf-8"))
    current = permanent_words()

    gone = [
        f"{kind}: {word}" for kind, words in released.items() for word in words if word not in current[kind]
    ]

    assert not gone, "; ".join(gone)
