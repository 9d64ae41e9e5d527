from django.urls import path, re_path

from guildhall.commons.letters import formats, pages

urlpatterns = [
    path("letter/<str:token>/", pages.letter, name="letter"),
    path("letter/<str:token>/format/", formats.ask, name="letter_format"),
    path("letter/<str:token>/format/asked/<slug:reference>/", formats.asked, name="letter_format_asked"),
    path("letters/", pages.letters, name="letters"),
    re_path("^letters/(?P<tray>to_print|in_doubt)/$", pages.letters, name="letters"),
    path("letters/<int:number>/", pages.record_letter, name="record_letter"),
    re_path(
        "^letters/(?P<number>[0-9]+)/(?P<decision>posted|arrived|again)/$", pages.decide, name="letter_decide"
    ),
]
