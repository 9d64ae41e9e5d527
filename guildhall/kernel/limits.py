"""How often somebody may knock: counted in the database, so that every worker counts on the same slate.

Who knocks is kept as a keyed digest, never as an address, and only for as long as the window lasts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from guildhall.kernel import time


class Tally(models.Model):
    """How often one knocker has come in one window."""

    key = models.CharField(max_length=64)
    window = models.BigIntegerField(
        help_text="The window's number since 1970; windows of other lengths differ in key."
    )
    ends_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "window"], name="tally_once"),)
        indexes = (models.Index(fields=["ends_at"], name="tally_ends"),)

    def __str__(self) -> str:
        return f"{self.count} in window {self.window}"


@dataclass(frozen=True)
class Limit:
    """So many in so many seconds of real time, for one purpose."""

    name: str
    most: int
    seconds: int

    def spend(self, who: str) -> int:
        """Counts one; returns 0 when it is allowed, or the seconds until the next will be."""
        now = time.real_now().timestamp()
        window = int(now // self.seconds)
        ends = (window + 1) * self.seconds
        if _count(self._key(who), window, ends) <= self.most:
            return 0
        return max(1, int(ends - now))

    def _key(self, who: str) -> str:
        return salted_hmac(
            "guildhall.limits", f"{self.name}:{self.seconds}:{who}", algorithm="sha256"
        ).hexdigest()


COUNT_ONE = """
    INSERT INTO kernel_tally ("key", "window", ends_at, "count") VALUES (%s, %s, %s, 1)
    ON CONFLICT ("key", "window") DO UPDATE SET "count" = kernel_tally."count" + 1
    RETURNING "count"
"""


def _count(key: str, window: int, ends: int) -> int:
    """Adds one and says how many it makes, in one statement: two at once never read one number."""
    ends_at = connection.ops.adapt_datetimefield_value(datetime.fromtimestamp(ends, UTC))
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, [key, window, ends_at])
        ((count,),) = cursor.fetchall()
        return int(count)


SIGN_IN = Limit("sign-in", 20, 15 * 60)
ASK = Limit("ask", 20, 60 * 60)
TRACK = Limit("track", 30, 15 * 60)
# What somebody with a link sends, a file at a time: as much as a case needs, and no full disk.
SEND = Limit("send", 60, 60 * 60)
API = Limit("api", 600, 5 * 60)


def who(request: HttpRequest) -> str:
    """Who knocks: the person who is signed in, or the address the request came from.

    Behind a proxy it is the address the proxy wrote down last: anybody may have written those before it.
    """
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user:{user.pk}"
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return f"address:{forwarded.rpartition(',')[2].strip() or request.META.get('REMOTE_ADDR', '')}"


def limited(
    limit: Limit, *, methods: tuple[str, ...] = ("POST",)
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Counts the view's requests by these methods, and answers 429 in plain words beyond the limit."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in methods and (wait := limit.spend(who(request))):
                return too_many(request, wait)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """The page that says when to try again; `wait` in seconds."""
    response = render(request, "429.html", {"minutes": -(-wait // 60)}, status=429)
    response["Retry-After"] = str(wait)
    return response


def prune() -> int:
    """Forgets windows that have ended; returns how many."""
    return Tally.objects.filter(ends_at__lt=time.real_now()).delete()[0]
