"""Keeps a small database of this release for the next one to upgrade: `python -m tests.proofs.keep_release`.

Run once for each release, when its migrations are final; what is kept is never changed afterwards.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from tests.proofs.installation import Installation

KEPT = Path(__file__).parent / "fixtures"
REQUESTS = 5


def main() -> None:
    """Writes fixtures/VERSION.sqlite3.gz."""
    kept = KEPT / f"{version('guildhall')}.sqlite3.gz"
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder), f"sqlite:///{folder}/guildhall.sqlite3")
        installation.ask("cast")
        installation.ask("requests", REQUESTS)
        with closing(sqlite3.connect(f"{folder}/guildhall.sqlite3")) as database:
            database.execute("VACUUM INTO ?", (f"{folder}/kept.sqlite3",))
        kept.write_bytes(gzip.compress(Path(folder, "kept.sqlite3").read_bytes(), mtime=0))
    sys.stdout.write(f"{kept} holds {kept.stat().st_size:,} bytes.\n")


if __name__ == "__main__":
    main()
