from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "guildhall.services.risks"
    label = "risks"
    verbose_name = "Risks"

    def ready(self) -> None:
        from guildhall.services.risks import forgetting  # noqa: F401  signs up with retention
