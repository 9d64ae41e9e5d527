from django.urls import path

from guildhall.commons.satisfaction import pages

urlpatterns = [
    path("how/<str:token>/", pages.how_did_we_do, name="how_did_we_do"),
    path("how/<str:token>/thanks/", pages.thank_you, name="thank_you"),
    path("how/<str:token>/stop/", pages.ask_me_no_more, name="ask_me_no_more"),
]
