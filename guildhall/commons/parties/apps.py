from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "guildhall.commons.parties"
    label = "parties"
    verbose_name = "Parties"

    def ready(self) -> None:
        from guildhall.commons.parties import arrivals, forgetting, timelines, verbs  # noqa: F401  sign up
        from guildhall.commons.parties.models import own_records
        from guildhall.commons.parties.representing import records_acted_for
        from guildhall.commons.parties.rights import Right, may
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import Access

        Access.own.append(own_records)
        Access.own.append(records_acted_for)
        arrivals.sign_up()
        navigation.desk(
            "People and organisations", "parties", order=15, shown=lambda user: may(user, Right.FIND)
        )
        navigation.public(
            "Follow what you asked",
            "track_lost",
            order=20,
            about="See how far we are and when the answer is due. We can send a lost link again.",
        )
