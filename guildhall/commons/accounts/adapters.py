"""Where our sign-in differs from allauth's own."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from notifications_python_client.errors import HTTPError

from guildhall.commons.letters import adapters

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Codes go the way letters go; nobody is given a password."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if settings.LETTERS != "notify":
            super().send_mail(template_prefix, email, {**context, "council": settings.COUNCIL})
            return
        message = self.render_mail(template_prefix, email, {**context, "council": settings.COUNCIL})
        try:
            adapters.notify_email(email, message.subject, message.body, key=f"code:{get_random_string(24)}")
        except HTTPError:  # the page says the same whether or not a code went; asking again sends another
            logger.exception("Notify did not take a sign-in code")

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} – {settings.COUNCIL['name']}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/desk/" if request.user.is_staff else "/home/"


class MFAAdapter(DefaultMFAAdapter):
    """Staff cannot lay their second factor down: who lost theirs has recovery codes and an administrator."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.is_staff

    def get_totp_issuer(self) -> str:
        return str(settings.COUNCIL["name"])
