"""The shared cast, for every test: those of tests/ and the services' own."""

import pytest

from guildhall.commons.accounts.models import User


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    """Everybody in the cast, by key: `cast["amira"]` is an information officer."""
    from guildhall.demo.cast import summon

    return summon()
