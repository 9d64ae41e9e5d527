"""Imports go down only, and the kernel can be read from the bottom up."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from importlinter.cli import lint_imports

from tests.architecture.tree import PACKAGE, ROOT, module_name, sources, tree

KERNEL = "guildhall.kernel"
# A function may look up at a module that is loaded after its own, where the question belongs to the lower one
# and the answer to the higher. Each such look is here, with what it is for; a new one is a knot being tied.
LOOKS_UP = {
    "records": ({"gates", "services"}, "a record names the service that keeps it, and asks who may see it"),
    "services": (
        {"actions", "duties", "judging", "measures", "verbs"},
        "its decorators make what they declare",
    ),
    "duties": ({"services"}, "a duty is found by its key in the registry"),
    "measures": ({"services"}, "a measure is found by its key in the registry"),
    "excepting": ({"services"}, "an exception's duty is found by its key in the registry"),
    "outbox": ({"services", "delivery"}, "who hears an action; and the wake-up once it is committed"),
    "clocks.result": ({"clocks.explain", "clocks.strip"}, "words and days are made when they are read"),
}


def test_imports_go_down_only(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    broken = lint_imports(no_cache=True, no_logo=True)

    assert not broken, capsys.readouterr().out


def test_the_kernel_loads_without_going_in_circles():
    graph = {module_name(path): set(_imports(path, late=False)) for path in _kernel()}

    order = list(TopologicalSorter(graph).static_order())

    assert order.index(f"{KERNEL}.records") < order.index(f"{KERNEL}.actions")


def test_the_kernel_looks_up_only_where_it_says_why():
    looks = {
        module_name(path): set(_imports(path, late=True)) - set(_imports(path, late=False))
        for path in _kernel()
        if path.name != "apps.py"  # Django has it load what nobody imports
    }

    found = {_short(name): {_short(each) for each in up} for name, up in looks.items() if up}

    assert found == {name: up for name, (up, _) in LOOKS_UP.items()}


def _short(name: str) -> str:
    return name.removeprefix(f"{KERNEL}.")


def test_the_clocks_never_look_up():
    clocks = [path for path in _kernel() if "clocks" in path.parts]

    assert clocks
    assert not [
        name
        for path in clocks
        for name in _imports(path, late=True)
        if not name.startswith(f"{KERNEL}.clocks")
    ]


def test_no_service_is_named_below_the_services():
    """The kernel and the commons find services in the registry, never by import or by key."""
    below = [
        path
        for path in sources()
        if path.is_relative_to(PACKAGE / "kernel") or path.is_relative_to(PACKAGE / "commons")
    ]

    assert not [
        f"{module_name(path)} imports {name}"
        for path in below
        for name in _imports(path, late=True)
        if name.startswith(("guildhall.services", "guildhall.plan", "guildhall.site", "guildhall.config"))
    ]


def _kernel() -> list[Path]:
    return [path for path in sources() if path.is_relative_to(PACKAGE / "kernel")]


def _imports(path: Path, *, late: bool) -> Iterator[str]:
    """The modules of ours that a module imports: when it is loaded, or, `late`, inside its functions too."""
    known = {module_name(each) for each in sources()}
    for node in _statements(tree(path), late):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if whole in known or node.module in known:
                    yield whole if whole in known else node.module


def _statements(node: ast.AST, late: bool) -> Iterator[ast.AST]:
    """The statements that run; those only type checkers read are left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if not late and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield child
        yield from _statements(child, late)
