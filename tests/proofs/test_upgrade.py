"""The database of every release before this one is brought to this one, whole, and can be worked with."""

from __future__ import annotations

import gzip

import pytest

from tests.proofs.installation import Installation
from tests.proofs.keep_release import KEPT, REQUESTS


def test_there_is_a_release_to_upgrade():
    assert list(KEPT.glob("*.sqlite3.gz"))


@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.sqlite3.gz")), ids=lambda kept: kept.name)
def test_the_database_of_a_release_is_upgraded_whole(kept, tmp_path):
    file = tmp_path / "guildhall.sqlite3"
    file.write_bytes(gzip.decompress(kept.read_bytes()))

    installation = Installation(tmp_path, f"sqlite:///{file}")

    assert "all whole" in installation.guildhall("verify").stdout
    assert installation.guildhall("makemigrations", "--check", "--dry-run").returncode == 0
    assert installation.ask("found", "gritting") == REQUESTS
    installation.ask("requests", 1)
    assert installation.ask("found", "gritting") == REQUESTS + 1
    assert "all whole" in installation.guildhall("verify").stdout
