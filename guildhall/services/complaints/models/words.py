"""What is decided of a complaint, why one is not accepted, and why something went wrong."""

from __future__ import annotations

from typing import Any

from django.db import models


class Outcome(models.TextChoices):
    """What was decided of a point, and of the complaint as a whole."""

    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Partly upheld"
    NOT_UPHELD = "not_upheld", "Not upheld"
    NO_FINDING = "no_finding", "No finding"


FAULT = (Outcome.UPHELD, Outcome.PARTLY)


class Ground(models.TextChoices):
    """Why a complaint is not accepted (Code 2.2): each is weighed on its own, none bars a kind."""

    OLD = "old", "They knew of it more than twelve months ago, and nothing speaks for looking at it now"
    DECIDED = "decided", "We have answered the same complaint through all its stages"
    COURT = "court", "A court or tribunal is deciding it, or has decided it"
    NOT_OURS = "not_ours", "It is not about anything we did or should have done"
    NO_AUTHORITY = "no_authority", "It is made for somebody who does not want it made"


class Cause(models.TextChoices):
    """Why it went wrong, for those who learn from it."""

    DELAY = "delay", "Something took too long"
    NOT_DONE = "not_done", "Something was not done"
    WRONG = "wrong", "A decision or a sum was wrong"
    INFORMATION = "information", "What we said was wrong, unclear or missing"
    CONDUCT = "conduct", "How somebody behaved"
    POLICY = "policy", "The policy itself"
    SYSTEM = "system", "A system, a form or a letter"
    CONTRACTOR = "contractor", "Somebody who works for us"
    NOTHING = "nothing", "Nothing went wrong"


def within(label: Any) -> str:
    """A label inside a sentence."""
    return f"{str(label)[:1].lower()}{str(label)[1:]}"
