"""A new entry, by whoever spoke with somebody we did not know."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from guildhall.commons.parties import wording
from guildhall.commons.parties.lineage import PartyEvent, noted
from guildhall.commons.parties.people import ContactPoint, Party, contact_point
from guildhall.kernel import time
from guildhall.kernel.gates import Actor


@transaction.atomic
def enter(
    *,
    by: Any,
    name: str,
    kind: str = Party.Kind.PERSON,
    born_on: date | None = None,
    phone: str = "",
    email: str = "",
    address: str = "",
    submission: str | None = None,
) -> Party:
    """Always a new entry: whoever enters it has looked before. A form sent twice enters once."""
    if submission and (done := PartyEvent.objects.filter(submission=submission).first()):
        return done.party
    party = Party.objects.create(kind=kind, name=name, born_on=born_on, created_at=time.now())
    told = {"phone": phone, "email": email, "address": address}
    points = [contact_point(party, each, value) for each, value in told.items() if value]
    ContactPoint.objects.bulk_create(points)
    wording.keep([(party, (), points)])
    sentence = f"{Actor.of(by).name} entered them."
    noted(party, "enter", by=by, sentence=sentence, submission=submission).save()
    return party
