"""The declarations: bodies, and members. They are nouns that meetings, decisions and elections share."""

from typing import Any

from django.urls import reverse

from guildhall.commons.chamber.clocks import in_office
from guildhall.commons.chamber.models import Body, Member
from guildhall.kernel.services import Findable, Keep, Service
from guildhall.kernel.verbs import STANDARD


def page_of(kind: str, record: Any) -> str:
    """Where everybody reads about it."""
    return reverse(kind, args=[record.reference])


KEEPS_BODIES = {
    "establish", "correct", "set_standing_order", "give_power", "withdraw_power", "appoint",
    "seat_everybody", "end_appointment", "dissolve",
}  # fmt: skip
KEEPS_MEMBERS = {
    "elect", "co_opt", "accept_office", "correct", "keep_home_address", "join_group", "leave_group",
    "lead_group", "register_interest", "end_interest", "notify_interests", "declare_gift", "attend",
    "approve_absence", "require_training", "train", "induct", "leave_office",
}  # fmt: skip

bodies = Service(
    key="bodies",
    name="Bodies",
    noun="body",
    about="The council, its cabinet, committees, panels and boards, and the outside bodies it appoints to: "
    "who sits on them, by which rules they go, and what they may decide.",
    record=Body,
    prefix="BD",
    starts=Body.Stage.STANDING,
    ends={Body.Stage.DISSOLVED},
    keeps=Keep(years=100, blanks=("title", "name", "purpose"), because="it is the council’s own history"),
    findable=Findable(
        shows=("name", "kind", "purpose"), title="name", page=lambda body: page_of("committee", body)
    ),
    searches=("name", "purpose"),
    shows=(
        "kind", "purpose", "seats", "in_balance", "scrutinises", "parent", "established_on", "dissolved_on",
        "succeeded_by",
    ),
    asks_after=False,
    roles={
        "Democratic services officer": KEEPS_BODIES | STANDARD,
        "Head of service": {"note"},
        "Auditor": set(),
    },
)  # fmt: skip

members = Service(
    key="members",
    name="Members",
    noun="member",
    about="Councillors and co-opted members, a record for each term: office, group, seats, interests, gifts, "
    "training and attendance.",
    record=Member,
    prefix="MB",
    starts=Member.Stage.ELECTED,
    ends={Member.Stage.LEFT},
    clock=in_office,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("public_email", "public_phone", "surgeries", "left_because", "home_address"),
        because="who was elected is history and stays; how to reach them and their interests do not",
    ),
    findable=Findable(
        shows=("name", "ward", "surgeries"), title="name", page=lambda member: page_of("councillor", member)
    ),
    searches=("name", "ward", "surgeries"),
    shows=(
        "kind", "ward", "represents", "before", "elected_on", "office_from", "term_ends_on", "accepted_on",
        "interests_on", "attended_on",
        "absent_until", "left_on", "left_because", "public_email", "public_phone", "surgeries",
        "home_address",
    ),
    asks_after=False,
    roles={
        "Democratic services officer": KEEPS_MEMBERS | STANDARD,
        "Head of service": {"note"},
        "Auditor": set(),
    },
)  # fmt: skip
