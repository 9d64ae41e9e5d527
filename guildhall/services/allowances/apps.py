from django.apps import AppConfig


class AllowancesConfig(AppConfig):
    name = "guildhall.services.allowances"
    label = "allowances"
    verbose_name = "Members’ allowances"

    def ready(self) -> None:
        from guildhall.services.allowances import forgetting  # noqa: F401  signs up with retention
