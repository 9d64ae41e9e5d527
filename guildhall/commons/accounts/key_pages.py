"""A person's own keys for programs: made here, shown once, withdrawn here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guildhall.commons.accounts.keys import ApiKey
from guildhall.kernel import time
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff


class NewKey(forms.Form):
    """What the key is for, and whether it may write."""

    name = forms.CharField(
        label="What is it for?", help_text="For example: open data export.", max_length=100
    )
    scope = forms.ChoiceField(
        label="What may it do?",
        choices=ApiKey.Scope.choices,
        initial=ApiKey.Scope.READ,
        widget=forms.RadioSelect,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """Their keys, and making another. A new key is on the page that follows, and nowhere else ever again."""
    form, text = NewKey(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _, text = ApiKey.make(request.user, form.cleaned_data["name"], scope=form.cleaned_data["scope"])
        form = NewKey()
    today = time.real_now().date()
    live = ApiKey.objects.filter(user=request.user.pk, revoked_on=None, expires_on__gte=today)
    context: dict[str, Any] = {"form": form, "text": text, "keys": list(live.order_by("pk"))}
    return render(request, "accounts/keys.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """The key opens nothing from now on."""
    key = get_object_or_404(ApiKey, pk=number, user=request.user.pk)
    ApiKey.revoke(ApiKey.objects.filter(pk=key.pk))
    messages.success(request, f"The key “{key.name}” opens nothing any more.")
    return SeeOther(reverse("keys"))
