"""A city's year: who asks what on which day, and the lives that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from random import Random
from typing import Any

from guildhall.commons.chamber import demo as chamber
from guildhall.commons.letters import trays
from guildhall.demo import neighbours, topics
from guildhall.demo.city import WARDS, Staff, arrivals
from guildhall.demo.people import Person, invent, organisation
from guildhall.kernel import time
from guildhall.kernel.clocks import ANY_UK
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.figures import freeze_measures
from guildhall.kernel.lives import Life, Story, Told, World
from guildhall.kernel.periods import Period
from guildhall.plan import demo as plan
from guildhall.plan import demo_programmes, demo_year
from guildhall.services.allowances import demo as allowances
from guildhall.services.assurance import demo as assurance
from guildhall.services.business_cases import demo as business_cases
from guildhall.services.complaints import demo as complaints
from guildhall.services.complaints import demo_afterwards
from guildhall.services.constitution import demo as constitution
from guildhall.services.contacts import demo as contacts
from guildhall.services.contracts import demo as contracts
from guildhall.services.formats import demo as formats
from guildhall.services.linkage import demo as linkage
from guildhall.services.meetings import demo as meetings
from guildhall.services.parts import demo as parts
from guildhall.services.requests import demo as requests
from guildhall.services.reviews import demo as reviews
from guildhall.services.risks import demo as risks
from guildhall.services.satisfaction import demo as satisfaction
from guildhall.services.vacancies import demo as vacancies

# As many as Portsmouth had in 2017/18, by the numbers page of its business plan.
REQUESTS = 1619
# As many complaints as a city of that size has in a year, for so many requests.
COMPLAINTS = 352
# When the letters on paper leave.
POST = time_of_day(15, 30)
# What had come before the year began, so that nobody starts on an empty desk.
BEFORE = timedelta(days=26)
FROM_ORGANISATIONS = 0.24
# Where in the year the residents of the cast ask, as shares of it: some long answered, some open at the end.
JO, SAM = (0.07, 0.31, 0.58, 0.9, 0.972, 0.993), (0.18, 0.47, 0.81, 0.955, 0.985)


@dataclass(frozen=True)
class Volume:
    """How much is asked: a whole year's requests, or fewer for a test."""

    year: int
    requests: int = REQUESTS
    seed: int = 1

    @property
    def period(self) -> Period:
        return Period.year(self.year)


def world(volume: Volume) -> World:
    """The city with its staff, and every life of the year waiting for its day."""
    with time.pretend(volume.period.first - BEFORE):
        staff = Staff()
    stories: dict[str, Told] = {"parts": parts.live, "reviews": reviews.live, "formats": formats.live}
    name = f"demo-{volume.year}-{volume.requests}-{volume.seed}"
    city = World(name, volume.seed, staff, volume.period.last, stories)
    for number, (moment, asker) in enumerate(_asking(volume, staff)):
        about = partial(_ask, volume=volume, asker=asker)
        city.begin(f"{number:05}", about, moment)
    _complaining(city, volume)
    _helpdesk(city, volume)
    _registers(city, volume)
    morning = datetime.combine(volume.period.first + timedelta(days=7), time_of_day(10), time.LONDON)
    city.begin("neighbours", neighbours.live, morning, volume.period.first)
    city.begin(
        "months", _close_months, datetime.combine(volume.period.first, time_of_day(6), time.LONDON), volume
    )
    city.begin("post", _post_letters, datetime.combine(volume.period.first - BEFORE, POST, time.LONDON))
    return city


def _complaining(city: World, volume: Volume) -> None:
    """The complaints of the year, as many as there are requests for: fewer in a small year."""
    chance = Random(f"{volume.seed}:complaints")
    number = volume.requests * COMPLAINTS // REQUESTS
    for each, moment in enumerate(arrivals(chance, number, volume.period.first, volume.period.last)):
        city.begin(f"complaint-{each:04}", _complain, moment)


def _complain(life: Life) -> Story:
    """Somebody is not content with something."""
    return complaints.live(life, invent(life.chance), life.one_of(WARDS))


def _helpdesk(city: World, volume: Volume) -> None:
    """The helpdesk's year: its calls and visits, as many as there are requests for."""
    opens = datetime.combine(volume.period.first - BEFORE, time_of_day(8, 15), time.LONDON)
    year = contacts.Year(volume.period, volume.requests / REQUESTS, invent)
    city.begin("helpdesk", contacts.live, opens, year)


def _registers(city: World, volume: Volume) -> None:
    """The registers, plans and surveys of the year, from its first working days on."""
    morning = datetime.combine(volume.period.first + timedelta(days=3), time_of_day(9), time.LONDON)
    city.begin("plan-of-the-year", demo_year.live, morning, volume.year)
    city.begin("chamber", chamber.live, morning, WARDS)
    city.begin("allowances", allowances.live, morning + timedelta(hours=2), volume.year)
    city.begin("constitution", constitution.live, morning + timedelta(hours=3), volume.year)
    city.begin("vacancies", vacancies.live, morning, volume.year)
    noon = morning + timedelta(hours=3)  # once there are bodies to meet
    city.begin("meetings", meetings.live, noon, volume.year, volume.requests / REQUESTS)
    city.begin("contracts", contracts.live, morning, volume.year)
    city.begin("governance", assurance.live, morning, volume.year)
    city.begin("accreditation", assurance.accreditation, morning, volume.year)
    city.begin("complaints-report", demo_afterwards.reports, morning, volume.year)
    city.begin("business_cases", business_cases.live, morning + timedelta(days=9), volume.year)
    autumn = datetime.combine(calendar().add_working_days(date(volume.year, 10, 1), 1, ANY_UK),
                              time_of_day(10), time.LONDON)  # fmt: skip
    city.begin("plan", plan.live, autumn, volume.year)
    city.begin("programme", demo_programmes.live, morning, volume.year)
    city.begin("matches", linkage.live, morning + timedelta(days=40), min(300, volume.requests))
    city.begin("satisfaction", satisfaction.live, morning, volume.requests / REQUESTS)
    for number, told in enumerate(risks.RISKS):
        city.begin(f"risk-{number}", risks.live, morning + timedelta(days=7 * number), told)


def _asking(volume: Volume, staff: Staff) -> Iterator[tuple[datetime, Person | None]]:
    """When somebody asks, and who where it is one of the cast."""
    chance = Random(f"{volume.seed}:arrivals")
    first, before = volume.period.first, volume.requests * BEFORE.days // 365
    for moment in arrivals(chance, before, first - BEFORE, first - timedelta(days=1)):
        yield moment, None
    known = {
        **_places(staff.cast["jo"], JO, volume.requests),
        **_places(staff.cast["sam"], SAM, volume.requests),
    }
    for place, moment in enumerate(arrivals(chance, volume.requests, first, volume.period.last)):
        yield moment, known.get(place)


def _places(user: Any, shares: tuple[float, ...], number: int) -> dict[int, Person]:
    person = Person(user.name, user.email, user=user)
    return {int(share * number): person for share in shares}


def _ask(life: Life, *, volume: Volume, asker: Person | None) -> Story:
    """Somebody asks for something."""
    subject = topics.draw(life.chance, volume.year)
    private = subject.law == "sar" or not life.happens(FROM_ORGANISATIONS)
    asker = asker or (invent if private else organisation)(life.chance)
    return requests.live(life, subject, asker)


def _close_months(life: Life, volume: Volume) -> Story:
    """On the first of every month the figures of the month before are frozen, as any council's are."""
    for first in list(volume.period.months())[1:]:
        yield datetime.combine(first, time_of_day(6), time.LONDON)
        freeze_measures(first)


def _post_letters(life: Life) -> Story:
    """Every working day an officer prints what is to go on paper, and posts it."""
    officer = life.world.people.cast["bill"]
    while True:
        for letter in list(trays.tray("to_print", officer)):
            trays.posted(letter, by=officer)
        yield datetime.combine(calendar().add_working_days(time.today(), 1, ANY_UK), POST, time.LONDON)
