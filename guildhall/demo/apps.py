from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "guildhall.demo"
    label = "demo"
    verbose_name = "Demonstration"

    def ready(self) -> None:
        """Lets the sign-in page of a demonstration offer the cast."""
        from guildhall.commons.accounts.standins import StandIn, offers
        from guildhall.demo.cast import CAST

        offers(lambda: [StandIn(player.email, player.name, player.does) for player in CAST])
