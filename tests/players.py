"""The shared cast, for every test: those of tests/ and the services' own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from guildhall.commons.accounts.models import User


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    """Everybody in the cast, by key: `cast["amira"]` is an information officer."""
    from guildhall.demo.cast import summon

    return summon()


@pytest.fixture
def client_of(settings: Any) -> Callable[[Any], Client]:
    """A browser in which somebody is signed in; nobody's data is at stake, so no second factor is asked."""
    settings.DEMONSTRATION = True

    def signed_in(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in
