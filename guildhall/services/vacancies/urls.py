from django.urls import path

from guildhall.services.vacancies import pages

urlpatterns = [path("vacant-seats/", pages.vacant, name="vacant_seats")]
