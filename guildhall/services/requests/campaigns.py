"""One request sent to many councils: the same words, in the same weeks, to one authority after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

# Requests of one campaign follow one another at no longer a distance than this.
WEEKS_APART = timedelta(days=60)
# As few authorities as make it a campaign.
FEWEST = 3


@dataclass
class Campaign:
    """Requests with one title, close together in time."""

    title: str
    first: date
    last: date
    requests: int = 0
    authorities: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        when = f"{self.first:%B %Y}"
        if self.last.replace(day=1) > self.first.replace(day=1):
            when += f" to {self.last:%B %Y}"
        return f"“{self.title}”: {self.requests:,} requests to {len(self.authorities):,} authorities, {when}"


def campaigns(requests: Iterable[tuple[str, date, str]]) -> list[Campaign]:
    """The campaigns among requests given as title, day and authority; the largest first."""
    by_title: dict[str, list[tuple[date, str, str]]] = {}
    for title, day, authority in requests:
        by_title.setdefault(alike(title), []).append((day, authority, title))
    found = [each for same in by_title.values() for each in _runs(sorted(same))]
    return sorted(
        (each for each in found if len(each.authorities) >= FEWEST), key=lambda each: -each.requests
    )


def alike(title: str) -> str:
    """A title as it is compared: without case, punctuation, “RE:” and “FW:”."""
    words = re.sub(r"[^\w ]+", " ", title.casefold()).split()
    while words and words[0] in {"re", "fw", "fwd", "foi", "request"}:
        words = words[1:]
    return " ".join(words)


def _runs(same: list[tuple[date, str, str]]) -> Iterator[Campaign]:
    campaign = None
    for day, authority, title in same:
        if campaign is None or day - campaign.last > WEEKS_APART:
            if campaign:
                yield campaign
            campaign = Campaign(title, day, day)
        campaign.last = day
        campaign.requests += 1
        campaign.authorities.add(authority)
    if campaign:
        yield campaign
