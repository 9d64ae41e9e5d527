"""Invite somebody to work here, with the roles they need."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from guildhall.commons.accounts import people
from guildhall.kernel.gates import SYSTEM


class Command(BaseCommand):
    help = "Invite somebody to work here, with the roles they need."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="Their full name.")
        parser.add_argument(
            "--role", action="append", default=[], metavar="SERVICE:ROLE[:TEAM]",
            help="A role; may be given again. For example requests:Information officer, or *:Administrator.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            given = [people.parse_role(text) for text in options["role"]]
        except ValidationError as error:
            raise CommandError(f"{options['email']} is no email address.") from error
        except people.NoSuchRole as error:
            raise CommandError(str(error)) from error
        user = people.invite(options["email"], options["name"], by=SYSTEM)
        for service, role, team in given:
            people.give(user, service, role, team=team, by=SYSTEM)
        self.stdout.write(f"{user} can sign in with {user.email} and enrols a second factor then.")
