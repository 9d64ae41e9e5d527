"""The two pages everything else is measured against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.floor.models import Row


def one(request: HttpRequest, reference: str) -> HttpResponse:
    """A bare page with one indexed query."""
    return render(request, "floor_one.html", {"row": Row.objects.get(reference=reference)})


def fifty(request: HttpRequest) -> HttpResponse:
    """A bare list of fifty rows, by an index, with the columns the queue shows."""
    rows = Row.objects.filter(service="requests", closed_on=None).select_related("owner", "team")
    return render(request, "floor_list.html", {"rows": rows.order_by("urgent_on", "pk")[:50]})


urlpatterns = [path("one/<str:reference>/", one), path("list/", fifty)]
