from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "guildhall.services.assurance"
    label = "assurance"
    verbose_name = "Governance"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import access
        from guildhall.services.assurance import forgetting  # noqa: F401  signs up with retention
        from guildhall.services.assurance.service import returns

        navigation.desk(
            "Governance", "assurance", order=42, shown=lambda user: access(user).works_in(returns)
        )
        navigation.footer("How we are governed", "governance", order=45)
