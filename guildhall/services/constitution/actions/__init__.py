"""The verbs of governance and of the constitution: planning a change, deciding it, and the versions."""

from guildhall.services.constitution.actions import changing, planning, versions  # noqa: F401
