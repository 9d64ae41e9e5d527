from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "guildhall.site"
    label = "site"
    verbose_name = "Public website"

    def ready(self) -> None:
        from guildhall.kernel import navigation

        navigation.footer("Help", "help", order=10)
        navigation.footer("Accessibility", "accessibility", order=20)
        navigation.footer("Privacy", "privacy", order=30)
        navigation.footer("Cookies", "cookies", order=40)
