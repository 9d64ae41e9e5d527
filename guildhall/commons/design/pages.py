"""The pages of the design itself: theme, icon, and the pages for what goes wrong."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.design import samples
from guildhall.commons.design.colour import theme
from guildhall.kernel.pages.audience import anyone

A_YEAR = 31_536_000


@anyone
@require_safe
@cache_control(max_age=A_YEAR, public=True, immutable=True)
def theme_css(request: HttpRequest) -> HttpResponse:
    """The council's colour as style properties; the address changes with them."""
    properties = "".join(f"{name}:{value};" for name, value in theme(settings.COUNCIL["colour"]).items())
    return HttpResponse(f":root{{{properties}}}", content_type="text/css")


@anyone
@require_safe
@cache_control(max_age=A_YEAR, public=True, immutable=True)
def icon(request: HttpRequest) -> HttpResponse:
    """The icon of the browser's tab: the place's first letter on the council's colour."""
    return render(
        request, "design/icon.svg", {"letter": settings.COUNCIL["place"][:1]}, content_type="image/svg+xml"
    )


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def style_public(request: HttpRequest) -> HttpResponse:
    """What residents see, all on one page; posting shows every error."""
    look_only(request)
    form = samples.form(wrong=request.method == "POST")
    shown = {
        "form": form,
        "rows": samples.ROWS,
        "clock": samples.clocks()[0],
        "desk_style": reverse("style-desk"),
    }
    return render(request, "design/style_public.html", shown, status=422 if form.is_bound else 200)


@anyone
@require_safe
def style_desk(request: HttpRequest) -> HttpResponse:
    """What officers see: every composite with the sort of thing it will hold."""
    look_only(request)
    shown = {**samples.context(), "public_style": reverse("style")}
    return render(request, "design/style_desk.html", shown)


def look_only(request: HttpRequest) -> None:
    """The style pages are for those who build and for staff; raises Http404 for anybody else."""
    user = getattr(request, "user", None)
    if not (settings.DEBUG or settings.DEMONSTRATION or getattr(user, "is_staff", False)):
        raise Http404


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400; a body too large to read is answered 413."""
    if isinstance(exception, RequestDataTooBig):
        return failure(request, 413, upload_limit=filesizeformat(settings.UPLOAD_LIMIT))
    return failure(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403; what a gate said is the reason on the page."""
    return failure(request, 403, reason=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return failure(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500."""
    return failure(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW: most often a page left open until its session ended."""
    return failure(
        request,
        403,
        reason="This page was open for too long, or your browser does not keep cookies, so we could not be "
        "sure that you sent it. Nothing has been changed. Go back, load the page and send it again.",
    )


def failure(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The page for one status of HTTP, in the user's words; it needs neither database nor session."""
    return render(request, f"{status}.html", {"login_url": login_url(), **context}, status=status)


def login_url() -> str:
    try:
        return reverse(settings.LOGIN_URL)
    except NoReverseMatch:
        return "/"
