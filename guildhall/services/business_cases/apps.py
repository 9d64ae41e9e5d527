from django.apps import AppConfig


class BusinessCasesConfig(AppConfig):
    name = "guildhall.services.business_cases"
    label = "business_cases"
    verbose_name = "Business cases"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import access
        from guildhall.services.business_cases import forgetting  # noqa: F401  signs up with retention
        from guildhall.services.business_cases.service import business_cases

        navigation.desk(
            "Business cases", "business_cases", order=42,
            shown=lambda user: access(user).works_in(business_cases),
        )  # fmt: skip
