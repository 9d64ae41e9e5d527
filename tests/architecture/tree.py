"""The source tree, as the architecture tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "guildhall"
NOT_OURS = {
    ".git", ".venv", ".tools", "node_modules", "var", "staticfiles", "compiled", "__pycache__", ".mypy_cache",
    ".ruff_cache", ".import_linter_cache", ".hypothesis", ".pytest_cache",
}  # fmt: skip
TEXT = {"", ".py", ".md", ".html", ".txt", ".toml", ".json", ".yaml", ".yml", ".js", ".scss", ".svg", ".csv"}


def place(path: Path) -> str:
    """The path as people write it: guildhall/kernel/time.py."""
    return path.relative_to(ROOT).as_posix()


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, without what set-up makes."""
    return tuple(_walk(ROOT))


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS:  # .git is a file in a worktree
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def texts() -> list[Path]:
    """The files that hold words."""
    return [path for path in files() if path.suffix in TEXT]


def sources() -> list[Path]:
    """The package's own Python: no tests, no migrations."""
    return [
        path
        for path in files()
        if path.suffix == ".py" and PACKAGE in path.parents and not {"tests", "migrations"} & set(path.parts)
    ]


def templates() -> list[Path]:
    return [path for path in files() if path.suffix == ".html" and {"templates", "jinja2"} & set(path.parts)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    """guildhall.kernel.time for its file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def dotted(node: ast.AST) -> str:
    """The name an expression spells, such as "datetime.now"; empty when it spells none."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""
