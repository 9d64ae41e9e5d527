from typing import Any

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "guildhall.site.deadlines"
    label = "deadlines"
    verbose_name = "When is my answer due?"

    def ready(self) -> None:
        from guildhall.kernel import navigation

        navigation.public(
            "When is my answer due?",
            "calculator",
            order=40,
            about="Work out the last day for an answer, with the reasons, for any request to any council.",
        )
        navigation.footer("API", "api", order=50)
        navigation.desk("Bank holidays", "holidays", order=80, shown=_may_correct)


def _may_correct(user: Any) -> bool:
    """Those who may correct the calendar find the way to it; all staff may read it."""
    from guildhall.kernel import holidays

    return holidays.why_not(user) is None
