from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "guildhall.services.contracts"
    label = "contracts"
    verbose_name = "Contracts"
