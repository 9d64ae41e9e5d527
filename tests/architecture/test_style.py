"""Conventions a machine can hold, so that people need not."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, dotted, place, sources, texts, tree

# Files that hold more than three hundred lines, each for a reason; none may pass four hundred and fifty.
LONG = {
    "guildhall/kernel/actions.py": "the frame is one thing, read from top to bottom",
}
LONGEST, LONG_FROM = 450, 300

ASKS_TIME = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "timezone.localdate",
    "timezone.localtime", "time.time", "datetime.datetime.now", "datetime.date.today", "Now",
}  # fmt: skip
OWN_CLOCK = {"guildhall/kernel/time.py": "the one place that asks the operating system"}
MACHINES = re.compile(r"(?<![\w.})\]/:-])/(?:" + "|".join(("work", "root", "tmp", "home", "Users")) + r")/\w")
MARKS = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
SAY_IT_IN_THEIR_NAME = {"__init__.py", "apps.py", "urls.py"}
NO_PLACE = {"utils", "util", "helpers", "misc", "common"}


def functions() -> Iterator[ast.FunctionDef]:
    for path in sources():
        yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short():
    lengths = sorted(length(function) for function in functions())

    assert statistics.median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.95)] <= 28
    assert lengths[-1] <= 60


@pytest.mark.parametrize("path", sources(), ids=place)
def test_a_file_holds_one_idea(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= (LONGEST if place(path) in LONG else LONG_FROM)
    assert path.stem not in NO_PLACE, "name it after what it holds"


def test_the_list_of_long_files_is_kept():
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}

    assert not [name for name in LONG if lengths.get(name, 0) <= LONG_FROM], (
        "no longer long: take it off the list"
    )


@pytest.mark.parametrize("path", sources(), ids=place)
def test_only_one_module_asks_the_operating_system_what_time_it_is(path):
    asked = [
        dotted(node.func)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and dotted(node.func) in ASKS_TIME
    ]

    assert not asked or place(path) in OWN_CLOCK, f"ask guildhall.kernel.time: {asked}"


def test_no_column_takes_the_time_by_itself():
    """auto_now asks the operating system unseen; only the day somebody first signed in may."""
    found = [
        f"{place(path)}: {ast.unparse(node.func)}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and {"auto_now", "auto_now_add"} & {word.arg for word in node.keywords}
    ]

    assert found == ["guildhall/commons/accounts/models.py: models.DateTimeField"]


@pytest.mark.parametrize("path", sources(), ids=place)
def test_every_module_opens_with_what_it_is(path):
    module = tree(path)

    assert ast.get_docstring(module) or path.name in SAY_IT_IN_THEIR_NAME, "a first sentence is missing"


def test_nothing_names_the_machine_it_was_written_on():
    found = [
        f"{place(path)}: {match.group()}"
        for path in texts()
        for match in MACHINES.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert not found, found


def test_nothing_is_left_for_later():
    written = [path for path in texts() if path.suffix in {".py", ".html", ".scss", ".js", ".md"}]

    assert not [place(path) for path in written if MARKS.search(path.read_text(encoding="utf-8"))]


def test_no_signal_is_listened_to():
    """Services hear an action after it has committed; nobody can say what a save with receivers will do."""
    found = [
        place(path)
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models.signals")
    ]

    assert not found


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


@pytest.mark.parametrize("dependency", dependencies())
def test_every_dependency_says_why_it_is_here(dependency):
    line = re.search(
        rf'^\s*"{re.escape(dependency)}",\s*# (\S.+)$', (ROOT / "pyproject.toml").read_text(), re.M
    )

    assert line, "a comment is missing"
    assert len(line[1].split()) >= 2


def test_the_licence_travels_with_the_code():
    assert "MIT License" in (ROOT / "LICENSE").read_text()
