from django.urls import path

from guildhall.services.meetings.pages import calendar, feeds, minutes, papers, public

urlpatterns = [
    path("meetings/", public.listed, name="meetings_published"),
    path("meetings/calendar/", calendar.public_month, name="meetings_calendar"),
    path("meetings/calendar.ics", feeds.everything, name="meetings_ics"),
    path("meetings/<slug:reference>/", public.one, name="meeting_page"),
    path("meetings/<slug:reference>.ics", feeds.of_one, name="meeting_ics"),
    path("meetings/<slug:reference>.json", public.as_json, name="meeting_json"),
    path("meetings/<slug:reference>/<int:number>.pdf", papers.paper, name="meeting_paper"),
    path("meeting-calendar/", calendar.month, name="meeting_calendar"),
    path("meeting-calendar/year/", calendar.year, name="meeting_year"),
    path("minutes/<slug:reference>/", minutes.minutes, name="minutes"),
]
