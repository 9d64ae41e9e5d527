"""The front page, and the pages that say how the site keeps its promises."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import navigation
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.services import services


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What one can do here, a search of what is published, and the way in for staff."""
    offered = [item for item in navigation.public_items() if item.about]
    return render(request, "site/home.html", {"offered": offered})


@anyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """The accessibility statement (Public Sector Bodies Accessibility Regulations 2018, reg.8)."""
    return render(request, "site/accessibility.html")


@anyone
@require_safe
def privacy(request: HttpRequest) -> HttpResponseBase:
    """The privacy notice, with how long each service keeps what it is told (UK GDPR Art.13)."""
    return render(request, "site/privacy.html", {"services": services()})


@anyone
@require_safe
def cookies(request: HttpRequest) -> HttpResponseBase:
    """The cookies, all of them needed (PECR reg.6(4)), each with what it is for."""
    return render(request, "site/cookies.html")


@anyone
@require_safe
def help_page(request: HttpRequest) -> HttpResponseBase:
    """How to use the site, for the public and for staff."""
    return render(request, "site/help.html")
