"""Staff enrol a second factor before anything else."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Enrolling it, leaving again, and what every page is dressed in.
FREE = (
    "/accounts/2fa/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/static/",
    "/theme.css",
    "/icon.svg",
)


class SecondFactorFirst:
    """Sends staff who have no second factor to enrol one; in a demonstration nobody's data is at stake."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(FREE) and self._must_enrol(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _must_enrol(self, request: HttpRequest) -> bool:
        if settings.DEMONSTRATION or not (request.user.is_authenticated and request.user.is_staff):
            return False
        # An authenticator cannot be taken from a member of staff but by an administrator, who ends
        # their sessions with it: so a session that has seen one need not look again.
        if request.session.get("second_factor") == request.user.pk:
            return False
        enrolled = Authenticator.objects.filter(user=request.user.pk, type=Authenticator.Type.TOTP).exists()
        if enrolled:
            request.session["second_factor"] = request.user.pk
        return not enrolled
