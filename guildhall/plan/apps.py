from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "guildhall.plan"
    label = "plan"
    verbose_name = "Business plan"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.plan import case_panels, forecasting, forgetting, upkeep  # noqa: F401  they sign themselves up

        navigation.public(
            "In numbers",
            "numbers",
            order=60,
            about="How much was done in a year, and how well. Every figure opens to what it counts.",
        )
        navigation.public("Our plan", "plan", order=70)
