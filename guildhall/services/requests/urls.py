from django.urls import include, path

from guildhall.services.requests import pages

urlpatterns = [
    path("ask/sent/<str:token>/", pages.sent, name="ask-sent"),
    path("ask/", include(pages.ask.urls)),
]
