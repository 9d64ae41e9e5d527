from django.urls import path

from guildhall.commons.chamber import pages

urlpatterns = [
    path("chamber/", pages.chamber, name="chamber"),
    path("political-balance/", pages.balance, name="political_balance"),
]
