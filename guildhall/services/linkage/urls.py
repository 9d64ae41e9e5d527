from django.urls import path

from guildhall.services.linkage import pages

urlpatterns = [
    path("matches/", pages.overview, name="linkage"),
    path("matches/run/", pages.start, name="linkage_run"),
    path("matches/review/", pages.review, name="linkage_review"),
    path("matches/thresholds/", pages.thresholds, name="linkage_thresholds"),
]
