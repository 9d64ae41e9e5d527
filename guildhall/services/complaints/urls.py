from django.urls import include, path, re_path

from guildhall.services.complaints import board_pages, letter_pages, offer_pages, pages, report_pages

urlpatterns = [
    path("complain/sent/<str:token>/", pages.sent, name="complain-sent"),
    path("complain/", include(pages.complain.urls)),
    path("complaints-report/", report_pages.reports, name="complaints-reports"),
    path("complaints-report/<slug:year>/", report_pages.report, name="complaints-report"),
    path("complaints-report/<slug:year>/pdf/", report_pages.report_pdf),
    path("complaints-report/<slug:year>/csv/", report_pages.report_csv),
    path("complaints-report/<slug:year>/json/", report_pages.report_json),
    path("complaints/", board_pages.shown, name="complaints"),
    path("complaints/offered/", offer_pages.offered, name="complaints-offered"),
    path("complaints/review-letters/", letter_pages.letters, name="complaints-letters"),
    path(
        "complaints/review-letters/<slug:scheme>/<slug:year>/", letter_pages.letter, name="complaints-letter"
    ),
    path("complaints/review-letters/<slug:scheme>/<slug:year>/csv/", letter_pages.letter_csv),
    re_path(
        r"^complaints/offered/(?P<number>[0-9]{1,9})/(?P<what>open|leave)/$",
        offer_pages.decide,
        name="complaints-offered-decide",
    ),
]
