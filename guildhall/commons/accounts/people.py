"""Who works here and what they may do: inviting, granting, ending, and a log of all of it."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from guildhall.commons.accounts.keys import ApiKey
from guildhall.commons.accounts.models import AccountChange, User
from guildhall.kernel import time
from guildhall.kernel.gates import Actor, Grant, access
from guildhall.kernel.records import Sensitivity, Team
from guildhall.kernel.services import services

ADMINISTRATOR = "Administrator"


class NoSuchRole(Exception):
    """There is no such role or team; the message says which there are."""


def is_administrator(user: Any) -> bool:
    """Whether the person holds the role that gives roles."""
    return any(grant.role == ADMINISTRATOR for grant in access(user).grants)


def roles() -> dict[str, list[str]]:
    """Every role that can be given, by service; those for every service under *."""
    by_service = {service.key: sorted(service.roles) for service in services()}
    everywhere = {role for names in by_service.values() for role in names} | {ADMINISTRATOR}
    return {"*": sorted(everywhere), **by_service}


def parse_role(text: str) -> tuple[str, str, Team | None]:
    """service:role or service:role:team, as on the command line; NoSuchRole with a sentence otherwise."""
    service, _, rest = text.partition(":")
    role, _, team_name = rest.partition(":")
    if service not in roles():
        raise NoSuchRole(f"There is no service “{service}”. There are {', '.join(roles())}.")
    if role not in roles()[service]:
        raise NoSuchRole(f"{service} has no role “{role}”. It has {', '.join(roles()[service])}.")
    team = Team.objects.filter(name=team_name).first()
    if team_name and team is None:
        raise NoSuchRole(f"There is no team “{team_name}”.")
    return service, role, team


@transaction.atomic
def invite(email: str, name: str, *, by: Any) -> User:
    """Makes somebody a member of staff, who signs in by a code sent to that address."""
    user, _ = User.objects.get_or_create(email=email.strip().lower(), defaults={"name": name})
    user.name, user.is_staff, user.is_active = name or user.name, True, True
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    log(user, by, "was invited to work here")
    return user


@transaction.atomic
def give(
    user: User,
    service: str,
    role: str,
    *,
    by: Any,
    team: Team | None = None,
    ceiling: int = Sensitivity.PERSONAL,
) -> Grant:
    """Gives a role from today on; one that had ended begins again."""
    grant, _ = Grant.objects.update_or_create(
        user=user, service=service, role=role, team=team, defaults={"ceiling": ceiling, "ends_on": None}
    )
    log(
        user,
        by,
        f"was made {role} of {service}{f' for {team}' if team else ''}, up to {grant.get_ceiling_display()}",
    )
    return grant


@transaction.atomic
def end(grant: Grant, *, by: Any) -> None:
    """Takes a role away, now and not at midnight."""
    log(
        grant.user,
        by,
        f"is no longer {grant.role} of {grant.service}{f' for {grant.team}' if grant.team else ''}",
    )
    grant.delete()


@transaction.atomic
def deactivate(user: User, *, by: Any) -> None:
    """Somebody leaves: they are signed out everywhere, and their roles end. What they did stays theirs."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    ApiKey.revoke(ApiKey.objects.filter(user=user))
    Grant.objects.filter(user=user).delete()
    sign_out_everywhere(user)
    log(user, by, "no longer works here")


@transaction.atomic
def reset_second_factor(user: User, *, by: Any) -> None:
    """Somebody lost their telephone and their recovery codes: they enrol again at their next sign-in."""
    Authenticator.objects.filter(user=user).delete()
    sign_out_everywhere(user)
    log(user, by, "must enrol a second factor again")


def sign_out_everywhere(user: User) -> None:
    """Ends every session of theirs. Sessions hold their owner inside, so each is looked at."""
    for session in Session.objects.filter(expire_date__gte=time.real_now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def log(user: User, by: Any, sentence: str) -> AccountChange:
    return AccountChange.objects.create(user=user, by=Actor.of(by).name, sentence=sentence, at=time.now())


def staff() -> QuerySet[User]:
    """Everybody who works here or did, by name, with their roles."""
    return (
        User.objects.filter(is_staff=True)
        .prefetch_related("grants__team")
        .order_by("-is_active", "name", "pk")
    )
