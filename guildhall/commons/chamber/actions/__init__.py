"""The verbs of bodies and of members."""

from guildhall.commons.chamber.actions import bodies, members, registers

__all__ = ["bodies", "members", "registers"]
