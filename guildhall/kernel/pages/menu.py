"""The kernel's own entries: at the top of the desk's pages, and of the public ones."""

from guildhall.kernel import navigation
from guildhall.kernel.services import services

navigation.desk("Desk", "desk", order=10)
navigation.desk("Calendar", "calendar", order=20)
navigation.desk("Duties", "duties", order=30)

for service in services():
    if service.publishes:
        navigation.public(
            service.publishes.name,
            f"{service.key}_published",
            order=30,
            about=f"See what was already published, before you ask. {service.about}",
        )
