"""Migrations are history that people read."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.tree import PACKAGE, files, place, tree

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("guildhall.")]
MIGRATIONS = [
    path
    for path in files()
    if path.parent.name == "migrations"
    and PACKAGE in path.parents
    and path.suffix == ".py"
    and path.stem != "__init__"
]
MADE_UP = re.compile(r"auto|_and_more$|^\d{4}_initial$|^\d{4}_(alter|add|remove|rename)_\w+_\w+_\w+_\w+")


@pytest.mark.parametrize("path", MIGRATIONS, ids=place)
def test_a_migration_says_in_its_name_what_it_does(path):
    assert re.fullmatch(r"\d{4}_[a-z0-9_]{3,}", path.stem)
    assert not MADE_UP.search(path.stem), "name it: makemigrations --name parts_say_who_answers"
    assert tree(path)


@pytest.mark.parametrize("label", OURS)
def test_an_app_has_one_latest_migration(label):
    graph = MigrationLoader(None).graph

    assert len(graph.leaf_nodes(label)) <= 1


@pytest.mark.django_db
def test_the_models_and_their_migrations_agree(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)

    assert "No changes detected" in capsys.readouterr().out
