"""The addresses of the front page and the site's own pages."""

from django.urls import path

from guildhall.site import pages

urlpatterns = [
    path("", pages.home, name="front"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("cookies/", pages.cookies, name="cookies"),
    path("help/", pages.help_page, name="help"),
]
