"""What every page knows: whose council it is, what day it is there, and where one can go from here."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from guildhall.commons.design.colour import theme_version
from guildhall.kernel import time


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page. It asks the database nothing, so that the pages for errors can use it."""
    colour = settings.COUNCIL["colour"]
    return {
        "council": settings.COUNCIL,
        "demonstration": settings.DEMONSTRATION,
        "demonstration_progress": progress() if settings.DEMONSTRATION else "",
        "today": time.today(),
        "theme_url": f"{reverse('theme')}?{theme_version(colour)}",
        "icon_url": f"{reverse('icon')}?{theme_version(colour)}",
    }


def progress() -> str:
    """How far the living of the demonstration's year has got; empty once it is lived."""
    path = Path(settings.DATA) / "demonstration-progress"
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""
