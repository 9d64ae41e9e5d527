from django.apps import AppConfig


class ChamberConfig(AppConfig):
    name = "guildhall.commons.chamber"
    label = "chamber"
    verbose_name = "Bodies and members"

    def ready(self) -> None:
        from guildhall.commons.chamber import forgetting  # noqa: F401  signs up with retention
        from guildhall.commons.chamber.service import bodies, members
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import access

        def works_here(user: object) -> bool:
            return access(user).works_in(bodies) or access(user).works_in(members)

        navigation.desk("Bodies and members", "chamber", order=30, shown=works_here)
        navigation.public(
            "Councillors",
            "councillors",
            order=50,
            about="Who the councillors are, what they sit on, how to reach them and their interests.",
        )
        navigation.public(
            "Committees",
            "committees",
            order=51,
            about="The council, its cabinet and committees: who sits on them and what they may decide.",
        )
