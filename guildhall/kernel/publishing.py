"""The day a publication appears: until then nothing the public can ask holds its words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from guildhall.kernel import search
from guildhall.kernel.schedule import every_day
from guildhall.kernel.search import SearchEntry
from guildhall.kernel.services import Service, services


@every_day
def open_to_the_public(today: date) -> None:
    """Lets the public find what is published from today on, or from a day on which nothing ran."""
    for service in services():
        if service.public:
            for pk in list(_not_found_yet(service, today)):
                _write(service, pk)


def _not_found_yet(service: Service, today: date) -> Any:
    entries = SearchEntry.objects.filter(record=OuterRef("pk"), audience=SearchEntry.Audience.PUBLIC)
    return service.records.published(today).exclude(Exists(entries)).values_list("pk", flat=True)


def _write(service: Service, pk: int) -> None:
    """Under the record's lock, as an action writes: it may be taken out of sight at this moment."""
    with transaction.atomic():
        found = service.record.objects.select_for_update(of=("self", "record_ptr")).get(pk=pk)
        search.write(found)
