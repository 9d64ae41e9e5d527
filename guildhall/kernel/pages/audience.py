"""Who a page is for: declared on every view, so that a page nobody thought about opens to nobody."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


class Audience(StrEnum):
    """Who may open a page at all; which records they find on it is `visible_to`'s to say."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    STAFF = "staff"


def open_to(audience: Audience) -> Callable[[View], View]:
    """Declares a view's audience and holds it: strangers sign in first, others are told whom it is for."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if audience is not Audience.ANYONE and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if audience is Audience.STAFF and not getattr(request.user, "is_staff", False):
                raise PermissionDenied("This page is for people who work at the council.")
            return view(request, *args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]
        return guarded

    return declare


anyone = open_to(Audience.ANYONE)
signed_in = open_to(Audience.SIGNED_IN)
staff = open_to(Audience.STAFF)
