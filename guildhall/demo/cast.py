"""The cast: invented people, one for each role, whom the tests and the demonstration share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guildhall.commons.accounts.models import User
from guildhall.kernel.gates import Grant
from guildhall.kernel.records import Sensitivity, Team

GOVERNANCE = "Information governance"
TEAMS = (
    GOVERNANCE,
    "Parking",
    "Housing",
    "Highways",
    "Planning",
    "Finance",
    "Education",
    "Children's social care",
    "Adult social care",
    "Licensing",
    "Environmental health",
    "Human resources",
    "Information technology",
    "Procurement",
    "Leisure and culture",
)

SOCIAL_CARE = ("Children's social care", "Adult social care")
# What complaints lead to: each is kept by those who keep the complaints.
COMPLAINTS = ("complaints", "remedies", "ombudsman", "recommendations", "improvements")


@dataclass(frozen=True)
class Player:
    """One of the cast: a name, what they do, and the roles they hold as (service, role, team).

    `reaches` names the services in which they read further than their ceiling.
    """

    key: str
    name: str
    does: str
    roles: tuple[tuple[str, str, str], ...] = ()
    ceiling: int = Sensitivity.PERSONAL
    staff: bool = True
    reaches: tuple[tuple[str, int], ...] = ()

    @property
    def email(self) -> str:
        place = "portsmouth.example" if self.staff else "example.org"
        return f"{self.name.lower().replace(' ', '.')}@{place}"


def _answers_for(team: str) -> tuple[tuple[str, str, str], ...]:
    return (("parts", "Answering team", team), *_looks_into(team))


def _looks_into(team: str) -> tuple[tuple[str, str, str], ...]:
    """Looks into complaints about that team's service, and sees to what follows from them."""
    return tuple((service, "Investigating officer", team) for service in COMPLAINTS)


def _in_complaints(role: str, *teams: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((service, role, team) for service in COMPLAINTS for team in teams or ("",))


_officer = (
    ("requests", "Information officer", ""),
    ("parts", "Information officer", ""),
    ("formats", "Information officer", ""),
)

# Sits in the steering group: adds ideas to a plan and votes, and accepts what a deliverable needs of others.
_steers = (("plans", "Steering group", ""), ("deliverables", "Steering group", ""))

_governs = tuple((service, "Governance officer", "") for service in ("codes", "returns", "statements"))


def _signs_as(role: str) -> tuple[tuple[str, str, str], ...]:
    return (("codes", role, ""), ("returns", role, ""), ("statements", role, ""))


_adviser = (
    ("requests", "Helpdesk adviser", ""),
    ("formats", "Helpdesk adviser", ""),
    ("contacts", "Helpdesk adviser", ""),
    ("points", "Helpdesk adviser", ""),
)
# Supervises the helpdesk, and takes calls like everybody in it.
_supervisor = (
    ("requests", "Helpdesk adviser", ""),
    ("contacts", "Helpdesk supervisor", ""),
    ("points", "Helpdesk supervisor", ""),
)


def _in_plans(role: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((service, role, "") for service in ("plans", "objectives", "deliverables", "programmes"))


_DEMOCRACY = (
    "bodies", "members", "allowances", "arrangements", "constitution", "vacancies", "meetings", "reports",
)  # fmt: skip

CAST = (
    Player("amira", "Amira Haddad", "Information officer", (*_officer, *_steers)),
    Player(
        "bill",
        "Bill Thorne",
        "Information officer, and manages the contracts",
        (*_officer, ("contracts", "Contract manager", "")),
    ),
    Player(
        "rowan",
        "Rowan Pike",
        "Reviewing officer; keeps the risks and the code of governance, and says who is one person",
        (
            *_officer,
            ("reviews", "Reviewing officer", ""),
            ("risks", "Risk owner", ""),
            *_in_complaints("Reviewing officer"),
            ("linkage", "Data steward", ""),
            *_governs,
        ),
    ),
    Player("tomas", "Tomas Lind", "Answers for Parking", _answers_for("Parking")),
    Player("grace", "Grace Okoro", "Answers for Housing", _answers_for("Housing")),
    # Whoever takes a wish for Braille by telephone must find it again when the caller asks after it.
    Player(
        "dev",
        "Dev Sahota",
        "Helpdesk adviser",
        (*_adviser, ("complaints", "Helpdesk adviser", "")),
        Sensitivity.ORDINARY,
        reaches=(
            ("formats", Sensitivity.PERSONAL),
            ("complaints", Sensitivity.PERSONAL),
            ("contacts", Sensitivity.PERSONAL),
        ),
    ),
    Player(
        "cora",
        "Cora Whitfield",
        "Complaints officer: also fills in what the Ombudsmen’s Codes ask",
        (
            *_in_complaints("Complaints officer"),
            ("complaint_reports", "Complaints officer", ""),
            ("codes", "Complaints officer", ""),
        ),
    ),
    # Complaints about social care are behind a wall: nobody else knows that there are any.
    Player(
        "mira",
        "Mira Ashdown",
        "Complaints officer for social care",
        _in_complaints("Complaints officer", *SOCIAL_CARE),
        Sensitivity.RESTRICTED,
    ),
    Player(
        "lena",
        "Lena Corry",
        "Looks at complaints about social care again, and answers for children’s social care",
        (
            *_in_complaints("Reviewing officer", *SOCIAL_CARE),
            ("parts", "Answering team", "Children's social care"),
        ),
        reaches=tuple((service, Sensitivity.RESTRICTED) for service in COMPLAINTS),
    ),
    Player(
        "orla",
        "Orla Finch",
        "Helpdesk supervisor",
        _supervisor,
        Sensitivity.ORDINARY,
        reaches=(("contacts", Sensitivity.PERSONAL),),
    ),
    Player("helen", "Helen Marsh", "Head of service", (("*", "Head of service", ""),)),
    Player(
        "ines",
        "Ines Moreau",
        "Auditor: reads everything, changes nothing",
        (("*", "Auditor", ""),),
        Sensitivity.RESTRICTED,
    ),
    Player(
        "priya", "Priya Nair", "System administrator", (("*", "Administrator", ""),), Sensitivity.ORDINARY
    ),
    Player(
        "nadia",
        "Nadia Frost",
        "Plan lead: edits the business plan, and has customers asked",
        (
            *_in_plans("Plan lead"),
            ("business_cases", "Case author", ""),
            ("satisfaction", "Survey manager", ""),
        ),
    ),
    Player(
        "owen",
        "Owen Blythe",
        "Director: adopts the plan",
        (*_in_plans("Director"), ("business_cases", "Director", "")),
    ),
    Player(
        "dora",
        "Dora Penhale",
        "Democratic services officer: keeps the bodies and the members, and runs the meetings",
        tuple((service, "Democratic services officer", "") for service in _DEMOCRACY),
        # What is exempt from publication is restricted, and somebody has to take it round.
        reaches=(("reports", Sensitivity.RESTRICTED),),
    ),
    Player(
        "lorna", "Lorna Vale", "Leader of the council: signs the governance statement", _signs_as("Leader")
    ),
    Player("conrad", "Conrad Ames", "Chief executive: signs it too", _signs_as("Chief executive")),
    Player("jo", "Jo Castle", "Resident", staff=False),
    Player("sam", "Sam Quill", "Another resident", staff=False),
)


def summon() -> dict[str, User]:
    """Everyone in the cast with their teams and grants, by key; made once, however often it is called."""
    teams = {name: Team.objects.get_or_create(name=name)[0] for name in TEAMS}
    users = {player.key: _summon(player) for player in CAST}
    grants = [grant for player in CAST for grant in _grants(player, users[player.key], teams)]
    Grant.objects.bulk_create(grants, ignore_conflicts=True)
    return users


def _summon(player: Player) -> User:
    user, _ = User.objects.get_or_create(
        email=player.email, defaults={"name": player.name, "is_staff": player.staff}
    )
    return user


def _grants(player: Player, user: User, teams: dict[str, Team]) -> Iterator[Grant]:
    """Their own roles; and everybody who works there may read what the council plans, drafts too."""
    reads = _in_plans("Reader") if player.staff else ()
    for service, role, team in (*player.roles, *reads):
        ceiling = dict(player.reaches).get(service, player.ceiling)
        yield Grant(user=user, service=service, role=role, team=teams.get(team), ceiling=ceiling)
