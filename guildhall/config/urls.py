"""Every address of the installation."""

from django.urls import include, path

from guildhall.config import api

urlpatterns = [
    path("", include("guildhall.commons.design.urls")),
    path("", include("guildhall.commons.letters.urls")),
    path("", include("guildhall.commons.documents.urls")),
    path("", include("guildhall.commons.parties.urls")),
    path("", include("guildhall.commons.satisfaction.urls")),
    path("", include("guildhall.commons.chamber.urls")),
    path("", include("guildhall.services.allowances.urls")),
    path("", include("guildhall.services.constitution.urls")),
    path("", include("guildhall.services.vacancies.urls")),
    path("", include("guildhall.services.requests.urls")),
    path("", include("guildhall.services.risks.urls")),
    path("", include("guildhall.services.contracts.urls")),
    path("", include("guildhall.services.business_cases.urls")),
    path("", include("guildhall.services.complaints.urls")),
    path("", include("guildhall.services.linkage.urls")),
    path("", include("guildhall.services.assurance.urls")),
    path("", include("guildhall.services.contacts.urls")),
    path("", include("guildhall.services.satisfaction.urls")),
    path("", include("guildhall.services.meetings.urls")),
    path("", include("guildhall.commons.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("guildhall.plan.urls")),
    path("handbook/", include("guildhall.site.handbook.urls")),
    path("", include("guildhall.site.deadlines.urls")),
    path("api/", api.reference, name="api"),
    path("api/v1/", api.api.urls),
    path("", include("guildhall.kernel.urls")),
    path("", include("guildhall.site.urls")),
]

handler400 = "guildhall.commons.design.pages.bad_request"
handler403 = "guildhall.commons.design.pages.permission_denied"
handler404 = "guildhall.commons.design.pages.page_not_found"
handler500 = "guildhall.commons.design.pages.server_error"
