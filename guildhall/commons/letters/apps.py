from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "guildhall.commons.letters"
    label = "letters"
    verbose_name = "Letters"

    def ready(self) -> None:
        """Signs up the courier, the letters on both sides' pages, the desk's trays, and what is forgotten."""
        from guildhall.commons.letters import checks, forgetting, pages, telling  # noqa: F401
        from guildhall.commons.letters.courier import LetterCourier
        from guildhall.commons.parties.own_data import tells
        from guildhall.commons.parties.side import section
        from guildhall.kernel import navigation
        from guildhall.kernel.outbox import Couriers
        from guildhall.kernel.pages.panels import panel

        Couriers.known["letter"] = LetterCourier()
        section("Our letters to you", template="letters/section.html")(pages.section)
        tells("letters")(pages.own_letters)
        panel("Letters", template="letters/panel.html", order=20)(pages.panel)
        navigation.desk("Letters", "letters", order=60)
