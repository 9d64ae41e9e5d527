from django.urls import path

from guildhall.services.risks import pages

urlpatterns = [
    path("risks/", pages.risks, name="risks"),
    path("risks/risks.csv", pages.risks_csv, name="risks_csv"),
]
