"""What follows when a member leaves office before the term is over."""

from guildhall.commons.chamber.models import Member
from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM
from guildhall.services.vacancies.actions import arise
from guildhall.services.vacancies.models import Vacancy
from guildhall.services.vacancies.service import vacancies


@vacancies.hears("members", "leave_office")
def left_early(event: Event) -> None:
    """Enters the vacancy, once."""
    member = Member.objects.get(pk=event.record_id)
    early = member.left_on is not None and member.left_on < member.term_ends_on and member.ward
    if early and not Vacancy.objects.filter(holder=member).exists():
        arise.follow(by=SYSTEM, member=member.reference, submission=f"vacancy:{member.reference}")
