"""Who is signed in: allauth's own answer, asked by every page and so by a prepared question."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from guildhall.commons.accounts.models import User
from guildhall.kernel.prepared import Prepared


class Backend(AuthenticationBackend):
    """Signs in by allauth; reads the person afresh for each request, so whoever leaves is out at once."""

    def get_user(self, user_id: int) -> Any:
        user = next(iter(_user(number=user_id)), None)
        return user if user and self.user_can_authenticate(user) else None


_user = Prepared(lambda number: User.objects.filter(pk=number))
