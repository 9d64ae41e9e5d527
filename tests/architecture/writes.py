"""Finds code that changes records by itself, past the one frame of actions.

It follows names the way a reader does: a parameter annotated with a record, a variable taken from a record's
queryset, `service.records`. What it cannot follow (a record behind `Any`) it knows by the name `record`.
"""

import ast
import importlib
from dataclasses import dataclass, field
from typing import Any

from guildhall.kernel.records import Record, RecordQuerySet
from guildhall.kernel.services import Service

WRITES = {
    "save", "delete", "update", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "adelete", "aupdate", "acreate",
}  # fmt: skip
ONE = {"get", "first", "last", "earliest", "latest", "typed"}
NAMES_OF_RECORDS = {"record", "records"}


@dataclass
class Writes(ast.NodeVisitor):
    """The writes found in one module: (line, what was called)."""

    known: dict[str, Any]
    found: list[tuple[int, str]] = field(default_factory=list)
    names: list[dict[str, str]] = field(default_factory=lambda: [{}])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        self.names.append({each.arg: kind for each in every if (kind := self._annotated(each))})
        self.generic_visit(node)
        self.names.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.names[-1][target.id] = self.kind(node.value)

    def visit_For(self, node: ast.For) -> None:
        if isinstance(node.target, ast.Name) and self.kind(node.iter) == "many":
            self.names[-1][node.target.id] = "one"
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr in WRITES and self.kind(called.value):
            self.found.append((node.lineno, ast.unparse(called)))
        self.generic_visit(node)

    def kind(self, node: ast.AST) -> str:
        """What it is: "one" record, "many" in a queryset, the "type" itself, or empty for anything else."""
        if isinstance(node, ast.Name):
            return self._named(node.id)
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Call):
            return self._called(node)
        return "one" if isinstance(node, ast.Subscript) and self.kind(node.value) == "many" else ""

    def _named(self, name: str) -> str:
        for scope in reversed(self.names):
            if name in scope:
                return scope[name]
        if name in self.known:
            return self._of(self.known[name])
        return "one" if name in NAMES_OF_RECORDS else ""

    def _attribute(self, node: ast.Attribute) -> str:
        if node.attr in {"records", "spine"} and not self.kind(node.value):
            return "many" if self._is_service(node.value) else ""
        owner = self.kind(node.value)
        return {"type": "many" if node.attr in {"objects", "_base_manager"} else ""}.get(owner, "")

    def _called(self, node: ast.Call) -> str:
        if not isinstance(node.func, ast.Attribute):
            return "one" if self.kind(node.func) == "type" else ""
        owner = self.kind(node.func.value)
        if owner == "one":
            return "one" if node.func.attr in ONE else ""
        return "one" if owner and node.func.attr in ONE else owner and "many"

    def _annotated(self, argument: ast.arg) -> str:
        text = ast.unparse(argument.annotation).strip("\"'") if argument.annotation else ""
        kind = self._of(self.known.get(text))
        if kind:
            return "many" if text.endswith("QuerySet") else "one"
        return "one" if argument.arg in NAMES_OF_RECORDS and text in {"", "Any", "Record"} else ""

    def _is_service(self, node: ast.AST) -> bool:
        name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
        return name == "service" or isinstance(self.known.get(name), Service)

    def _of(self, thing: Any) -> str:
        if isinstance(thing, type) and issubclass(thing, Record):
            return "type"
        return "many" if isinstance(thing, type) and issubclass(thing, RecordQuerySet) else ""


def writes(module: ast.Module, known: dict[str, Any]) -> list[tuple[int, str]]:
    """Every write to a record in a module whose names mean `known`."""
    visitor = Writes(known)
    visitor.visit(module)
    return visitor.found


def names_of(module: str) -> dict[str, Any]:
    """What the names of a module of ours mean."""
    return vars(importlib.import_module(module))
