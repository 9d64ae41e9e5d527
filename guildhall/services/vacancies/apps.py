from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "guildhall.services.vacancies"
    label = "vacancies"
    verbose_name = "Casual vacancies"

    def ready(self) -> None:
        from guildhall.kernel import navigation

        navigation.footer("Vacant seats", "vacant_seats", order=40)
