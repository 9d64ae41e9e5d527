"""`python -m bench.people`: how fast somebody is found among half a million, beside a bare indexed query.

The database is the one DATABASE_URL names, and must be empty and of no use to anybody; SQLite in the bench's
folder when none is named. It is filled once and filled again only with --again.
"""

from __future__ import annotations

import argparse
import os
import random
import time as stopwatch
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice, product

AIM = 50.0
BATCH = 5_000
GIVEN = (
    "Ada Alun Catherine Beth William Margaret Robert Elizabeth Sian Muhammad Sean John Joan "
    "Anwen Chidi Dafydd Emeka Farah Gwen Harpreet Isla Jarek Kwame Lowri Niamh Priya Rhys Samir Zofia"
)
STARTS = (
    "Ab Bar Cal Den El Far Gil Hal Ing Jes Kel Lan Mor Nor Os "
    "Pem Quil Ros Sel Tor Ul Ver Wes Yar Zan Thom Smi Jon"
)
MIDDLES = ["a", "e", "i", "o", "ar", "en", "il", "on", "ad", "am", "er", "ing", "ol", "un"]
ENDS = "by combe dale field ford ham ley man more ney ridge son stead ton well wick worth"


def main() -> None:
    asked = arguments()
    prepare(asked)
    from guildhall.commons.parties.models import Party

    print(f"{Party.objects.count():,} parties in {database()}, load {os.getloadavg()[0]:.1f}")
    user = officer()
    for name, typed in questions(asked.questions).items():
        report(name, [measured(lambda each=each: ask(user, each)) for each in typed])
    report("floor: one indexed query", [measured(floor(number)) for number in range(asked.questions)])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.people", description=__doc__)
    parser.add_argument("--parties", type=lambda text: int(text.replace("_", "")), default=500_000)
    parser.add_argument("--questions", type=int, default=200, help="how many of each kind are asked")
    parser.add_argument(
        "--again", action="store_true", help="empty the tables of parties and fill them again"
    )
    return parser.parse_args()


def prepare(asked: argparse.Namespace) -> None:
    """A migrated database with that many parties."""
    from bench.databases import data_folder

    os.environ.setdefault("DATABASE_URL", f"sqlite:///{data_folder() / f'people-{asked.parties}.sqlite3'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from guildhall.commons.parties.models import ContactPoint, NameSlip, Party, PartyText

    call_command("migrate", verbosity=0)
    if asked.again:
        for model in (PartyText, ContactPoint, NameSlip, Party):
            model.objects.all()._raw_delete("default")
    if (there := Party.objects.count()) < asked.parties:
        fill(asked.parties, there)


def database() -> str:
    from django.db import connection

    return str(connection.vendor)


def people(how_many: int) -> Iterator[tuple[str, date, str, str, str]]:
    """Name, birthday, postcode, telephone and e-mail of each; some names are common, most are rare."""
    drawn = random.Random(2018)
    given = GIVEN.split()
    family = ["".join(each) for each in product(STARTS.split(), MIDDLES, ENDS.split())]
    drawn.shuffle(family)
    weights = [1 / (rank + 8) for rank in range(len(family))]
    surnames = drawn.choices(family, weights, k=how_many)
    for number, surname in enumerate(surnames):
        name = f"{drawn.choice(given)} {surname}"
        born = date(1925, 1, 1) + timedelta(days=drawn.randrange(33_000))
        inward = f"{drawn.randint(0, 9)}{drawn.choice('ABDEFGH')}{drawn.choice('LNPQRST')}"
        postcode = f"PO{drawn.randint(1, 41)} {inward}"
        phone = f"077009{drawn.randrange(10**5):05}"
        yield name, born, postcode, phone, f"{name.replace(' ', '.')}{number}@example.org".lower()


def fill(how_many: int, there: int) -> None:
    """Goes on where an earlier run was cut off."""
    from django.db import connection, transaction

    from guildhall.commons.parties import wording
    from guildhall.commons.parties.models import ContactPoint, Party, contact_point
    from guildhall.kernel import time

    drawn, now, began = islice(people(how_many), there, None), time.now(), stopwatch.perf_counter()
    if database() == "sqlite":
        connection.cursor().execute("PRAGMA synchronous=OFF")  # what is lost can be filled again
    while some := list(islice(drawn, BATCH)):
        with transaction.atomic():
            parties = Party.objects.bulk_create(
                Party(name=name, born_on=born, created_at=now) for name, born, *_ in some
            )
            points = [
                [
                    contact_point(party, "address", f"1 High Street, Portsmouth {postcode}"),
                    contact_point(party, "phone", phone),
                    contact_point(party, "email", email),
                ]
                for party, (_, _, postcode, phone, email) in zip(parties, some, strict=True)
            ]
            ContactPoint.objects.bulk_create(each for three in points for each in three)
            wording.keep([(party, (), three) for party, three in zip(parties, points, strict=True)])
    analyse()
    print(f"filled in {stopwatch.perf_counter() - began:.0f} s", flush=True)


def analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def officer() -> object:
    """A helpdesk adviser, whose ceiling is personal: every wall is asked after."""
    from guildhall.commons.accounts.models import User
    from guildhall.kernel.gates import Grant
    from guildhall.kernel.records import Sensitivity

    user, _ = User.objects.get_or_create(email="adviser@portsmouth.example", defaults={"is_staff": True})
    Grant.objects.get_or_create(
        user=user, service="requests", role="Helpdesk adviser", defaults={"ceiling": Sensitivity.PERSONAL}
    )
    return user


def questions(how_many: int) -> dict[str, list[str]]:
    """What advisers type, by kind."""
    drawn = random.Random(7)
    some = list(islice(people(how_many * 5), 0, None, 5))
    typo = [_slip(name, drawn) for name, *_ in some]
    return {
        "first and last name": [name for name, *_ in some],
        "last name alone": [name.split()[1] for name, *_ in some],
        "while typing (3 letters on)": [name[: 3 + n % 8] for n, (name, *_) in enumerate(some)],
        "misspelt": typo,
        "misspelt last name alone": [each.split()[-1] for each in typo],
        "last name and postcode": [f"{name.split()[1]} {postcode}" for name, _, postcode, *_ in some],
        "postcode": [postcode for _, _, postcode, *_ in some],
        "telephone": [f"{phone[:5]} {phone[5:]}" for *_, phone, _ in some],
        "e-mail": [email for *_, email in some],
        "birthday": [f"{born.day}/{born.month}/{born.year}" for _, born, *_ in some],
        "nobody": [f"Xq{name[2:]}" for name, *_ in some],
    }


def _slip(name: str, drawn: random.Random) -> str:
    """The name with two letters of its last word changed over."""
    first, last = name.split()
    at = drawn.randrange(1, len(last) - 2)
    return f"{first} {last[:at]}{last[at + 1]}{last[at]}{last[at + 2 :]}"


def ask(user: object, typed: str) -> object:
    from guildhall.commons.parties.finding import find

    return find(user, typed)


def floor(number: int) -> Callable[[], object]:
    """What the database costs for the least that could be asked: twenty rows by an index."""
    from guildhall.commons.parties.models import ContactPoint

    key = f"0770090{number:04}"
    return lambda: list(
        ContactPoint.objects.filter(kind="phone", key__startswith=key[:11]).filter(key=key)[:20]
    )


def measured(do: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that passed, and those in which this process was at work: others had the rest."""
    began, worked = stopwatch.perf_counter(), stopwatch.process_time()
    do()
    return (stopwatch.perf_counter() - began) * 1000, (stopwatch.process_time() - worked) * 1000


def report(name: str, took: list[tuple[float, float]]) -> None:
    passed, worked = (sorted(each) for each in zip(*took, strict=True))
    p50, p95, work = (
        passed[len(passed) // 2],
        passed[int(len(passed) * 0.95)],
        worked[int(len(worked) * 0.95)],
    )
    kept = "" if p95 < AIM else f"  over the aim of {AIM:.0f} ms"
    print(f"{name:32} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   at work, p95 {work:6.1f} ms{kept}", flush=True)


if __name__ == "__main__":
    main()
