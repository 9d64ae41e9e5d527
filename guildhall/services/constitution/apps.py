from django.apps import AppConfig


class ConstitutionConfig(AppConfig):
    name = "guildhall.services.constitution"
    label = "constitution"
    verbose_name = "Constitution and governance"

    def ready(self) -> None:
        from guildhall.kernel import navigation

        navigation.public("Constitution", "constitution", order=52)
