"""The addresses of the plan and its numbers."""

from django.urls import path

from guildhall.plan import pages

urlpatterns = [
    path("numbers/", pages.numbers, name="numbers"),
    path("numbers/<str:period>.csv", pages.numbers_csv, name="numbers_csv"),
    path("numbers/<str:period>.json", pages.numbers_json, name="numbers_json"),
    path("numbers/<str:period>/", pages.numbers, name="numbers_of"),
    path("numbers/<str:period>/<slug:key>/", pages.number_records, name="number_records"),
    path("plan/", pages.plan, name="plan"),
    path("plan/<slug:key>/", pages.plan, name="plan_of"),
]
