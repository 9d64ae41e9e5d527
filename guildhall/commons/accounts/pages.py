"""Signing in, and the administrator's page of people."""

from __future__ import annotations

from typing import Any

from allauth.account.views import RequestLoginCodeView
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guildhall.commons.accounts import people
from guildhall.commons.accounts.forms import Give, Invite
from guildhall.commons.accounts.models import AccountChange, User
from guildhall.commons.accounts.standins import stand_ins
from guildhall.kernel.gates import Grant
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone, staff

A_PAGE = 50
BACKEND = "guildhall.commons.accounts.backends.Backend"


class SignIn(RequestLoginCodeView):
    """Asks for an address and sends a code to it; in a demonstration it offers the cast as well."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "stand_ins": stand_ins()}


@anyone
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Signs in as one of the cast. Where there is no demonstration there is no such page."""
    offered = {each.email for each in stand_ins()}
    email = request.POST.get("email", "")
    if email not in offered:
        raise Http404
    user = get_object_or_404(User, email=email, is_active=True)
    login(request, user, backend=BACKEND)
    return SeeOther("/desk/" if user.is_staff else "/home/")


def gone(request: HttpRequest, rest: str = "") -> HttpResponse:
    """allauth's pages of passwords: nobody has one."""
    raise Http404


def _administrator(request: HttpRequest) -> None:
    if not people.is_administrator(request.user):
        raise PermissionDenied("Only an administrator can see and change what people may do.")


@staff
@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, with their roles, and what was changed last."""
    _administrator(request)
    page = Paginator(people.staff(), A_PAGE).get_page(request.GET.get("page"))
    changes = list(AccountChange.objects.select_related("user").order_by("-at", "-pk")[:20])
    return render(
        request, "accounts/people.html", {"page": page, "people": _with_roles(page), "changes": changes}
    )


def _with_roles(page: Any) -> list[dict[str, Any]]:
    """The page's people as it prints them, each with what they may do."""
    return [
        {
            "pk": user.pk,
            "name": str(user),
            "email": user.email,
            "left": not user.is_active,
            "roles": _roles(user),
        }
        for user in page
    ]


def _roles(user: User) -> str:
    return "; ".join(
        f"{grant.role} ({grant.service}{f', {grant.team}' if grant.team else ''})"
        for grant in user.grants.all()
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invites a member of staff."""
    _administrator(request)
    form = Invite(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = people.invite(form.cleaned_data["email"], form.cleaned_data["name"], by=request.user)
        messages.success(request, f"{user} can sign in with {user.email}. Give them a role.")
        return SeeOther(reverse("person", args=[user.pk]))
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: their roles, and giving them another."""
    _administrator(request)
    found = get_object_or_404(User, pk=number, is_staff=True)
    form = Give(request.POST or None)
    if request.method == "POST" and form.is_valid():
        people.give(found, *form.cleaned_data["role"], by=request.user, team=form.cleaned_data["team"],
                    ceiling=form.cleaned_data["ceiling"])  # fmt: skip
        messages.success(request, f"{found} has the role.")
        return SeeOther(reverse("person", args=[found.pk]))
    grants = list(Grant.objects.filter(user=found).select_related("team").order_by("service", "role"))
    context = {"person": found, "grants": grants, "form": form}
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def end_role(request: HttpRequest, number: int, grant: int) -> HttpResponse:
    """Takes one role from one person."""
    _administrator(request)
    people.end(get_object_or_404(Grant, pk=grant, user=number), by=request.user)
    messages.success(request, "The role has ended.")
    return SeeOther(reverse("person", args=[number]))


@staff
@require_POST
def deactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody leaves."""
    _administrator(request)
    leaver = get_object_or_404(User, pk=number, is_staff=True)
    if leaver == request.user:
        raise PermissionDenied("You cannot end your own account. Ask another administrator.")
    people.deactivate(leaver, by=request.user)
    messages.success(request, f"{leaver} is signed out and can no longer sign in.")
    return SeeOther(reverse("people"))


@staff
@require_POST
def reset_second_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody lost their second factor."""
    _administrator(request)
    found = get_object_or_404(User, pk=number, is_staff=True)
    people.reset_second_factor(found, by=request.user)
    messages.success(request, f"{found} enrols a second factor again at the next sign-in.")
    return SeeOther(reverse("person", args=[found.pk]))
