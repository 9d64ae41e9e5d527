from django.apps import AppConfig
from django.core.checks import register


class DesignConfig(AppConfig):
    name = "guildhall.commons.design"
    label = "design"
    verbose_name = "Design"

    def ready(self) -> None:
        from guildhall.commons.design.checks import colour_is_legible

        register(colour_is_legible)
