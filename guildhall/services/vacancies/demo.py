"""How a seat falls vacant in the last weeks of a term: notice is given, and there is no election for it."""

from __future__ import annotations

from datetime import date, datetime
from datetime import time as time_of_day

from guildhall.commons.chamber.actions import members
from guildhall.commons.chamber.models import Member
from guildhall.kernel import time
from guildhall.kernel.lives import Life, Story
from guildhall.services.vacancies import actions
from guildhall.services.vacancies.models import Vacancy


def live(life: Life, year: int) -> Story:
    """On the last working day but one of the year a member resigns, six weeks before the term is over."""
    officer = life.world.people.cast["dora"]
    yield datetime.combine(date(year + 1, 3, 29), time_of_day(16), time.LONDON)
    soon = Member.objects.open().filter(
        term_ends_on__gt=time.today(),
        term_ends_on__lt=date(year + 1, 6, 1),
        appointments__body__kind="council",
    )
    member = soon.exclude(appointments__role__in=("chair", "vice_chair")).order_by("-pk").distinct().first()
    if member is None:
        return
    member = life.do(members.leave_office, member, by=officer, because="Resigned")
    vacancy = Vacancy.objects.get(holder=member)
    vacancy = life.do(actions.give_notice, vacancy, by=officer)
    life.do(actions.leave_open, vacancy, by=officer, why="The ordinary election is on 3 May.")
