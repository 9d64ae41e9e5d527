"""Who calls the API: a person's browser, a key, or nobody in particular; each counted against its limit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from guildhall.commons.accounts.keys import ApiKey
from guildhall.kernel import limits
from guildhall.kernel.api.problems import Problem

SAFE = {"GET", "HEAD", "OPTIONS"}


class Key(AuthBase):
    """A key in `Authorization: Bearer …`: an account with grants, for reading or for writing too."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Any:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if not kind:
            return None
        found = ApiKey.of_text(token.strip()) if kind.lower() == "bearer" else None
        if found is None:
            count(request)
            raise Problem(401, "This key opens nothing.", headers={"WWW-Authenticate": "Bearer"})
        request.user = found.user
        count(request)
        if request.method not in SAFE and not found.can_write:
            raise Problem(403, "This key may read and not write.")
        return found


class SignedIn(AuthBase):
    """A browser in which somebody is signed in; what it writes carries the token against forgery."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            return None
        count(request)
        if request.method not in SAFE and check_csrf(request) is not None:
            raise Problem(403, "Send the token against forged requests in X-CSRFToken.")
        return request.user


def anybody(request: HttpRequest) -> bool:
    """Whoever did not say who they are."""
    count(request)
    return True


def count(request: HttpRequest) -> None:
    """Spends one call of the caller's limit. Raises Problem where there is none left."""
    if wait := limits.API.spend(limits.who(request)):
        raise Problem(
            429, f"Too many calls: try again in {wait} seconds.", headers={"Retry-After": str(wait)}
        )
