"""Give a program a key to the API, list the keys, or end one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guildhall.commons.accounts import people
from guildhall.commons.accounts.keys import ApiKey
from guildhall.commons.accounts.models import User
from guildhall.kernel.gates import SYSTEM


class Command(BaseCommand):
    help = "Give a program a key to the API, list the keys, or end one."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="make|list|revoke")
        make = does.add_parser("make", help="a new key, shown once")
        make.add_argument("email", help="whose: the key may do what this account may")
        make.add_argument("name", help="what it is for, such as “Telephone system”")
        make.add_argument("--write", action="store_true", help="let it write as well as read")
        make.add_argument("--days", type=int, default=365, help="how long it holds (365)")
        does.add_parser("list", help="every key that is live")
        revoke = does.add_parser("revoke", help="end a key at once")
        revoke.add_argument("number", type=int, help="as listed")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['does']}")(**options)

    def _make(self, email: str, name: str, write: bool, days: int, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {email}. Invite them first.")
        if not 1 <= days <= 3650 or not name.strip() or len(name) > 100:
            raise CommandError("A key has a name of up to 100 characters and holds from 1 to 3,650 days.")
        scope = ApiKey.Scope.WRITE if write else ApiKey.Scope.READ
        key, text = ApiKey.make(user, name.strip(), scope=scope, days=days)
        people.log(user, SYSTEM, f"was given the key “{key.name}” to {key.get_scope_display().lower()}")
        self.stdout.write(f"{text}\nIt is shown this once. It holds until {key.expires_on}.")

    def _list(self, **options: Any) -> None:
        for key in ApiKey.objects.filter(revoked_on=None).select_related("user").order_by("pk"):
            used = f"last used {key.last_used_on}" if key.last_used_on else "never used"
            scope = key.get_scope_display().lower()
            self.stdout.write(f"{key.pk}. {key.name} of {key.user}: {scope}, until {key.expires_on}, {used}")

    def _revoke(self, number: int, **options: Any) -> None:
        key = ApiKey.objects.filter(pk=number, revoked_on=None).select_related("user").first()
        if key is None:
            raise CommandError(f"No live key has the number {number}.")
        ApiKey.revoke(ApiKey.objects.filter(pk=key.pk))
        people.log(key.user, SYSTEM, f"no longer has the key “{key.name}”")
        self.stdout.write(f"{key} opens nothing any more.")
