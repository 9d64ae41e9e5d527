from django.urls import path

from guildhall.services.risks import pages, scale_pages

urlpatterns = [
    path("risks/", pages.risks, name="risks"),
    path("risks/scale/", scale_pages.scale, name="risks_scale"),
    path("risks/scale/<slug:kind>/<slug:which>/", scale_pages.scale_row, name="risks_scale_row"),
    path("risks/risks.csv", pages.risks_csv, name="risks_csv"),
]
