from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "guildhall.services.meetings"
    label = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import access
        from guildhall.services.meetings import forgetting  # noqa: F401  signs up with retention
        from guildhall.services.meetings.service import meetings

        navigation.desk(
            "Meetings", "meeting_calendar", order=29, shown=lambda user: access(user).works_in(meetings)
        )
