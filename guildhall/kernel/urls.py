"""The addresses of the pages that come from the declarations."""

from django.urls import URLPattern, path

from guildhall.kernel.pages import (
    action,
    calendar,
    calendar_feed,
    desk,
    duties,
    feeds,
    public,
    record,
    search,
)
from guildhall.kernel.services import Publish, services


def published(service: str, publish: Publish) -> list[URLPattern]:
    """Where one service's published records lie, under the path it declares."""
    base, key = publish.path.strip("/"), {"key": service}
    return [
        path(f"{base}/", public.log, key, name=f"{service}_published"),
        path(f"{base}/published.rss", feeds.rss, key),
        path(f"{base}/published.csv", feeds.as_csv, key),
        path(f"{base}/published.json", feeds.as_json, key),
        path(f"{base}/<slug:reference>/", public.published, key),
    ]


urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/<slug:key>/", desk.queue, name="queue"),
    path("desk/<slug:key>/assign/", desk.assign, name="assign"),
    path("desk/<slug:key>/views/", desk.save_view, name="save_view"),
    path("desk/<slug:key>/views/<int:number>/forget/", desk.forget_view, name="forget_view"),
    path("desk/<slug:key>/open/<slug:name>/", action.open_record, name="open_record"),
    path("records/<slug:reference>/", record.record, name="record"),
    path("records/<slug:reference>/<slug:name>/", action.act, name="act"),
    path("search/", search.find, name="search"),
    path("duties/", duties.duties, name="duties"),
    path("duties/<slug:key>/<slug:name>/", duties.findings, name="findings"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/list/", calendar.agenda, name="agenda"),
    path("calendar/key/", calendar_feed.key, name="calendar_key"),
    path("calendar/<str:token>.ics", calendar_feed.feed, name="calendar_feed"),
    *(each for one in services() if one.publishes for each in published(one.key, one.publishes)),
]
