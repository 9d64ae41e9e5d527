"""`guildhall openapi`: the API's contract as a file, so that a change of it is a change somebody saw."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

PLACE = Path("docs", "openapi.json")


class Command(BaseCommand):
    help = "Write the API's document to docs/openapi.json, or check that it is up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when it is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        path, text = settings.BASE / PLACE, document()
        written = path.read_text(encoding="utf-8") if path.exists() else ""
        if text == written:
            self.stdout.write(f"{PLACE} is up to date.")
        elif options["check"]:
            self.stderr.write(f"{PLACE} is out of date. Run `make openapi`.")
            sys.exit(1)
        else:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{PLACE} is written.")


def document() -> str:
    """The API's document as the file has it."""
    api = import_string(settings.API)
    return json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False) + "\n"
