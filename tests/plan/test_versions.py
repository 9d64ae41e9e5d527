"""A plan is written together: versions stay readable, changes are proposed, decided, and told apart."""

import pytest
from django.urls import reverse

from guildhall.kernel import retention
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record, Sensitivity
from guildhall.plan.actions import deliverables as doing
from guildhall.plan.actions import objectives, plans, proposals
from guildhall.plan.editing.changes import changes
from guildhall.plan.editing.versions import as_it_stands, seen_by, thaw, versions_for
from guildhall.plan.models import Comment, Plan, Proposal
from guildhall.plan.service import plans as service
from tests.plan.test_pages_of_verbs import browser  # noqa: F401  signs somebody in


@pytest.fixture
def consulted(draft, deliverable, cast):
    service.actions["add_aim"](draft, by=cast["nadia"], text="Answer everybody")
    plans.consult(draft, by=cast["nadia"])
    return draft


@pytest.fixture
def adopted(consulted, cast):
    service.actions["correct_aim"](
        consulted, by=cast["nadia"], row=consulted.aims.get().pk, text="Answer everybody in time"
    )
    plans.adopt(consulted, by=cast["owen"], decision="Cabinet, minute 14")
    return consulted


def names(chapters):
    return [each.name for each in chapters]


def test_each_stage_keeps_the_version_that_was_read(adopted):
    first, second = adopted.versions.order_by("number")

    assert (first.stage, second.stage, second.because) == ("consulted", "adopted", "Cabinet, minute 14")
    aims = [[entry.title for each in thaw(version) if each.name == "Aims" for entry in each.entries]
            for version in (first, second)]  # fmt: skip
    assert aims == [["Answer everybody"], ["Answer everybody in time"]]


def test_a_version_is_not_changed_by_what_comes_after(adopted, cast, objective):
    before = thaw(adopted.versions.get(number=2))
    objectives.reword(objective, by=cast["nadia"], title="Answer sooner", why="Clearer")

    assert thaw(adopted.versions.get(number=2)) == before


def test_two_versions_say_what_changed_in_which_words(adopted, cast, objective, set_out):
    objectives.reword(objective, by=cast["nadia"], title="Answer in good time", why="Clearer")
    set_out("A list of contracts")
    parts = changes(thaw(adopted.versions.get(number=1)), as_it_stands(adopted))

    told = {each.name: each for each in parts}
    assert [(piece.change, piece.text) for piece in told["Aims"].changed[0].title] == [
        ("", "Answer everybody"), ("ins", "in time"),
    ]  # fmt: skip
    assert [(piece.change, piece.text) for piece in told["Objectives"].changed[0].title] == [
        ("", "Answer in"), ("ins", "good"), ("", "time"),
    ]  # fmt: skip
    assert [each.title for each in told["Deliverables"].new] == ["A list of contracts"]
    # It serves the objective by its new words too.
    assert told["Deliverables"].same + len(told["Deliverables"].changed) == 1


def test_nothing_changed_is_said_so(adopted):
    assert changes(as_it_stands(adopted), as_it_stands(adopted)) == []


def test_the_public_reads_adopted_versions_and_no_draft(adopted, client, browser):  # noqa: F811
    page = client.get(reverse("plan_versions", args=[adopted.key])).content.decode()

    assert "Version 2" in page
    assert "Version 1" not in page
    assert client.get(reverse("plan_version", args=[adopted.key, 1])).status_code == 404
    assert client.get(reverse("plan_version", args=[adopted.key, 2])).status_code == 200
    compared = reverse("plan_versions_compared", args=[adopted.key])
    assert client.get(f"{compared}?from=1&to=now").status_code == 404
    shown = browser("nadia").get(f"{compared}?from=1&to=2").content.decode()
    assert '<ins><span class="govuk-visually-hidden">added: </span>in time' in shown


@pytest.mark.parametrize("asked", ["from=9", "from=x&to=y", "from=1e9&to=now", "from=99999999999"])
def test_a_version_nobody_kept_is_no_page(adopted, client, asked):
    address = reverse("plan_versions_compared", args=[adopted.key])

    assert client.get(f"{address}?{asked}").status_code == 404


def test_a_record_closed_to_somebody_since_is_not_read_in_an_old_version(adopted, deliverable, cast):
    old = adopted.versions.get(number=2)
    assert "Deliverables" in names(seen_by(thaw(old), None))

    Record.objects.filter(pk=deliverable.pk).update(sensitivity=Sensitivity.RESTRICTED, published_on=None)

    assert "Deliverables" not in names(seen_by(thaw(old), None))
    assert "Deliverables" not in names(seen_by(thaw(old), cast["dev"]))


def test_what_is_forgotten_of_a_deliverable_is_gone_from_the_versions(adopted, deliverable, cast):
    doing.drop(deliverable, by=cast["nadia"], why="No money")
    closed = Record.objects.get(pk=deliverable.pk).closed_on
    Record.objects.filter(pk=deliverable.pk).update(dispose_on=closed)

    retention.dispose(closed.replace(year=closed.year + 1), by=SYSTEM)

    assert all("A register of assets" not in str(each.stood) for each in adopted.versions.all())


def test_a_version_is_kept_by_hand_for_a_reason(draft, cast, said):
    proposals.keep_version(draft, by=cast["nadia"], because="as the steering group saw it")

    assert versions_for(draft, cast["nadia"]).get().because == "as the steering group saw it"
    assert "kept version 1: as the steering group saw it." in said(draft)


def what(record, field):
    kind = {"objectives": "objective", "deliverables": "deliverable", "plans": "plan"}[record.service]
    return f"{kind}:{record.pk}:{field}"


def propose(plan, by, where, after):
    proposals.propose_change(plan, by=by, what=where, after=after, why="It reads better")
    return plan.proposals.order_by("pk").last()


def test_a_proposal_shows_before_and_after_and_is_accepted_by_somebody_else(draft, objective, cast, browser):  # noqa: F811
    made = propose(draft, cast["nadia"], what(objective, "title"), "Answer in good time")
    page = reverse("plan_proposals", args=[draft.key])

    own = browser("nadia").get(page).content.decode()
    assert "<ins>" in own
    assert f"accept_proposal/?proposal={made.pk}" not in own
    assert f"accept_proposal/?proposal={made.pk}" in browser("owen").get(page).content.decode()
    with pytest.raises(Refused, match="somebody else decides"):
        proposals.accept_proposal(draft, by=cast["nadia"], proposal=made.pk)
    proposals.accept_proposal(draft, by=cast["owen"], proposal=made.pk)

    objective.refresh_from_db()
    made.refresh_from_db()
    assert (objective.title, made.outcome, made.decided_by) == (
        "Answer in good time",
        "accepted",
        cast["owen"],
    )
    assert "It reads better" in objective.events.order_by("-sequence").first().sentence


def test_a_proposal_for_a_part_and_for_the_plan_itself_is_put_where_it_belongs(draft, cast):
    service.actions["write_section"](draft, by=cast["nadia"], title="Why", text="Becuase.")
    section = draft.sections.get()
    for where, after in ((f"section:{section.pk}:text", "Because."), (what(draft, "purpose"), "To be read.")):
        made = propose(draft, cast["nadia"], where, after)
        proposals.accept_proposal(draft, by=cast["owen"], proposal=made.pk)

    section.refresh_from_db()
    assert (section.text, Plan.objects.get(pk=draft.pk).purpose) == ("Because.", "To be read.")


def test_a_proposal_is_refused_with_a_reason(draft, objective, cast):
    made = propose(draft, cast["nadia"], what(objective, "title"), "Answer")

    with pytest.raises(Invalid):
        proposals.refuse_proposal(draft, by=cast["owen"], proposal=made.pk)
    proposals.refuse_proposal(draft, by=cast["owen"], proposal=made.pk, reason="It says less")

    made.refresh_from_db()
    assert (made.outcome, made.reason) == (Proposal.Outcome.REFUSED, "It says less")
    assert objective.title == "Answer in time"


def test_words_that_changed_since_are_not_overwritten(draft, objective, cast):
    made = propose(draft, cast["nadia"], what(objective, "title"), "Answer in good time")
    objectives.reword(objective, by=cast["nadia"], title="Answer soon", why="Shorter")

    with pytest.raises(Invalid, match="It says something else since"):
        proposals.accept_proposal(draft, by=cast["owen"], proposal=made.pk)
    assert type(objective).objects.get(pk=objective.pk).title == "Answer soon"


def test_a_proposal_of_the_same_words_is_none(draft, objective, cast):
    with pytest.raises(Invalid, match="That is what it says already"):
        propose(draft, cast["nadia"], what(objective, "title"), "Answer in time")


def test_a_title_that_is_too_long_is_refused_and_nothing_is_kept(draft, objective, cast):
    made = propose(draft, cast["nadia"], what(objective, "title"), "x" * 400)

    with pytest.raises(Invalid):
        proposals.accept_proposal(draft, by=cast["owen"], proposal=made.pk)
    made.refresh_from_db()
    assert made.outcome == "open"


def test_a_comment_on_a_part_is_answered(draft, deliverable, cast):
    proposals.comment(draft, by=cast["nadia"], part=f"record:{deliverable.pk}", text="Why?")
    comment = draft.comments.get()

    proposals.answer_comment(draft, by=cast["owen"], comment=comment.pk, answer="Because the law asks for it")

    comment.refresh_from_db()
    assert (comment.about, comment.record_id) == ("A register of assets", deliverable.pk)
    assert (comment.answer, comment.answered_by) == ("Because the law asks for it", cast["owen"])
    with pytest.raises(Refused, match="Every comment is answered"):
        proposals.answer_comment(draft, by=cast["owen"], comment=comment.pk, answer="Again")


def test_a_comment_goes_with_the_record_it_is_about(draft, deliverable, cast):
    proposals.comment(draft, by=cast["nadia"], part=f"record:{deliverable.pk}", text="Why?")

    retention._forgetters["what versions of plans say of them"]([deliverable.pk], draft.first)

    assert not Comment.objects.exists()
