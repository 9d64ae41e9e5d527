"""A small year of the demonstration city, for the tests to live and to look at."""

import re

from django.db import transaction

from guildhall.commons.accounts.models import User
from guildhall.demo.year import Volume, world
from guildhall.kernel.events import Event
from guildhall.kernel.lives import World
from guildhall.kernel.records import Team

PAIR = re.compile(r"the pair \d+ and \d+")
TINY = Volume(2017, requests=10)


def live(volume: Volume, steps: int = 0) -> World:
    """The year lived, or only its first steps."""
    city = world(volume)
    for step, _ in enumerate(city.live(), 1):
        if step == steps:
            break
    return city


def told() -> list[tuple]:
    """All that was done, in every record's own order; without what is drawn for the chain's secrecy."""
    people = dict(User.objects.values_list("pk", "name"))
    teams = dict(Team.objects.values_list("pk", "name"))
    events = Event.objects.order_by("record__reference", "sequence").values_list(
        "record__reference",
        "sequence",
        "action",
        "actor_kind",
        "to_stage",
        "effective_on",
        "recorded_at",
        "words",
    )
    return [(*told, _by_name(words, people, teams)) for *told, words in events]


def _by_name(words: dict, people: dict, teams: dict) -> dict:
    """An event's words with people and teams by name: PostgreSQL numbers them anew after a roll-back.

    Of two entries that may be one person the words say only the numbers, which are left out.
    """
    changes = {
        field: [(teams if field == "team_id" else people).get(each) for each in change]
        if field.endswith("_id")
        else change
        for field, change in words.get("changes", {}).items()
    }
    return {**words, "changes": changes, "sentence": PAIR.sub("a pair", words["sentence"])}


def undone(volume: Volume, steps: int = 0) -> list[tuple]:
    """What a year tells, which is then undone."""
    with transaction.atomic():
        live(volume, steps)
        story = told()
        transaction.set_rollback(True)
    return story


def opens_to_its_records(client, year, number):
    """Holds the numbers page to this many information requests, and what it opens to: all pages of them."""
    assert f"{number:,}" in client.get(f"/numbers/{year.slug}/").content.decode()
    address = f"/numbers/{year.slug}/information_requests/"
    opened = client.get(address)
    behind, pages = opened.context["behind"], opened.context["shown"].paginator
    listed = 0
    for page in range(1, pages.num_pages + 1):
        listed += len(client.get(f"{address}?page={page}").context["table"].rows)
    assert (behind.total, listed) == (number, behind.shown)
    assert behind.shown == pages.count > 0
