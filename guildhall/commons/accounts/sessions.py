"""Sessions in the database, as Django keeps them; every page of everybody signed in begins by reading one."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.models import Session
from django.utils.crypto import get_random_string

from guildhall.kernel import time
from guildhall.kernel.prepared import Prepared

LENGTH = 32  # random letters and digits, as Django's own keys are


class SessionStore(db.SessionStore):
    """Reads by a prepared question, and does not ask whether a new key is taken: keeping it says so."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_session(key=self.session_key or "")), None)
        if found and found.expire_date > time.real_now():
            return found
        self._session_key = None
        return None

    def _get_new_session_key(self) -> str:
        return get_random_string(LENGTH, VALID_KEY_CHARS)


_session = Prepared(lambda key: Session.objects.filter(session_key=key))
