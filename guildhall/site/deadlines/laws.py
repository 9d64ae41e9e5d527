"""The laws of time in plain words: what people ask for, what may happen since, what the letters stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guildhall.kernel.clocks.events import equivalents
from guildhall.kernel.clocks.rules import REGIMES, stages_of


@dataclass(frozen=True)
class Law:
    """One choice of the calculator; `label` is what it calls the thing that falls due."""

    regime: str
    choice: str
    hint: str
    label: str = "Answer"


LAWS = (
    Law("foi", "Information a public body holds", "A freedom of information request"),
    Law("eir", "Information about the environment", "Land, planning, waste, noise, energy, emissions"),
    Law("sar", "Information about me", "A subject access request"),
    Law(
        "foi-review",
        "A second look at a freedom of information answer",
        "You asked for an internal review",
        "Outcome of the review",
    ),
    Law(
        "eir-review",
        "A second look at an answer about the environment",
        "You made representations under regulation 11",
        "Decision",
    ),
    Law(
        "dp-complaint",
        "A complaint about how my information was used",
        "They must tell you that they have it",
        "Acknowledgement",
    ),
    Law("complaint-lgsco", "A complaint about the council", "Any service but those below"),
    Law(
        "complaint-housing",
        "A complaint about the council as my landlord",
        "Council tenants and leaseholders",
    ),
    Law("complaint-children", "A complaint about children’s social care", "It has three stages"),
    Law("complaint-adult", "A complaint about adult social care", "It has one stage"),
)
BY_REGIME = {law.regime: law for law in LAWS}

ABBREVIATIONS = {
    "FOIA": "Freedom of Information Act 2000",
    "EIR": "Environmental Information Regulations 2004",
    "UK GDPR": "UK General Data Protection Regulation",
    "GDPR": "General Data Protection Regulation, in force here from 2018 to 2020",
    "DPA 1998": "Data Protection Act 1998",
    "DPA 2018": "Data Protection Act 2018",
    "LGSCO": "Local Government and Social Care Ombudsman",
    "SI 2006/1738": "Children Act 1989 Representations Procedure (England) Regulations 2006",
    "SI 2009/309": "Local Authority Social Services and National Health Service Complaints (England) "
    "Regulations 2009",
    "ICO": "Information Commissioner’s Office",
}


def known_events(regime: str) -> frozenset[str]:
    """Every event that moves a clock of this law, at any stage, whichever version of it was in force."""
    keys = [regime, *(f"{regime}-{stage}" for stage in stages_of(regime)[1:])]
    return frozenset().union(*(rule.event_names for key in keys for rule in REGIMES[key]))


def name_under(regime: str, event: str) -> str | None:
    """What this law calls the event; None when it does not know it."""
    return next((name for name in equivalents(event) if name in known_events(regime)), None)


def spelt_out(law: tuple[str, ...]) -> list[tuple[str, str]]:
    """The provisions' abbreviations with what they stand for, each once."""
    text = "; ".join(law)
    return [
        (short, full)
        for short, full in ABBREVIATIONS.items()
        if re.search(rf"(?<!UK )\b{re.escape(short)}\b", text)
    ]
