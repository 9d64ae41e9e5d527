from typing import Any

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "guildhall.services.complaints"
    label = "complaints"
    verbose_name = "Complaints"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.services.complaints import forgetting  # noqa: F401  signs up with retention

        about = "Tell us what went wrong, for yourself or for somebody else, and have an answer by a day."
        navigation.public("Make a complaint", "complain", order=15, about=about)
        navigation.footer("What we learn from complaints", "complaints-reports", order=46)
        self._signs_up_offers()
        navigation.desk("Complaints", "complaints", order=45, shown=_works_in_complaints)

    def _signs_up_offers(self) -> None:
        """What is offered hangs on whoever said it, and goes to their side when two entries are parted."""
        from guildhall.commons.parties.arrivals import hangs_on_a_party
        from guildhall.services.complaints import offering
        from guildhall.services.complaints.models import Offered

        hangs_on_a_party(
            "complaint_offer",
            Offered,
            arrived="offered_at",
            says=lambda row: "Said something that reads like a complaint",
            seen=offering.seen,
        )


def _works_in_complaints(user: Any) -> bool:
    """Whoever works in complaints."""
    from guildhall.kernel.gates import access

    return access(user).services() & {"complaints"} != set()
