from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "guildhall.services.satisfaction"
    label = "satisfaction"
    verbose_name = "Customer satisfaction"

    def ready(self) -> None:
        from guildhall.kernel import navigation

        navigation.desk("Satisfaction", "surveys", order=45)
        navigation.public(
            "How satisfied people are",
            "satisfaction",
            order=65,
            about="What people who dealt with us say of it, how many they are, and how sure that is.",
        )
