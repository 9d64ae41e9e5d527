"""The handbook: what each service does, who may, by when and for how long, from the declarations alone."""

from __future__ import annotations

from collections.abc import Iterable

from guildhall.kernel.handbook import overviews
from guildhall.kernel.handbook.diagram import lifecycle
from guildhall.kernel.handbook.service_page import service_page
from guildhall.kernel.services import Service, services

__all__ = ["pages", "permanent_words"]


def pages(of: Iterable[Service] | None = None) -> dict[str, str]:
    """Every page by its path: Markdown, and a drawing of each lifecycle; alike for like declarations."""
    kept = list(services() if of is None else of)
    written = {
        "README.md": overviews.index(kept),
        "words.md": overviews.words(),
        "roles.md": overviews.roles(kept),
        "retention.md": overviews.retention(kept),
        "duties.md": overviews.duties(kept),
        "measures.md": overviews.measures(kept),
        "laws-of-time.md": overviews.laws_of_time(),
        "daily-round.md": overviews.daily_round(),
    }
    for service in kept:
        written[f"services/{service.key}.md"] = service_page(service)
        written[f"services/{service.key}.svg"] = lifecycle(service)
    return written


def permanent_words(of: Iterable[Service] | None = None) -> dict[str, list[str]]:
    """What stands in events, addresses and published figures: every verb, stage, duty and measure in use."""
    kept = list(services() if of is None else of)
    return {
        "verbs": sorted(action.permission for each in kept for action in each.actions.values()),
        "stages": sorted(f"{each.key}.{stage}" for each in kept for stage in each.stages.values),
        "duties": sorted(duty.key for each in kept for duty in each.duties.values()),
        "measures": sorted(measure.key for each in kept for measure in each.measures.values()),
    }
