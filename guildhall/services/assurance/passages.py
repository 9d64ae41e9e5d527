"""The places of a governance statement in which people write."""

from __future__ import annotations

from guildhall.services.assurance.framework import NEW, of_edition

BEFORE = {"scope": "What we are responsible for", "purpose": "What the governance framework is for"}
AFTER = {"review": "How we looked at it", "conclusion": "What we conclude"}
# Without these nobody is asked to sign.
NEEDED = ("scope", "conclusion")


def places() -> list[tuple[str, str]]:
    """Each place by its key, in the statement's order: what comes first, each principle, what comes last."""
    principles = [(each.number, str(each)) for each in of_edition(NEW)]
    return [*BEFORE.items(), *principles, *AFTER.items()]
