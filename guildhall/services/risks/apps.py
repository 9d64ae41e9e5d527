from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "guildhall.services.risks"
    label = "risks"
    verbose_name = "Risks"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import access
        from guildhall.services.risks import forgetting  # noqa: F401  signs up with retention
        from guildhall.services.risks.service import risks

        navigation.desk("Risks", "risks", order=40, shown=lambda user: access(user).works_in(risks))
