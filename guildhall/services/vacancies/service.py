"""The declaration: casual vacancies."""

from django.urls import reverse

from guildhall.kernel.services import Findable, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.vacancies.clocks import election
from guildhall.services.vacancies.models import Vacancy

KEEPS = {
    "arise", "give_notice", "declare", "receive_notice", "set_election", "fill", "leave_open",
}  # fmt: skip

vacancies = Service(
    key="vacancies",
    name="Casual vacancies",
    noun="casual vacancy",
    about="Seats of the council that fell vacant before their time: notice, election within 35 days, or none "
    "in the last six months.",
    record=Vacancy,
    prefix="VC",
    starts=Vacancy.Stage.ARISEN,
    ends={Vacancy.Stage.FILLED, Vacancy.Stage.LEFT_OPEN},
    clock=election,
    keeps=Keep(years=6, blanks=("title", "because", "ward"), because="while an election may be asked about"),
    findable=Findable(shows=("ward",), page=lambda vacancy: reverse("vacant_seats"), title="ward"),
    searches=("ward",),
    shows=(
        "holder", "ward", "because", "arose_on", "retires_on", "noticed_on", "called_for_on", "election_on",
        "successor",
    ),
    asks_after=False,
    roles={
        "Democratic services officer": KEEPS | STANDARD,
        "Head of service": {"note"},
        "Auditor": set(),
    },
)  # fmt: skip
