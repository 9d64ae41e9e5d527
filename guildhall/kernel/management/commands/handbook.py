"""`guildhall handbook`: write the handbook's pages from the declarations."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from guildhall.kernel.handbook import pages, permanent_words

PERMANENT = "permanent.json"
INDEX = "README.md"


class Command(BaseCommand):
    help = "Write the handbook's pages from the declarations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--into", type=Path, default=settings.BASE / "docs" / "handbook", help="the folder"
        )
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit 1 where a page is out of date"
        )

    def handle(self, *args: Any, into: Path, check: bool, **options: Any) -> None:
        wanted = files(into)
        stale = sorted(name for name, text in wanted.items() if _now(into / name) != text)
        orphans = sorted(_written_before(into) - wanted.keys())
        if check:
            self._report([*stale, *orphans])
            return
        for name in stale:
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            (into / name).write_text(wanted[name], encoding="utf-8")
        for name in orphans:
            (into / name).unlink()
        self.stdout.write(f"{len(wanted)} pages; {len(stale)} written, {len(orphans)} removed.")

    def _report(self, names: list[str]) -> None:
        if not names:
            self.stdout.write("The handbook says what the declarations say.")
            return
        self.stderr.write(f"Out of date: {', '.join(names)}. Run `make handbook`.")
        sys.exit(1)


def files(folder: Path) -> dict[str, str]:
    """Every generated file of the folder by its name, with the words that may never go."""
    written = pages()
    written[INDEX] += _beside(folder, written)
    return {**written, PERMANENT: _permanent(folder / PERMANENT)}


def _beside(folder: Path, written: dict[str, str]) -> str:
    """Where the pages written by hand are found, by their first lines."""
    by_hand = sorted(path for path in folder.glob("*.md") if path.name not in written)
    lines = [f"- [{_now(path).partition(chr(10))[0].lstrip('# ')}]({path.name})" for path in by_hand]
    return "\n".join(["\n## Written by hand\n", *lines, ""]) if lines else ""


def _permanent(path: Path) -> str:
    """The released words, and the new ones; none is ever taken out."""
    released = json.loads(_now(path) or "{}")
    words = {kind: sorted({*found, *released.get(kind, ())}) for kind, found in permanent_words().items()}
    return json.dumps(words, indent=2) + "\n"


def _now(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _written_before(folder: Path) -> set[str]:
    """The pages of services, some of which may no longer be there."""
    return {f"services/{path.name}" for path in folder.glob("services/*")}
