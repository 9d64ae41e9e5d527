"""Every table of the parties, and the words by which other packages know people, in one place."""

from guildhall.commons.parties.involving import Involvement, involve, own_parties, own_records
from guildhall.commons.parties.knowing import known_or_new, organisation
from guildhall.commons.parties.lineage import PartyEvent, Said
from guildhall.commons.parties.merging import Merge
from guildhall.commons.parties.needs import Consent, Marker, Need, Relationship
from guildhall.commons.parties.people import (
    ContactPoint,
    Name,
    Party,
    comparable,
    contact_point,
    postcode_in,
)
from guildhall.commons.parties.wording import NameSlip, PartyText, PartyWords

__all__ = [
    "Consent",
    "ContactPoint",
    "Involvement",
    "Marker",
    "Merge",
    "Name",
    "NameSlip",
    "Need",
    "Party",
    "PartyEvent",
    "PartyText",
    "PartyWords",
    "Relationship",
    "Said",
    "comparable",
    "contact_point",
    "involve",
    "known_or_new",
    "organisation",
    "own_parties",
    "own_records",
    "postcode_in",
]
