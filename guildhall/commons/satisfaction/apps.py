from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "guildhall.commons.satisfaction"
    label = "satisfaction_survey"
    verbose_name = "Satisfaction"

    def ready(self) -> None:
        """Signs up the courier of invitations, what follows a closed record, and what is forgotten."""
        from guildhall.commons.parties.arrivals import hangs_on_a_party
        from guildhall.commons.satisfaction import forgetting, inviting  # noqa: F401  they sign themselves up
        from guildhall.commons.satisfaction.courier import InvitationCourier
        from guildhall.commons.satisfaction.models import Invitation
        from guildhall.kernel.outbox import Couriers

        Couriers.known["invitation"] = InvitationCourier()
        hangs_on_a_party(
            "survey",
            Invitation,
            arrived="decided_at",
            says=lambda row: f"Asked how we did, about {row.about or 'something since forgotten'}",
            seen=Invitation.objects.visible_to,
        )
