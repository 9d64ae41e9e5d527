from django.urls import path

from guildhall.services.satisfaction import pages

urlpatterns = [
    path("satisfaction/", pages.satisfaction, name="satisfaction"),
    path("satisfaction/<slug:period>/", pages.satisfaction, name="satisfaction_of"),
    path("satisfaction/<slug:period>.csv", pages.satisfaction_csv, name="satisfaction_csv"),
    path("surveys/", pages.surveys, name="surveys"),
    path("surveys/surveys.csv", pages.surveys_csv, name="surveys_csv"),
    path("surveys/comments/", pages.comments, name="survey_comments"),
]
