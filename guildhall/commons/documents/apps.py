from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "guildhall.commons.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Signs up the verbs every service gets, and the documents on every page of a record."""
        from guildhall.commons.documents import pages, verbs  # noqa: F401  verbs signs itself up
        from guildhall.commons.parties.own_data import tells
        from guildhall.commons.parties.side import section
        from guildhall.kernel.pages.panels import panel

        panel("Documents", template="documents/panel.html", order=30)(pages.panel)
        panel("Documents", template="documents/panel.html", order=30, public=True)(pages.public_panel)
        tells("documents")(pages.own_documents)
        section("Documents", template="documents/section.html")(pages.section)
