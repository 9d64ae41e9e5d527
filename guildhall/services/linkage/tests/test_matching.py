"""Who is one person, as the model and the rules see it."""

import csv
import subprocess
import sys

import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st

from guildhall.services.linkage.generating import generate
from guildhall.services.linkage.matching import linking, model
from guildhall.services.linkage.matching.joining import (
    ANOTHER_BIRTHDAY,
    ANOTHER_NAME,
    ANOTHER_SEX,
    NOT_YET_BORN,
    Known,
    contradiction,
    join,
)
from guildhall.services.linkage.matching.names import compatible
from guildhall.services.linkage.scoring import score

JO = Known("joanna", "ruth", "19740131", "20120401", "f")


@pytest.fixture(scope="module")
def linked(city):
    path, _ = city
    with linking.opened() as connection:
        linking.told_by_file(connection, path)
        return linking.link(connection, linking.Thresholds())


def test_a_small_city_is_linked_nearly_without_error(city, linked):
    _, truth = city
    found = score(truth, [(each.left, each.right) for each in linked.together])

    assert found.precision >= 0.99
    assert found.f1 >= 0.965


def test_every_joining_says_what_moved_it_and_adds_up_to_its_weight(linked):
    """Bits of every comparison, and those any two rows start with, which are the same for all."""
    starts = {
        round(each.weight - sum(bits for _, bits in each.evidence.values()), 1) for each in linked.together
    }

    assert all(each.evidence for each in linked.together)
    assert max(starts) - min(starts) <= 0.11


def test_most_of_what_is_asked_about_deserves_it(city, linked):
    _, truth = city
    right = sum(truth[each.left] == truth[each.right] for each in linked.asked)

    assert linked.asked
    assert len(linked.asked) < len(truth) / 20
    assert right / len(linked.asked) > 0.25
    assert all(each.why for each in linked.asked)


def test_the_same_rows_are_linked_the_same_way_twice(city, linked):
    path, _ = city
    with linking.opened() as connection:
        linking.told_by_file(connection, path)
        again = linking.link(connection, linking.Thresholds())

    assert [(each.left, each.right) for each in again.together] == [
        (each.left, each.right) for each in linked.together
    ]


def test_the_generated_city_is_the_same_for_the_same_seed():
    assert list(generate(300, seed=4)) == list(generate(300, seed=4))
    assert list(generate(300, seed=4)) != list(generate(300, seed=5))


def test_the_generated_city_has_what_makes_linking_hard(city):
    path, _ = city
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    people = {}
    for row in rows:
        people.setdefault(row["person"], []).append(row)
    several = [each for each in people.values() if len(each) > 1]

    assert any(len({row["surname"].casefold() for row in each}) > 1 for each in several)
    assert any(len({row["address"] for row in each}) > 1 for each in several)
    assert any(len({row["dob"] for row in each} - {""}) > 1 for each in several)
    assert all(
        row["phone"].startswith(("07700900", "07700 900", "01632960", "01632 960"))
        for row in rows
        if row["phone"]
    )
    assert all("@example." in row["email"] for row in rows if row["email"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bill", "william"),
        ("liz", "elizabeth"),
        ("stephen", "steven"),
        ("j", "joanna"),
        ("katharine", "katherine"),
    ],
)
def test_one_person_may_bear_both_names(one, other):
    assert compatible(one, other)
    assert compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("amira", "joanna"), ("john", "james"), ("christine", "christopher")]
)
def test_two_names_are_two_people(one, other):
    assert not compatible(one, other)


def test_a_birthday_with_day_and_month_the_other_way_round_is_no_other_birthday():
    assert contradiction(JO, JO._replace(born="19743101")) is None
    assert contradiction(JO, JO._replace(born="19740203")) is ANOTHER_BIRTHDAY


def test_a_father_and_a_son_of_one_name_are_two_people():
    son = Known("thomas", "", "20020815", "", "m")
    father = Known("thomas", "", "", "19960312", "m")

    assert contradiction(father, son) is NOT_YET_BORN


def test_twins_are_two_people():
    assert contradiction(JO, JO._replace(forename="jessica", middle="")) is ANOTHER_NAME
    assert contradiction(JO, JO._replace(forename="jonathan", sex="m")) is ANOTHER_SEX


def test_who_goes_by_the_middle_name_is_nobody_else():
    assert contradiction(JO, JO._replace(forename="ruth", middle="")) is None


def test_nobody_is_chained_to_another_by_a_row_that_knows_too_little():
    father, son, thin = Known("tom", born="19600101"), Known("tom", born="19900202"), Known("t")
    known = {1: father, 2: thin, 3: son}

    result = join([(1, 2, 20.0), (2, 3, 9.0)], known, joins=3)

    assert result.together == [0]
    assert [at for at, _ in result.asked] == [1]


def test_a_row_that_fits_two_people_as_well_is_given_to_neither():
    father, son, thin = Known("tom", born="19600101"), Known("tom", born="19900202"), Known("tom")

    result = join([(1, 2, 14.0), (2, 3, 13.0)], {1: father, 2: thin, 3: son}, joins=3)

    assert result.together == []
    assert len(result.asked) == 2


names = st.sampled_from(["", "tom", "thomas", "t", "jo", "anna"])
days = st.sampled_from(["", "19600101", "19600110", "19901212"])
people = st.dictionaries(st.integers(1, 8), st.builds(Known, names, names, days), min_size=8, max_size=8)
pairs = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 8), st.floats(-3, 40)).filter(lambda p: p[0] < p[1]),
    max_size=20,
)


@given(
    people,
    pairs,
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda p: p[0] != p[1]), max_size=3),
)
def test_no_two_of_one_person_contradict_each_other_or_were_kept_apart(known, found, kept):
    known = {number: known.get(number, Known()) for number in range(1, 9)}
    apart = {}
    for one, other in kept:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    ordered = sorted(found, key=lambda each: -each[2])

    result = join(ordered, known, joins=3, apart=apart)

    for one in known:
        for other in known:
            if one < other and result.group.get(one, one) == result.group.get(other, other):
                assert contradiction(known[one], known[other]) is None
                assert other not in apart.get(one, ())
    asked = {frozenset(ordered[at][:2]) for at, _ in result.asked}
    assert not any(other in apart.get(one, ()) for one, other in map(tuple, asked))


def test_the_levels_of_a_comparison_give_different_bits():
    """By what it gave a level is known again."""
    for name, levels in model.COMPARISONS.items():
        assert len(model.bits(name)) == len([each for each in levels if each[0] != "not said"])


def test_the_same_settings_can_be_said_to_spark():
    said = model.settings(model.trained(), spark=True).create_settings_dict("spark")
    conditions = [
        level["sql_condition"] for each in said["comparisons"] for level in each["comparison_levels"]
    ]

    assert len(said["comparisons"]) == len(model.COMPARISONS)
    for condition in conditions:
        if condition != "ELSE":
            sqlglot.parse_one(condition, read="spark")
        assert not any(word in condition for word in ("list_has_any", "similarity", "["))


def test_a_web_worker_carries_nothing_of_it():
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE']='guildhall.config.settings'; import django; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "print([name for name in ('splink', 'duckdb', 'pyarrow', 'python_calamine') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
