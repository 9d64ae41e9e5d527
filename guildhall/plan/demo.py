"""How a plan is written together: drafted in the autumn, put out, commented on, and changed by proposals."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.lives import Life, Story
from guildhall.plan.actions import deliverables, objectives, plans, proposals
from guildhall.plan.service import plans as service

WANTED = "Everybody who asks gets an answer in time"
CLEARER = "Everybody who asks the council something gets a clear answer in time"


def live(life: Life, year: int) -> Story:
    """The plan for the year after: drafted, put out to consultation; one proposal is taken, one is not."""
    cast = life.world.people.cast
    lead, director, officer = cast["nadia"], cast["owen"], cast["amira"]
    plan = life.do(
        plans.enter, by=lead, key=f"draft-{year + 1}", title=f"Information and helpdesk plan {year + 1}",
        directorate="Customer services", first=date(year + 1, 4, 1), last=date(year + 2, 3, 31),
        purpose="What we do next year for everybody who asks, and how we shall know.",
    )  # fmt: skip
    objective = _drafted(life, plan, lead)
    yield life.working_days_on(15)
    life.do(plans.consult, plan, by=lead)
    yield life.working_days_on(4)
    part = f"record:{objective.pk}"
    words = "In time is not enough: it has to be an answer people understand."
    life.do(proposals.comment, plan, by=officer, part=part, text=words)
    what = f"objective:{objective.pk}:title"
    life.do(proposals.propose_change, plan, by=officer, what=what, after=CLEARER, why=words)
    yield life.working_days_on(3)
    life.do(
        proposals.propose_change, plan, by=officer, what=f"plan:{plan.pk}:purpose",
        after="To answer questions.", why="It is shorter.",
    )  # fmt: skip
    yield life.working_days_on(8)
    yield from _decided(life, plan, lead, director)


def _drafted(life: Life, plan: Any, lead: Any) -> Any:
    """An objective with what is delivered for it, and the parts around it."""
    add = service.actions
    life.do(add["add_aim"], plan, by=lead, text="Answer whoever asks, and publish what others will ask too.")
    life.do(
        add["describe_team"], plan, by=lead, area="Information", team="Requests", lead="Information manager"
    )
    life.do(add["add_stakeholder"], plan, by=lead, area="Information", group="public", name="Residents")
    life.do(
        add["add_law"], plan, by=lead, name="Freedom of Information Act 2000", effect="Twenty working days."
    )
    objective = life.do(
        objectives.set_out, by=lead, plan=plan.pk, title=WANTED, owner_role="Deputy city solicitor"
    )
    life.do(
        deliverables.set_out, by=lead, plan=plan.pk, title="Publish what is asked for most",
        objectives=[objective.pk], lead="Information manager",
    )  # fmt: skip
    return objective


def _decided(life: Life, plan: Any, lead: Any, director: Any) -> Story:
    """The director takes the first proposal and leaves the second; the lead answers the comment."""
    first, second = plan.proposals.order_by("pk")
    life.do(proposals.accept_proposal, plan, by=director, proposal=first.pk)
    shorter = "The purpose says for whom, and that stays."
    life.do(proposals.refuse_proposal, plan, by=director, proposal=second.pk, reason=shorter)
    yield life.working_days_on(1)
    comment = plan.comments.get()
    life.do(
        proposals.answer_comment,
        plan,
        by=lead,
        comment=comment.pk,
        answer="The objective says so now: thank you.",
    )
    life.do(proposals.keep_version, plan, by=lead, because="as it goes to the members")
