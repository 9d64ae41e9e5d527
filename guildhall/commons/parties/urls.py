from django.urls import path

from guildhall.commons.parties import home, pages, tracking

urlpatterns = [
    path("parties/", pages.people, name="parties"),
    path("parties/new/", pages.enter, name="party_new"),
    path("parties/<int:number>/", pages.person, name="party"),
    path("parties/<int:number>/part/<int:merge>/", pages.parts, name="party_part"),
    path("parties/<int:number>/<slug:name>/", pages.act, name="party_act"),
    path("track/", tracking.lost, name="track_lost"),
    path("track/sent/", tracking.sent, name="track_sent"),
    path("track/<str:token>/", tracking.track, name="track"),
    path("track/<str:token>/again/", tracking.track_again, name="track_again"),
    path("track/<str:token>/<slug:name>/", tracking.act, name="track_act"),
    path("home/", home.home, name="home"),
    path("home/data/", home.data, name="own_data"),
    path("home/data.json", home.download, name="own_data_file"),
    path("home/<slug:reference>/", home.open_record, name="home_record"),
]
