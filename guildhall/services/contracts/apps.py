from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "guildhall.services.contracts"
    label = "contracts"
    verbose_name = "Contracts"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import access
        from guildhall.services.contracts.service import contracts

        navigation.desk(
            "Contracts", "contracts", order=41, shown=lambda user: access(user).works_in(contracts)
        )
