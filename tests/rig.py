"""The rig of the tests: which tests run on which database, and a plain word on what could not be run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from tests.chromium import find_chromium

TOUCHES_DATABASE = {"db", "transactional_db", "live_server", "admin_client", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="only tests that use the database, none in a browser"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if reason := why_not(item):
            item.add_marker(pytest.mark.skip(reason=reason))
    if config.getoption("database_only"):
        left_out = [
            item
            for item in items
            if not touches_database(item)
            or item.get_closest_marker("browser")
            or item.get_closest_marker("once")
        ]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def nothing_exported_before() -> Iterator[None]:
    """No test reads the heads another one exported: they lie in the folder all of a worker's tests share."""
    yield
    for export in (Path(settings.DATA) / "heads").glob("*.jsonl"):
        export.unlink()


@pytest.fixture(autouse=True)
def what_a_council_begins_with(request: pytest.FixtureRequest) -> None:
    """A test that commits leaves a flushed database: what migrations put there is put there again."""
    database = next((name for name in ("transactional_db", "db") if name in request.fixturenames), None)
    if database:
        request.getfixturevalue(database)
    elif not request.node.get_closest_marker("django_db"):
        return
    from guildhall.services.risks.beginning import begin

    begin()


def why_not(item: pytest.Item) -> str | None:
    """Why a test cannot run here; None where it can."""
    if item.get_closest_marker("proof") and not os.environ.get("GUILDHALL_PROOF"):
        return "a slow proof: run `make proof`"
    if item.get_closest_marker("postgres") and database_name() != "PostgreSQL":
        return "needs PostgreSQL, where the second half of `make test` runs it"
    if item.get_closest_marker("browser") and not find_chromium():
        return "needs Chromium, which this machine has not"
    return None


def touches_database(item: pytest.Item) -> bool:
    case = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or TOUCHES_DATABASE & set(getattr(item, "fixturenames", ()))
        or (case and issubclass(case, TransactionTestCase))
    )


def database_name() -> str:
    return "SQLite" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "PostgreSQL"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    browser = find_chromium() or "none, so the browser tests were skipped"
    terminalreporter.write_line(f"Database: {database_name()}. Browser: {browser}.")
