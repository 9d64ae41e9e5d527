"""What the README and its neighbours promise is there: commands, variables, files, pictures."""

import ast
import re
import shlex
import subprocess
import sys

import pytest
from django.core.management import get_commands, load_command_class

from guildhall.__main__ import _overview
from tests.architecture.tree import PACKAGE, ROOT, place, tree

PAGES = [
    ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / "deploy" / "README.md",
    *(ROOT / "docs" / "decisions").glob("*.md"),
]  # fmt: skip
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n(.*?)```", re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
DJANGOS = {"migrate", "makemigrations", "shell", "help"}
# Read by others than people who set an installation up.
INWARD = {"GUILDHALL_SERVED", "GUILDHALL_PICTURES", "GUILDHALL_PROOF", "PATH"}


def examples():
    """(command, what it is said to print) for every line of the README that starts with $ guildhall."""
    for block in BLOCK.findall(README):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("guildhall "):
                yield command.partition(" #")[0].strip(), output


@pytest.mark.parametrize(("command", "output"), list(examples()))
def test_a_command_of_the_readme_is_there_and_takes_what_it_is_given(command, output):
    name, *arguments = shlex.split(command)[1:]
    known = {line.split()[1] for line in _overview().splitlines() if line.startswith("  guildhall ")}

    assert name in known | DJANGOS
    if name in get_commands():
        load_command_class(get_commands()[name], name).create_parser("guildhall", name).parse_args(arguments)


@pytest.mark.parametrize(("command", "output"), [each for each in examples() if each[1].strip()])
def test_a_command_prints_what_the_readme_says(command, output):
    said = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert [line for line in output.splitlines() if line != "..." and line not in said.splitlines()] == []


def variables():
    """The names of the environment that the settings and the server read."""
    for path in (PACKAGE / "config" / "settings.py", PACKAGE / "config" / "serving.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = str(node.args[0].value)
                if re.search(r"environ\.get$|flag$", ast.unparse(node.func)):
                    yield name


@pytest.mark.parametrize("name", sorted(set(variables()) - INWARD))
def test_every_variable_is_in_the_readme(name):
    assert f"`{name}`" in README


def test_the_readme_names_no_variable_that_nobody_reads():
    table = README.partition("## Configuration")[2].partition("\n## ")[0]
    named = re.findall(r"`([A-Z]+(?:_[A-Z]+)*)`", "\n".join(re.findall(r"^\| (.*?) \|", table, re.M)))

    assert set(named) == set(variables()) - INWARD


@pytest.mark.parametrize("name", ["compose.yaml", "environment.example"])
def test_the_outline_of_an_installation_sets_what_is_read(name):
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    named = set(re.findall(r"^\s*([A-Z][A-Z_]{2,})[:=]", text, re.M)) - {"POSTGRES_USER", "POSTGRES_DB"}

    assert named - {"POSTGRES_PASSWORD"} <= set(variables())


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_every_link_leads_somewhere(page):
    gone = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()
    ]

    assert not gone


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=place)
def test_a_decision_is_short_and_says_what_would_change_our_mind(page):
    text = page.read_text(encoding="utf-8")

    assert 10 <= len(text.splitlines()) <= 40
    assert "**Context.**" in text
    assert "**Decision.**" in text
    assert "**What would change our mind.**" in text
    assert f"({page.name})" in (page.parent / "README.md").read_text(encoding="utf-8")
