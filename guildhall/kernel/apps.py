from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "guildhall.kernel"
    label = "kernel"
    verbose_name = "Kernel"

    def ready(self) -> None:
        """Reads every declaration; the kernel stands last in INSTALLED_APPS, so every model is loaded."""
        from guildhall.kernel import (  # noqa: F401  register checks and jobs
            checks,
            delivery,
            excepting,
            heads,
            publishing,
            redating,
            upkeep,
        )

        autodiscover_modules("service", "actions", "hearing", "duties", "measures", "panels")
        excepting.attach_to_all()
        from guildhall.kernel.pages import menu  # noqa: F401  signs up the desk's own entries
