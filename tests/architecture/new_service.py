"""Sets up an installation with the service of the README in it, uses it, and prints what was there, as JSON.

Run by test_a_new_service.py in a process of its own, so that no other test meets the service.
"""

import importlib
import json
import re
import sys
from datetime import date
from pathlib import Path

import django
from django.conf import settings

README = Path(__file__).resolve().parents[2] / "README.md"
BLOCK = re.compile(r"```python\n# guildhall/services/(\S+)\n(.*?)```", re.S)
TODAY = date(2026, 3, 2)
MUCH_LATER = date(2026, 9, 1)


def write_down(folder: Path) -> None:
    """The package, as a reader of the README would write it."""
    for path, code in BLOCK.findall(README.read_text(encoding="utf-8")):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(code)


def install(folder: Path) -> None:
    """What a line in INSTALLED_APPS, `makemigrations` and `migrate` do."""
    import guildhall.services

    guildhall.services.__path__.append(str(folder))
    real = importlib.import_module("tests.settings")
    real.INSTALLED_APPS.insert(-1, "guildhall.services.lost")
    django.setup()
    from django.core.management import call_command

    call_command("makemigrations", "lost", "--name", "things", verbosity=0)
    call_command("migrate", verbosity=0)


def receptionist():
    from guildhall.commons.accounts.models import User
    from guildhall.kernel.gates import Grant

    rita = User.objects.create_user("rita@council.example", name="Rita Bell", is_staff=True)
    Grant.objects.create(user=rita, service="lost", role="Receptionist")
    return rita


def window(user):
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def use(client) -> dict[str, object]:
    """An umbrella comes in by the page and goes home by the page."""
    from guildhall.services.lost.models import LostThing

    said: dict[str, object] = {}
    said["form"] = client.get("/desk/lost/open/log/").content.decode()
    said["without where"] = client.post("/desk/lost/open/log/", {"what": "An umbrella"}).status_code
    opened = client.post("/desk/lost/open/log/", {"what": "An umbrella", "where": "The library"})
    umbrella = LostThing.objects.get()
    said["opened"] = opened.status_code
    said["reference"], said["due"] = umbrella.reference, str(umbrella.due_on)
    said["queue"] = client.get("/desk/lost/").content.decode()
    said["record"] = client.get(umbrella.get_absolute_url()).content.decode()
    said["late"] = late(umbrella)
    shown = {"name": "Jo Castle", "shown-version": umbrella.version}
    given = client.post(f"{umbrella.get_absolute_url()}give_back/", shown)
    umbrella.refresh_from_db()
    said["given"], said["stage"] = given.status_code, umbrella.stage
    said["timeline"] = [event.sentence for event in umbrella.events.order_by("sequence")]
    return said


def late(umbrella) -> list[str]:
    from guildhall.kernel.duties import all_duties, findings
    from guildhall.kernel.gates import SYSTEM

    duties = [duty for duty in all_duties() if duty.service.key == "lost"]
    return [finding.record.reference for finding in findings(duties, SYSTEM, MUCH_LATER)]


def ask() -> dict[str, object]:
    """What the declaration alone answers."""
    from guildhall.kernel import handbook
    from guildhall.kernel.measures import measure
    from guildhall.kernel.periods import Period
    from guildhall.kernel.services import service

    return {
        "measure": str(measure("lost.returned").value(Period.year(2025))),
        "handbook": handbook.pages([service("lost")])["services/lost.md"],
    }


def main(folder: Path) -> None:
    write_down(folder)
    install(folder)
    from guildhall.kernel import time

    settings.DEMONSTRATION = True  # nobody here has a second factor
    settings.ALLOWED_HOSTS = ["localhost"]
    with time.pretend(TODAY):
        said = use(window(receptionist()))
        print(json.dumps({**said, **ask()}))  # noqa: T201  for the test that started us


if __name__ == "__main__":
    main(Path(sys.argv[1]))
