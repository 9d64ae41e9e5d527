from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "guildhall.commons.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Signs up the administrator's page."""
        from guildhall.commons.accounts.people import is_administrator
        from guildhall.kernel import navigation

        navigation.desk("People", "people", order=90, shown=is_administrator)
