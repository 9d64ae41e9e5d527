from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "guildhall.commons.forms"
    label = "forms"
    verbose_name = "Forms"

    def ready(self) -> None:
        """Signs up the job that forgets what nobody finished: a worker serves no pages that would load it."""
        from guildhall.commons.forms import staging  # noqa: F401
