from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "guildhall.services.risks"
    label = "risks"
    verbose_name = "Risks"
