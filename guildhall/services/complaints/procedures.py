"""The procedures a complaint may fall under: their stages, their clocks, and who may look at it next.

A procedure is data. Which times apply is the clocks' own affair: they judge each stage by the law, or the
council's policy, of the day that stage was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guildhall.kernel.records import Sensitivity

SECTION_164A = date(2026, 6, 19)


@dataclass(frozen=True)
class Ombudsman:
    """Who looks at a complaint when the council has had its say."""

    name: str
    address: str
    telephone: str
    url: str


LGSCO = Ombudsman(
    "Local Government and Social Care Ombudsman",
    "PO Box 4771, Coventry CV4 0EH",
    "0300 061 0614",
    "https://www.lgo.org.uk/make-a-complaint",
)
HOUSING = Ombudsman(
    "Housing Ombudsman Service",
    "PO Box 1484, Unit D, Preston PR2 0ET",
    "0300 111 3000",
    "https://www.housing-ombudsman.org.uk/",
)
COMMISSIONER = Ombudsman(
    "Information Commissioner’s Office",
    "Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF",
    "0303 123 1113",
    "https://ico.org.uk/make-a-complaint/",
)


@dataclass(frozen=True)
class Procedure:
    """One regime: the key of its clocks, its stages, and what it asks of those who handle it.

    `ask_within` is how many working days after an answer the next stage may be asked for as of right; later
    only with a reason. `sensitivity` is the least a complaint under it has.
    """

    key: str
    label: str
    clock: str
    stages: int
    ombudsman: Ombudsman
    law: str
    in_words: str
    sensitivity: int = Sensitivity.PERSONAL
    ask_within: int = 20
    investigated: bool = False
    planned: bool = False


PROCEDURES = (
    Procedure(
        "corporate",
        "Council services",
        "complaint-lgsco",
        2,
        LGSCO,
        "LGSCO Complaint Handling Code 2024; before it the council’s own policy",
        "our complaints procedure",
    ),
    Procedure(
        "housing",
        "The council as landlord",
        "complaint-housing",
        2,
        HOUSING,
        "Housing Ombudsman Complaint Handling Code 2024; before it the council’s own policy",
        "our complaints procedure for tenants and leaseholders",
    ),
    Procedure(
        "children",
        "Children’s social care",
        "complaint-children",
        3,
        LGSCO,
        "SI 2006/1738",
        "the procedure for complaints about children’s social care, which has three stages",
        sensitivity=Sensitivity.RESTRICTED,
        investigated=True,
    ),
    Procedure(
        "adult",
        "Adult social care",
        "complaint-adult",
        1,
        LGSCO,
        "SI 2009/309",
        "the procedure for complaints about adult social care, which has one stage",
        sensitivity=Sensitivity.RESTRICTED,
        planned=True,
    ),
    Procedure(
        "data",
        "How personal data was used",
        "dp-complaint",
        1,
        COMMISSIONER,
        "DPA 2018 s.164A; before 19 June 2026 the council’s own policy",
        "our procedure for complaints about how we used personal information",
    ),
)
BY_KEY = {each.key: each for each in PROCEDURES}


@dataclass(frozen=True)
class Elsewhere:
    """What is not decided under any of these procedures, and who does decide it."""

    key: str
    label: str
    where: str
    law: str = ""


ELSEWHERE = (
    Elsewhere(
        "request",
        "A first request for a service",
        "It is a request for a service, which has gone to the team that gives it. If it is not put right, "
        "tell us, and it is a complaint.",
        "LGSCO Code 1.5 to 1.8",
    ),
    Elsewhere(
        "conduct",
        "How a councillor behaved",
        "The monitoring officer decides complaints about councillors, under the members’ code of conduct.",
        "Localism Act 2011 s.28",
    ),
    Elsewhere(
        "school",
        "A school",
        "Each school has a complaints procedure of its own. Write to its headteacher, then to its governing "
        "body, and after that to the Department for Education.",
        "Education Act 2002 s.29",
    ),
    Elsewhere(
        "licensing",
        "A licensed place or person",
        "The licensing team decides representations about licensed premises, and taxis and their drivers.",
        "Licensing Act 2003",
    ),
    Elsewhere(
        "appeal",
        "A decision with an appeal of its own",
        "The law gives this decision an appeal of its own, to a court or a tribunal. Our letter with the "
        "decision says which, and by when.",
    ),
    Elsewhere(
        "claim",
        "A claim for damage or injury",
        "Our insurers decide claims for damage and injury.",
    ),
    Elsewhere(
        "another",
        "Another body’s affair",
        "It is not ours to answer: another body decides it.",
    ),
)
ELSEWHERE_BY_KEY = {each.key: each for each in ELSEWHERE}


@dataclass(frozen=True)
class Area:
    """A service people complain about: the team it is given to first, and the procedure it points to."""

    key: str
    label: str
    team: str
    procedure: str = "corporate"


AREAS = (
    Area("rubbish", "Rubbish, recycling and street cleaning", "Environmental health"),
    Area("roads", "Roads, pavements and street lights", "Highways"),
    Area("parking", "Parking and parking fines", "Parking"),
    Area("repairs", "My council home, its repairs or its rent", "Housing", "housing"),
    Area("homes", "Homelessness, or waiting for a home", "Housing"),
    Area("tax", "Council tax, benefits and payments", "Finance"),
    Area("planning", "Planning and building", "Planning"),
    Area("schools", "School places and transport", "Education"),
    Area("children", "Social care for a child or a family", "Children's social care", "children"),
    Area("adults", "Social care for an adult", "Adult social care", "adult"),
    Area("leisure", "Libraries, parks, sport and museums", "Leisure and culture"),
    Area("data", "How my personal information was used", "Information governance", "data"),
    Area("staff", "How I was treated by somebody who works for you", ""),
    Area("other", "Something else", ""),
)
AREAS_BY_KEY = {each.key: each for each in AREAS}
