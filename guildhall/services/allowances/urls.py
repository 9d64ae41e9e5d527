from django.urls import path

from guildhall.services.allowances import pages

urlpatterns = [
    path("allowances/", pages.years, name="allowances_published"),
    path("allowances/<slug:name>/", pages.year, name="allowances_of"),
    path("allowances/<slug:name>.csv", pages.year_csv, name="allowances_csv"),
]
