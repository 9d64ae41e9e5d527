from django.apps import AppConfig


class AllowancesConfig(AppConfig):
    name = "guildhall.services.allowances"
    label = "allowances"
    verbose_name = "Members’ allowances"
