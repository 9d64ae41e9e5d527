from django.urls import include, path, re_path

from guildhall.services.complaints import board_pages, offer_pages, pages

urlpatterns = [
    path("complain/sent/<str:token>/", pages.sent, name="complain-sent"),
    path("complain/", include(pages.complain.urls)),
    path("complaints/", board_pages.shown, name="complaints"),
    path("complaints/offered/", offer_pages.offered, name="complaints-offered"),
    re_path(
        r"^complaints/offered/(?P<number>[0-9]{1,9})/(?P<what>open|leave)/$",
        offer_pages.decide,
        name="complaints-offered-decide",
    ),
]
