"""Signing in as one of the cast, by one click: in a demonstration installation, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class StandIn:
    """One of the cast, as the sign-in page offers them."""

    email: str
    name: str
    does: str


_casts: list[Callable[[], list[StandIn]]] = []


def offers(cast: Callable[[], list[StandIn]]) -> Callable[[], list[StandIn]]:
    """Signs up whoever has a cast: the demonstration, which stands above the commons."""
    _casts.append(cast)
    return cast


def stand_ins() -> list[StandIn]:
    """Everybody one may sign in as; nobody where the installation is no demonstration."""
    return [each for cast in _casts for each in cast()] if settings.DEMONSTRATION else []
