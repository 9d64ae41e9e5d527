from typing import Any

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    name = "guildhall.site.handbook"
    label = "handbook"
    verbose_name = "Handbook"

    def ready(self) -> None:
        from guildhall.kernel import navigation

        navigation.desk("Handbook", "handbook", order=90, shown=_works_here)


def _works_here(user: Any) -> bool:
    return bool(getattr(user, "is_staff", False))
