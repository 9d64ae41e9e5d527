from django.urls import path

from guildhall.services.business_cases import pages

urlpatterns = [path("business-cases/", pages.business_cases, name="business_cases")]
