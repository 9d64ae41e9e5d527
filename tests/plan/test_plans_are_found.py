"""Everybody finds what stands in an adopted plan, and nothing of a draft; each result leads to its page."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.search import find_public
from guildhall.plan.actions import objectives, plans

SEARCH = "/search/?q="


@pytest.fixture
def set_in_words(draft, objective, deliverable, cast):
    plans.revise(draft, by=cast["nadia"], title="Herons plan", purpose="Herons for everybody", why="A test")
    objectives.reword(objective, by=cast["nadia"], title="Herons are counted", why="A test")
    return draft


def found(client):
    return client.get(f"{SEARCH}herons").content.decode()


def test_nothing_of_a_draft_is_found_even_once_an_objective_is_agreed(set_in_words, objective, cast, client):
    objectives.agree(objective, by=cast["owen"])

    assert find_public("herons").count == 0
    assert find_public("register assets").count == 0
    assert "Herons" not in found(client)


def test_of_an_adopted_plan_everybody_finds_plan_objectives_and_deliverables(
    set_in_words, objective, deliverable, cast, client, django_assert_max_num_queries
):
    objectives.agree(objective, by=cast["owen"])
    plans.adopt(set_in_words, by=cast["owen"], decision="the cabinet, minute 7")

    with django_assert_max_num_queries(14):
        page = found(client)

    assert 'href="/plan/2018-21/"' in page
    assert f'href="/plan/2018-21/objectives/{objective.key}/"' in page
    register = client.get(f"{SEARCH}register").content.decode()
    assert f'href="/plan/2018-21/deliverables/{deliverable.key}/"' in register
    for address in ("", f"objectives/{objective.key}/", f"deliverables/{deliverable.key}/"):
        assert client.get(f"/plan/2018-21/{address}").status_code == 200


def test_an_objective_agreed_in_an_adopted_plan_is_found_at_once(set_in_words, cast, client):
    plans.adopt(set_in_words, by=cast["owen"], decision="the cabinet, minute 7")
    later = objectives.set_out(
        by=cast["nadia"], plan=set_in_words.pk, title="Count the cormorants", owner_role="Director"
    )
    assert find_public("cormorants").count == 0

    with time.pretend(date(2018, 5, 1)):
        objectives.agree(later, by=cast["owen"])
        assert find_public("cormorants").count == 1
