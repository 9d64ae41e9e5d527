"""A prepared question answers what its queryset would, whatever it was first asked about."""

from datetime import date

import pytest
from django.db.models import Q
from django.http import Http404

from guildhall.commons.accounts.models import User
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM, Grant, access
from guildhall.kernel.pages.record import seen_record
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests import actions

pytestmark = pytest.mark.usefixtures("cast")
JUNE, JULY = date(2017, 6, 12), date(2017, 7, 3)


@pytest.fixture
def june():
    with time.pretend(JUNE):
        return actions.ask(by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo@example.org")


@pytest.fixture
def july():
    with time.pretend(JULY):
        return actions.ask(by=SYSTEM, wanted="Beach huts", name="Sam Quay", email="sam@example.org")


def of_service(service, since):
    found = Record.objects.filter(service=service, opened_on__gte=since)
    return found.select_related("owner", "team").defer("event_head").order_by("pk")


def test_it_answers_as_its_queryset_does(june, july, cast):
    ask = Prepared(of_service)
    Record.objects.update(owner=cast["amira"])

    assert ask(service="requests", since=JUNE) == list(of_service("requests", JUNE))
    assert ask(service="requests", since=JULY) == list(of_service("requests", JULY)) == [july.record_ptr]
    assert ask(service="parts", since=JUNE) == []


def test_what_it_selects_along_needs_no_further_query(june, cast, django_assert_num_queries):
    Record.objects.update(owner=cast["amira"])
    ask = Prepared(of_service)

    with django_assert_num_queries(1):
        (found,) = ask(service="requests", since=JUNE)
        assert (found.owner, found.team, found.opened_on) == (cast["amira"], None, JUNE)
    with django_assert_num_queries(1):
        assert found.event_head


def test_a_value_may_stand_in_several_places_and_rows_may_be_tuples(june, july):
    either = Prepared(
        lambda words: Record.objects.filter(Q(title=words) | Q(reference=words)).values_list("pk", "title")
    )

    assert either(words="Beach huts") == either(words=july.reference) == [(july.pk, "Beach huts")]


def test_it_reads_the_database_each_time(june):
    ask = Prepared(of_service)
    assert ask(service="requests", since=JULY) == []

    Record.objects.update(opened_on=JULY)

    assert ask(service="requests", since=JULY) == [june.record_ptr]


@pytest.mark.parametrize("value", [None, [1, 2], True])
def test_what_would_change_the_sql_is_refused(value):
    with pytest.raises(TypeError, match="no fixed place"):
        Prepared(lambda owner: Record.objects.filter(owner=owner))(owner=value)


def test_a_value_that_is_not_compared_as_it_is_is_refused():
    with pytest.raises(TypeError, match="not compared as it is"):
        Prepared(lambda words: Record.objects.filter(title__contains=words))(words="huts")


def test_a_question_without_a_possible_answer_has_none():
    assert Prepared(lambda number: Record.objects.filter(pk=number, pk__in=[]))(number=1) == []


def test_a_column_too_small_for_the_stand_in_is_asked_about_all_the_same(june):
    assert Prepared(lambda version: Record.objects.filter(version=version))(version=1) == [june.record_ptr]


def test_a_kept_question_ends_with_the_grant(june, cast):
    """The SQL is kept for a reach; whose reach it is is asked of the database each time."""
    amira = User.objects.get(pk=cast["amira"].pk)
    assert seen_record(amira, june.reference) == june

    Grant.objects.filter(user=amira).update(ceiling=Sensitivity.ORDINARY)
    Record.objects.update(sensitivity=Sensitivity.PERSONAL)

    with pytest.raises(Http404):
        seen_record(User.objects.get(pk=amira.pk), june.reference)


def test_a_residents_reach_is_never_kept(june):
    resident = User.objects.create_user("jo@example.org")

    assert access(resident).reach is None
