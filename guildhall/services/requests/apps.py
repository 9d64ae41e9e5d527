from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "guildhall.services.requests"
    label = "requests"
    verbose_name = "Information requests"

    def ready(self) -> None:
        from guildhall.kernel import navigation

        about = "Ask for what the council knows, and have an answer by a day it names."
        navigation.public("Ask for information", "ask", order=10, about=about)
