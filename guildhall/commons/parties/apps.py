from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "guildhall.commons.parties"
    label = "parties"
    verbose_name = "Parties"

    def ready(self) -> None:
        from guildhall.commons.parties import forgetting  # noqa: F401  signs itself up
        from guildhall.commons.parties.models import own_records
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import Access

        Access.own.append(own_records)
        navigation.public(
            "Follow what you asked",
            "track_lost",
            order=20,
            about="See how far we are and when the answer is due. We can send a lost link again.",
        )
