from django.apps import AppConfig


class FormatsConfig(AppConfig):
    name = "guildhall.services.formats"
    label = "formats"
    verbose_name = "Letters in other formats"
