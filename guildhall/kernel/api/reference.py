"""The API's document as a page: chapters of operations, each with what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

Document = Mapping[str, Any]
# Descriptions in an OpenAPI document are CommonMark; HTML in one stays text.
_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Line:
    """One thing to give or to get: its name, its type, whether it must be given, and what it means."""

    name: str
    type: str
    required: bool
    about: str
    where: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing that can be called."""

    id: str
    method: str
    path: str
    summary: str
    about: SafeString
    open: bool
    takes: list[Line]
    asks: list[Line]
    gives: list[Line]
    problems: list[str]

    @property
    def anchor(self) -> str:
        return self.id.replace(".", "-")


@dataclass(frozen=True)
class Chapter:
    """The operations of one service."""

    title: str
    operations: list[Operation]

    @property
    def anchor(self) -> str:
        return self.title.lower().replace(" ", "-")


def chapters(document: Document) -> list[Chapter]:
    """The document's operations by tag, in the document's order."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            operation = _operation(document, path, method, told)
            found.setdefault(told["tags"][0], []).append(operation)
    return [Chapter(title, operations) for title, operations in found.items()]


def _operation(document: Document, path: str, method: str, told: Document) -> Operation:
    parameters = [resolved(document, each) for each in told.get("parameters", [])]
    bodies = told.get("requestBody", {}).get("content", {}).values()
    body: Document = next((each["schema"] for each in bodies), {})
    success = next(each for status, each in told["responses"].items() if str(status).startswith("2"))
    answer = success.get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        about=prose(told.get("description", "")),
        open={} in told.get("security", [{}]),
        takes=[_parameter(document, each) for each in parameters],
        asks=list(_lines(document, body)),
        gives=list(_lines(document, answer)),
        problems=[
            f"{status} {resolved(document, each)['description']}"
            for status, each in told["responses"].items()
            if str(status).startswith("4")
        ],
    )


def prose(text: str) -> SafeString:
    """A description as a page shows it."""
    return mark_safe(_markdown.render(text))  # noqa: S308  what the text itself contains is escaped


def _parameter(document: Document, told: Document) -> Line:
    schema = told.get("schema", {})
    about = told.get("description") or schema.get("description", "")
    return Line(told["name"], kind(document, schema), told["required"], about, told["in"])


def _lines(document: Document, schema: Document) -> Iterator[Line]:
    """The properties of an object, or of the objects in a list."""
    schema = resolved(document, schema)
    if schema.get("type") == "array":
        schema = resolved(document, schema["items"])
    required = schema.get("required", [])
    for name, told in schema.get("properties", {}).items():
        about = ": ".join(filter(None, (told.get("title", ""), told.get("description", ""))))
        yield Line(name, kind(document, told), name in required, about)


def resolved(document: Document, told: Document) -> Document:
    """The thing itself, where there is only its name: a schema, a parameter, a response."""
    if "$ref" not in told:
        return told
    kind, _, name = told["$ref"].removeprefix("#/components/").partition("/")
    found: Document = document["components"][kind][name]
    return found


def kind(document: Document, schema: Document) -> str:
    """A type in words: “one of foi, eir”, “list of whole numbers”, “day or nothing”."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(kind(document, each) for each in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        values = [str(each) for each in schema.get("enum", [schema.get("const")]) if each != ""]
        return f"one of {', '.join(values)}"
    if schema.get("type") == "array":
        return f"list of {kind(document, schema.get('items', {}))}"
    return FORMATS.get(schema.get("format", "")) or _plain(schema.get("type", "anything"))


def _plain(told: str | list[str]) -> str:
    return " or ".join(TYPES.get(each, each) for each in ([told] if isinstance(told, str) else told))


FORMATS = {"date": "day", "date-time": "moment", "email": "email address", "binary": "file"}
TYPES = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "nothing",
}
