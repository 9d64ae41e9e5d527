"""What may point at what in the database."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from guildhall.kernel.records import Record
from guildhall.kernel.services import services

LAYERS = ("kernel", "commons", "services", "plan", "site", "demo")


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("guildhall.")]


def layer(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def foreign_keys(model: type[models.Model]) -> Iterator[models.Field]:
    """The model's own links; not the one by which a typed record extends the spine."""
    for field in model._meta.local_fields + list(model._meta.local_many_to_many):
        if field.is_relation and not getattr(field.remote_field, "parent_link", False):
            yield field


def test_no_foreign_key_crosses_from_one_service_to_another():
    crossing = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in our_models()
        if layer(model) == "services"
        for field in foreign_keys(model)
        if layer(field.related_model) == "services"
        and field.related_model._meta.app_label != model._meta.app_label
    ]

    assert not crossing, "Services relate by links between records: " + ", ".join(crossing)


def test_foreign_keys_go_down_the_layers():
    """Only links to the user model go up: Django gives every project one, and it is swapped in."""
    rising = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in our_models()
        for field in foreign_keys(model)
        if field.related_model.__module__.startswith("guildhall.")
        and field.related_model._meta.label != "accounts.User"
        and LAYERS.index(layer(field.related_model)) > LAYERS.index(layer(model))
    ]

    assert not rising, ", ".join(rising)


def test_a_typed_record_extends_the_spine_by_one_level():
    for service in services():
        assert service.record.__bases__ == (Record,), service.record
        assert service.record.service_key == service.key


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_every_link_can_be_followed_back_by_name(model):
    unnamed = [
        field.name
        for field in foreign_keys(model)
        if not (field.remote_field.related_name or field.remote_field.is_hidden())
    ]

    assert not unnamed, f"{model.__name__} has no related_name on {', '.join(unnamed)}"


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_no_table_is_sorted_behind_the_queries_back(model):
    """An ordering on the table sorts every count and join; a query says its order where it needs one."""
    assert not model._meta.ordering


def test_no_history_is_lost_with_its_record():
    from guildhall.kernel.events import Event

    assert Event._meta.get_field("record").remote_field.on_delete is models.PROTECT
