"""A plan begins on boards: people add ideas, vote and merge; an idea becomes an objective or a risk."""

import pytest

from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.records import Link
from guildhall.kernel.services import service
from guildhall.plan.actions import boards


@pytest.fixture
def group(cast):
    """Amira sits in the steering group."""
    return cast["amira"]


@pytest.fixture
def idea(draft, group):
    boards.propose_idea(draft, by=group, board="swot", quadrant="threats", text="Key staff may leave")
    return draft.ideas.get()


def test_an_idea_stands_where_its_board_has_a_field_for_it(draft, group):
    with pytest.raises(Invalid, match="That board has only social, technological, economic, political"):
        boards.propose_idea(draft, by=group, board="step", quadrant="threats", text="Key staff may leave")


def test_everybody_votes_once(draft, idea, group, cast):
    for voter in (group, group, cast["nadia"]):
        boards.vote_idea(draft, by=voter, idea=idea.pk)

    assert idea.votes.count() == 2


def test_ideas_that_are_merged_share_their_votes(draft, idea, group, cast):
    boards.propose_idea(draft, by=group, board="swot", quadrant="threats", text="Loss of key people")
    same = draft.ideas.get(text="Loss of key people")
    for one in (idea, same):
        boards.vote_idea(draft, by=group, idea=one.pk)
    boards.vote_idea(draft, by=cast["nadia"], idea=idea.pk)

    boards.merge_ideas(draft, by=cast["nadia"], idea=idea.pk, into=same.pk)

    idea.refresh_from_db()
    assert (idea.merged_into, same.votes.count()) == (same, 2)


def test_an_idea_is_not_merged_with_itself(draft, idea, cast):
    with pytest.raises(Invalid, match="Choose two different ideas"):
        boards.merge_ideas(draft, by=cast["nadia"], idea=idea.pk, into=idea.pk)


def test_an_idea_becomes_an_objective_in_one_step(draft, idea, cast, said):
    boards.make_objective(
        draft, by=cast["nadia"], idea=idea.pk, title="Keep key staff", owner_role="Head of service"
    )

    made = draft.objectives.get(key="keep-key-staff")
    idea.refresh_from_db()
    assert (made.description, idea.became.pk) == ("Key staff may leave", made.pk)
    assert Link.objects.get(kind="arises_from").source.pk == made.pk
    assert said(draft) == "Nadia Frost made “Key staff may leave” the objective OB-2018-00001."


def test_an_idea_becomes_a_risk_in_one_step(draft, idea, cast):
    boards.make_risk(draft, by=cast["nadia"], idea=idea.pk)

    (risk,) = service("risks").records
    idea.refresh_from_db()
    assert (risk.title, risk.log, idea.became.pk) == ("Key staff may leave", draft.title, risk.pk)


def test_an_idea_becomes_but_one_thing(draft, idea, cast):
    boards.make_risk(draft, by=cast["nadia"], idea=idea.pk)

    with pytest.raises(Refused, match="No idea stands on its boards"):
        boards.make_risk(draft, by=cast["nadia"], idea=idea.pk)
