"""What is offered to a service, and never taken by itself: a comment that reads like a complaint.

The service that takes signs up: `taker("complaint", address=where_to_complain)(keep_the_offer)`. Whoever
finds something offers it: `make(Offer("complaint", source="…", words=…, on=…, party=…))`. A person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

# Words that express dissatisfaction with what the council did or did not do, and ask for something about it
# (the Ombudsman's Complaint Handling Code 2024: however made, and whether or not it is called a complaint).
COMPLAINS = re.compile(
    r"\b(complain\w*|ombudsman|unacceptable|disgrac\w+|appall\w+|disgust\w+|shambles|neglig\w+|compensat\w+"
    r"|refund|(?:nobody|no one|never) (?:ever )?(?:came|called|replied|answered|rang|got back)"
    r"|still (?:not|no|waiting)|rude|ignored|let down)\b",
    re.IGNORECASE,
)
# What somebody dissatisfied writes in fewer words says nothing that could be looked into.
ENOUGH = 6


@dataclass(frozen=True)
class Offer:
    """Something for a service to look at: of which kind, where it stands, its words, its day, and whose."""

    kind: str
    source: str
    words: str
    on: date
    party: Any = None


@dataclass(frozen=True)
class Taker:
    """Who keeps offers of a kind for a person to decide, and where the customer could go themselves."""

    take: Callable[[Offer], object]
    address: Callable[[Offer], str]


_takers: dict[str, Taker] = {}


def taker(
    kind: str, *, address: Callable[[Offer], str] = lambda offer: ""
) -> Callable[[Callable[[Offer], object]], Callable[[Offer], object]]:
    """Signs up the one taker of a kind. It may be offered the same source again, with other words."""

    def sign_up(take: Callable[[Offer], object]) -> Callable[[Offer], object]:
        _takers[kind] = Taker(take, address)
        return take

    return sign_up


def make(offer: Offer) -> bool:
    """Offers it, in the transaction that is running; False where nobody takes what is of that kind."""
    found = _takers.get(offer.kind)
    if found:
        found.take(offer)
    return found is not None


def address(offer: Offer) -> str:
    """Where the customer can do it themselves; empty where nowhere."""
    found = _takers.get(offer.kind)
    return found.address(offer) if found else ""


def reads_like_a_complaint(words: str, *, dissatisfied: bool = False) -> bool:
    """Whether a person should look: by its words, or because somebody dissatisfied says why."""
    return bool(COMPLAINS.search(words)) or (dissatisfied and len(words.split()) >= ENOUGH)
