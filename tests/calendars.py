"""A calendar of the test's own, so that no test meets a holiday another one proclaimed."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_calendar(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own for this test; returns where its overrides file will stand."""
    settings.DATA = tmp_path
    return tmp_path / "bank-holidays.csv"
