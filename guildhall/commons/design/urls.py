from django.urls import path

from guildhall.commons.design import pages

urlpatterns = [
    path("theme.css", pages.theme_css, name="theme"),
    path("icon.svg", pages.icon, name="icon"),
    path("design/", pages.style_public, name="style"),
    path("design/desk/", pages.style_desk, name="style-desk"),
]
