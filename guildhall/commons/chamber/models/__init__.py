"""The council's bodies and its members, each dated: who sits where, in which group, from when until when."""

from guildhall.commons.chamber.models.bodies import Body, Power, StandingOrder
from guildhall.commons.chamber.models.dated import in_order, on
from guildhall.commons.chamber.models.members import (
    SITTING,
    Allegiance,
    Appointment,
    Group,
    Leadership,
    Member,
)
from guildhall.commons.chamber.models.registers import Gift, InductionStep, Interest, Training

__all__ = [
    "SITTING",
    "Allegiance",
    "Appointment",
    "Body",
    "Gift",
    "Group",
    "InductionStep",
    "Interest",
    "Leadership",
    "Member",
    "Power",
    "StandingOrder",
    "Training",
    "in_order",
    "on",
]
