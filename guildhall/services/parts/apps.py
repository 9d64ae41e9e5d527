from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "guildhall.services.parts"
    label = "parts"
    verbose_name = "Parts asked of teams"
