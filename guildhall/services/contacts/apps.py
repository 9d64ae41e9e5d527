from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "guildhall.services.contacts"
    label = "contacts"
    verbose_name = "Contacts"

    def ready(self) -> None:
        from guildhall.commons.parties.arrivals import hangs_on_a_party
        from guildhall.kernel import navigation
        from guildhall.services.contacts import (  # noqa: F401  sign up
            beginning,
            following,
            forecasting,
            forgetting,
            telling,
        )
        from guildhall.services.contacts.models import Contact
        from guildhall.services.contacts.seeing import works_here

        hangs_on_a_party("contact", Contact, arrived="started_at", says=str, seen=Contact.objects.visible_to)
        navigation.desk("Helpdesk", "helpdesk", order=15, shown=works_here)
