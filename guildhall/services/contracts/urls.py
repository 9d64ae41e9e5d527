from django.urls import path

from guildhall.services.contracts import pages

urlpatterns = [
    path("contracts/", pages.contracts, name="contracts"),
    path("contracts/contracts.csv", pages.contracts_csv, name="contracts_csv"),
]
