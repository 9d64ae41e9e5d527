"""Setting a document: from data and a Typst template to a tagged PDF, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from guildhall.commons.design.colour import theme
from guildhall.commons.paper.places import FONTS, ROOT

CHILD = "guildhall.commons.paper.child"
TIME_LIMIT = 60


class SettingFailed(Exception):
    """A document could not be set: what Typst said, or that it took too long."""


def pdf(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """A tagged PDF (PDF/UA-1, ISO 14289-1) of a template with its data.

    `template` is a path below the package, such as plan/typst/plan.typ. The data are JSON: whatever somebody
    wrote stays text, and never becomes markup. `made_at` is written into the file. Raises SettingFailed.
    """
    asked = {"template": template, "data": {**dress(), **data}, "timestamp": int(made_at.timestamp())}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and what it is given goes in as JSON
            [sys.executable, "-m", CHILD],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
            cwd=ROOT.parent,
        )
    except subprocess.TimeoutExpired as error:
        raise SettingFailed(f"{template} was not set within {TIME_LIMIT} seconds.") from error
    if done.returncode:
        raise SettingFailed(
            f"{template} cannot be set: {done.stderr.decode(errors='replace').strip()[-2000:]}"
        )
    return done.stdout


def dress() -> dict[str, Any]:
    """What every document is told: whose it is, and the colours that follow from the council's own."""
    colours = theme(settings.COUNCIL["colour"])
    return {
        "council": settings.COUNCIL["name"],
        "theme": {
            "brand": colours["--council-brand"],
            "dark": colours["--council-brand-dark"],
            "tint": colours["--council-tint"],
            "line": colours["--council-line"],
        },
    }


def templates() -> list[Path]:
    """Every file that a document's look depends on: our own templates, and the type."""
    return sorted([*ROOT.glob("**/*.typ"), *FONTS.glob("print-*.ttf")])
