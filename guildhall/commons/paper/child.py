"""The process that sets one document: data come in, a PDF goes out, and its memory goes with it.

Knows nothing of Django, so that it starts quickly. Run as `python -m guildhall.commons.paper.child`.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any, Literal

import typst

from guildhall.commons.paper.places import FONTS, ROOT

STANDARD: Literal["ua-1"] = "ua-1"
# A plan takes 120 MB; what takes more than this is wrong, and must not take the machine with it.
MOST_MEMORY = 2 << 30


def made(template: str, data: dict[str, Any], timestamp: int) -> bytes:
    """The PDF of a template with its data. Raises typst.TypstError where the template is wrong."""
    compiler = typst.Compiler(
        ROOT / template,
        root=ROOT,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=timestamp)
    if not isinstance(pdf, bytes):
        raise TypeError("Typst made no PDF.")
    return pdf


def main() -> None:
    """Reads what is asked from the standard input, and writes the PDF to the standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.buffer.write(made(**json.load(sys.stdin)))


if __name__ == "__main__":
    main()
