"""Entries of several systems become people: by themselves, by an officer, and back again."""

import pytest

from guildhall.commons.parties.merging import Pair, merge, merge_all
from guildhall.commons.parties.models import Involvement, Merge, Party
from guildhall.kernel import time
from guildhall.kernel.actions import Refused
from guildhall.kernel.gates import SYSTEM, Grant
from guildhall.kernel.records import Sensitivity
from guildhall.kernel.services import action, service
from guildhall.services.linkage import actions, waterfall
from guildhall.services.linkage.forms import OTHER, SAME
from guildhall.services.linkage.models import Match, Run, Settings
from guildhall.services.linkage.running import begin, carry_out, let_lapse
from guildhall.services.linkage.tests.conftest import GILL, GILLIAN, TWIN


@pytest.fixture
def run(today):
    def ran():
        return carry_out(begin(SYSTEM))

    return ran


def test_one_person_in_two_systems_is_joined_without_anybody_being_asked(tell, known, run):
    tell("Council tax", GILLIAN)
    tell("Libraries", GILL)

    done = run()

    assert (done.rows, done.joined, done.step, done.failed) == (2, 1, "", "")
    assert known("Council tax", "1").person_id == known("Libraries", "77").person_id
    made = Merge.objects.get()
    assert made.by_kind == "system"
    assert made.score > 0.99
    assert made.explanation["evidence"]["forename"][0] == "familiar"


def test_twins_are_asked_about_and_once_kept_apart_never_again(asked, run, known, steward):
    """Not even by way of a third entry that fits both."""
    Settings.objects.create(
        joins=-2, asks=-3, asks_despite=4, reason="To see more of them", by_name="Rowan Pike"
    )
    assert (run().asked, Match.objects.get().why) == (1, "They have different first names.")

    actions.keep_apart(Match.objects.get(), by=steward, ground=OTHER[1])
    Party.objects.create(name="R Everwood", created_at=time.now())
    again = run()

    assert again.asked == 0
    assert known("Council tax", "1").person_id != known("Libraries", "8").person_id


def test_a_match_names_nobody(match):
    """What it says of two people is read from them, and gone with them."""
    text = " ".join(str(getattr(match, field.attname)) for field in match._meta.concrete_fields)

    assert match.title == "Council tax and Libraries"
    assert not any(word in text for word in ("Everwood", "Gillian", "Rose", "1951", "900123", "Wilberforce"))
    assert not any("Everwood" in event.sentence for event in match.events.all())


def test_an_officer_joins_two_and_parts_them_again_from_the_same_record(match, known, steward):
    actions.join(match, by=steward, ground=SAME[1])
    assert known("Council tax", "1").person_id == known("Libraries", "8").person_id
    assert Merge.objects.get().by_name == steward.name

    actions.undo(Match.objects.get(), by=steward, ground=OTHER[1], remark="Their mother telephoned.")

    match = Match.objects.get()
    assert match.stage == Match.Stage.UNDONE
    assert known("Council tax", "1").person_id != known("Libraries", "8").person_id
    with pytest.raises(Refused):
        actions.undo(match, by=steward, ground=OTHER[1])


def test_what_was_parted_is_not_joined_again_by_night(tell, known, run, steward):
    """Before that, a second run changes nothing."""
    tell("Council tax", GILLIAN)
    tell("Libraries", GILL)
    run()
    assert run().joined == 0
    match = Match.objects.get()
    assert (match.stage, match.sampled) == (Match.Stage.CHECK, True)

    actions.undo(match, by=steward, ground=OTHER[0])
    again = run()

    assert (again.joined, again.asked) == (0, 0)
    assert known("Council tax", "1").person_id != known("Libraries", "77").person_id


def test_a_question_lapses_when_the_two_became_one_another_way(match, steward):
    merge(match.left, match.right, by=steward, reason="On their page")
    let_lapse()

    assert Match.objects.get().stage == Match.Stage.LAPSED


def test_a_joining_can_be_doubted_and_parted(asked, known, steward):
    left, right, evidence = asked
    pair = Pair(left.pk, right.pk, 0.99, {"model": "uk-people-1", "weight": 12.4, "evidence": evidence})
    (made,) = merge_all([pair], by=SYSTEM, reason="It looked so")

    match = actions.question(by=steward, merge=made.pk, reason="She says she has no library card.")

    assert (match.stage, match.evidence) == (Match.Stage.CHECK, evidence)
    actions.undo(match, by=steward, ground=OTHER[3])
    assert known("Council tax", "1").person_id != known("Libraries", "8").person_id


def test_whoever_is_behind_a_wall_is_joined_by_the_system_and_shown_to_nobody_before_it(
    tell, run, steward, cast
):
    """The existence of a child's entry is a secret to the data steward."""
    Settings.objects.create(asks_despite=4, reason="To see more", by_name="Rowan Pike")
    tell("Council tax", GILLIAN)
    tell("Children’s social care", TWIN, GILL)
    done = run()

    assert done.joined == 1
    assert {each.sensitivity for each in Match.objects.all()} == {Sensitivity.RESTRICTED}
    assert not Match.objects.visible_to(steward).exists()
    assert Match.objects.visible_to(cast["ines"]).exists()


def test_who_is_known_only_behind_a_wall_by_now_is_shown_no_more(match, desk, raised_wall):
    Party.objects.filter(pk=match.right_id).update(source="", source_key="")
    raised_wall(match.right)

    assert desk.get("/matches/review/").status_code == 200
    assert "Everwood" not in desk.get("/matches/review/").content.decode()


@pytest.fixture
def raised_wall(cast):
    """Gives a party a part in a restricted record of another service."""

    def raised(party):
        record = action("risks", "raise")(
            by=SYSTEM, title="A child is not safe", cause="", event="", effect=""
        )
        action("risks", "raise_sensitivity")(
            record, by=SYSTEM, sensitivity=Sensitivity.RESTRICTED, reason="A child"
        )
        Involvement.objects.create(record_id=record.pk, party=party, role="subject")

    return raised


def test_the_waterfall_adds_up(match):
    steps = waterfall.steps(match)

    assert steps[0].name == "Any two entries"
    assert steps[-1].after == pytest.approx(match.weight, abs=0.05)
    assert "forename" in waterfall.sentence(match)
    assert str(waterfall.chart(match)).count("<rect") == len(steps) + 1


def test_an_auditor_decides_nothing(match, cast):
    with pytest.raises(Refused, match="Your role"):
        actions.join(match, by=cast["ines"], ground=SAME[0])


def test_the_measures_count_what_was_decided(match, steward, today):
    from guildhall.kernel.periods import Period

    actions.join(match, by=steward, ground=SAME[0])
    month = Period.month(today)
    measures = service("linkage").measures
    assert measures["decided"].value(month) == 1
    assert measures["undone"].value(month) == 0

    actions.undo(Match.objects.get(), by=steward, ground=OTHER[0])
    assert measures["undone"].value(month) == 100
    assert measures["waiting"].value(month) == 0


def test_a_match_that_waits_longer_than_a_month_is_found(match, today):
    duty = service("linkage").duties["decided_in_time"]

    assert not list(duty.findings(SYSTEM, today))
    assert len(list(duty.findings(SYSTEM, today.replace(month=8)))) == 1


def test_a_party_is_not_forgotten_while_somebody_asks_about_it(match):
    from guildhall.commons.parties.forgetting import held

    Party.objects.update(source="", source_key="")
    assert held([match.left_id, match.right_id]) == {match.left_id, match.right_id}


def test_a_run_that_fails_says_so(today, run, monkeypatch):
    Settings.objects.create(reason="x", by_name="y")
    monkeypatch.setattr("guildhall.services.linkage.running.everybody", lambda: iter([[("not", "enough")]]))

    with pytest.raises(ValueError, match="zip"):
        run()

    assert Run.objects.get().failed.startswith("ValueError")
    assert Run.objects.get().ended_at


def test_a_grant_in_linkage_alone_lets_one_find_people(steward):
    assert Grant.objects.filter(user=steward, service="linkage").exists()
    assert Party.objects.visible_to(steward).count() == Party.objects.count()
