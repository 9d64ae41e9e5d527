from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "guildhall.services.linkage"
    label = "linkage"
    verbose_name = "Matches"

    def ready(self) -> None:
        from guildhall.kernel import navigation
        from guildhall.kernel.gates import access
        from guildhall.services.linkage import holding, tasks  # noqa: F401  sign up with forgetting and the schedule
        from guildhall.services.linkage.service import linkage

        navigation.desk("Matches", "linkage", order=45, shown=lambda user: access(user).works_in(linkage))
