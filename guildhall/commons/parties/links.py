"""Signed links: the address of one party's side of one record, good for a year, without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse

GOOD_FOR = timedelta(days=365)


class Expired(Exception):
    """The link was ours and its year is over; `pair` says whose it was."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        super().__init__("The link has expired.")


@dataclass(frozen=True)
class Pair:
    """What the link opens, a record or a letter, and for which party."""

    of: int
    party_id: int


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"guildhall.{purpose}", sep="~")


def token(of: int, party_id: int, *, purpose: str = "track") -> str:
    """The secret part of an address."""
    return _signer(purpose).sign(f"{of}-{party_id}")


def read(token: str, *, purpose: str = "track") -> Pair | None:
    """What a token opens; None when we never made it. Raises Expired when its year is over."""
    signer = _signer(purpose)
    try:
        return _pair(signer.unsign(token, max_age=GOOD_FOR))
    except SignatureExpired as error:
        pair = _pair(signer.unsign(token))
        raise Expired(pair) from error
    except BadSignature:
        return None


def _pair(signed: str) -> Pair:
    of, _, party_id = signed.partition("-")
    return Pair(int(of), int(party_id))


def absolute(path: str) -> str:
    """The address as it stands in a letter."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def track_url(record: Any, party: Any) -> str:
    """Where this party follows this record."""
    return absolute(reverse("track", args=[token(record.pk, party.pk)]))
