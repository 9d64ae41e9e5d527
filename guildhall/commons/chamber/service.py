"""The declarations: bodies, and members. They are nouns that meetings, decisions and elections share."""

from guildhall.commons.chamber.clocks import in_office
from guildhall.commons.chamber.models import Body, Member
from guildhall.kernel.services import Keep, Publish, Service
from guildhall.kernel.verbs import STANDARD

KEEPS_BODIES = {
    "establish", "correct", "set_standing_order", "give_power", "withdraw_power", "appoint", "end_appointment",
    "dissolve",
}  # fmt: skip
KEEPS_MEMBERS = {
    "elect", "accept_office", "correct", "join_group", "leave_group", "register_interest", "end_interest",
    "notify_interests", "declare_gift", "attend", "approve_absence", "leave_office",
}  # fmt: skip

bodies = Service(
    key="bodies",
    name="Bodies",
    noun="body",
    about="The council, its cabinet, committees, panels and boards, and the outside bodies it appoints to: who "
    "sits on them, by which rules they go, and what they may decide.",
    record=Body,
    prefix="BD",
    starts=Body.Stage.STANDING,
    ends={Body.Stage.DISSOLVED},
    keeps=Keep(years=100, because="the council's own history is kept for good"),
    publishes=Publish(
        by="establish",
        after={Body.Stage.STANDING, Body.Stage.DISSOLVED},
        shows=("name", "kind", "purpose", "seats", "established_on", "dissolved_on"),
        title="name",
        path="/bodies/",
        name="Council, cabinet and committees",
    ),
    searches=("name", "purpose"),
    shows=(
        "kind", "purpose", "seats", "in_balance", "scrutinises", "parent", "established_on", "dissolved_on",
    ),
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
    about="Councillors, a record for each term: their office, group, seats, interests, gifts and attendance.",
    record=Member,
    prefix="MB",
    starts=Member.Stage.ELECTED,
    ends={Member.Stage.LEFT},
    clock=in_office,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("public_email", "public_phone", "surgeries", "left_because"),
        because="who was elected is history and stays; how to reach them and their interests do not",
    ),
    publishes=Publish(
        by="elect",
        after={Member.Stage.IN_OFFICE, Member.Stage.LEFT},
        shows=("name", "ward", "elected_on", "term_ends_on", "public_email", "public_phone", "surgeries"),
        title="name",
        path="/councillors/",
        name="Councillors",
    ),
    searches=("name", "ward", "surgeries"),
    shows=(
        "ward", "elected_on", "office_from", "term_ends_on", "accepted_on", "interests_on", "attended_on",
        "absent_until", "left_on", "left_because", "public_email", "public_phone", "surgeries",
    ),
    roles={
        "Democratic services officer": KEEPS_MEMBERS | STANDARD,
        "Head of service": {"note"},
        "Auditor": set(),
    },
)  # fmt: skip
