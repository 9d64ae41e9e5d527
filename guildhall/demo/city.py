"""The city: its wards, how busy its days are, and the staff whom the cast does not play."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from random import Random
from typing import Any

from guildhall.commons.accounts.models import User
from guildhall.demo.cast import GOVERNANCE, TEAMS, summon
from guildhall.kernel import time
from guildhall.kernel.clocks import ANY_UK
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.gates import Grant
from guildhall.kernel.records import Team

WARDS = (
    "Baffins", "Central Southsea", "Charles Dickens", "Copnor", "Cosham", "Drayton and Farlington",
    "Eastney and Craneswater", "Fratton", "Hilsea", "Milton", "Nelson", "Paulsgrove", "St Jude", "St Thomas",
)  # fmt: skip

# How much is asked on each day of the week, from Monday, and in each month, from January.
WEEK = (1.25, 1.2, 1.15, 1.1, 0.95, 0.22, 0.2)
MONTHS = (1.18, 1.15, 1.26, 0.92, 1.0, 1.02, 1.0, 0.86, 1.02, 1.1, 1.05, 0.62)
HOLIDAY = 0.18

OFFICERS = {"Kit Lowe": 0.21, "Maya Ferris": 0.19}
ANSWERERS = {
    "Highways": "Ola Brandt", "Planning": "Seth Amory", "Finance": "Vera Hollis", "Education": "Noor Bashir",
    "Adult social care": "Paul Dunmore", "Licensing": "Ruth Keane",
    "Environmental health": "Ivo Marlow", "Human resources": "Tess Arden", "Procurement": "Gwil Parry",
    "Information technology": "Zac Moran", "Leisure and culture": "Edie Furlong", GOVERNANCE: "Joss Tyler",
}  # fmt: skip

# Those who answer at the helpdesk beside Dev.
ADVISERS = (
    "Alba Corrin", "Bryn Oddie", "Cerys Vane", "Dilan Aksoy", "Esme Harte", "Finlay Rudd", "Greta Swann",
    "Hari Nayak", "Imani Cole", "Jude Pascoe",
)  # fmt: skip


class Staff:
    """Everybody who works there: the cast, and those who answer for the teams nobody of the cast is in."""

    def __init__(self) -> None:
        self.cast = summon()
        teams = {team.name: team for team in Team.objects.filter(name__in=TEAMS)}
        self.teams: dict[str, Team] = {name: teams[name] for name in TEAMS}
        officers = {
            name: _member(name, "Information officer", "requests", "parts", "formats") for name in OFFICERS
        }
        # Who takes a request, and how often: the reviewing officer takes none.
        self.officers: dict[Any, float] = {self.cast["amira"]: 0.34, self.cast["bill"]: 0.26}
        self.officers |= {officers[name]: share for name, share in OFFICERS.items()}
        self.helpdesk, self.reviewer = self.cast["dev"], self.cast["rowan"]
        answering = (_member(name, "Helpdesk adviser", "contacts", "points") for name in ADVISERS)
        self.advisers = [self.cast["dev"], *answering]
        self._answer = {
            "Parking": self.cast["tomas"],
            "Housing": self.cast["grace"],
            "Children's social care": self.cast["lena"],
        }
        self._answer |= {
            team: _member(name, "Answering team", "parts", team=self.teams[team])
            for team, name in ANSWERERS.items()
        }

    def answers_for(self, team: str) -> Any:
        """Whoever answers for that team."""
        return self._answer[team]


def _member(name: str, role: str, *services: str, team: Team | None = None) -> User:
    email = f"{name.lower().replace(' ', '.')}@portsmouth.example"
    user, _ = User.objects.get_or_create(email=email, defaults={"name": name, "is_staff": True})
    for service in services:
        Grant.objects.get_or_create(user=user, service=service, role=role, team=team)
    return user


def busyness(day: date) -> float:
    """How much is asked on that day, beside an ordinary one."""
    works = calendar().is_working(day, ANY_UK)
    week = WEEK[day.weekday()] if works or day.weekday() > 4 else HOLIDAY
    return week * MONTHS[day.month - 1]


def arrivals(chance: Random, number: int, first: date, last: date) -> Iterator[datetime]:
    """That many moments between two days, in order, on the days and at the hours at which people ask."""
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    drawn = chance.choices(days, weights=[busyness(day) for day in days], k=number)
    yield from sorted(_moment(chance, day) for day in drawn)


def _moment(chance: Random, day: date) -> datetime:
    """Some time of the day: most in office hours, some in the evening."""
    hour = min(max(chance.gauss(13.5, 3.6), 6.0), 23.9)
    return datetime.combine(
        day, time_of_day(int(hour), int(hour % 1 * 60), chance.randint(0, 59)), time.LONDON
    )
