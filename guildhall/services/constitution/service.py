"""The declarations: forms of governance and their change, and the versions of the constitution."""

from django.urls import reverse

from guildhall.kernel.services import Findable, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.constitution.models import Arrangement, ConstitutionVersion

HISTORY = "how the council governed itself is its history"
PLANS = {
    "enter", "plan", "plan_body", "drop_body", "rehome", "move_power", "place", "resolve", "publish_document",
    "publish_notice", "take_effect", "abandon",
}  # fmt: skip
WRITES = {"draft", "write_article", "strike_article", "adopt", "withdraw"}

arrangements = Service(
    key="arrangements",
    name="Forms of governance",
    noun="form of governance",
    about="Executive or committee system: what is in force, and a change of it with its bodies, powers, "
    "notices, cost and every member’s place.",
    record=Arrangement,
    prefix="GM",
    starts=Arrangement.Stage.PLANNED,
    ends={Arrangement.Stage.ENDED, Arrangement.Stage.ABANDONED},
    keeps=Keep(years=100, blanks=("title", "why", "newspaper", "ended_because"), because=HISTORY),
    findable=Findable(
        shows=("form", "why"), page=lambda record: reverse("arrangement", args=[record.reference])
    ),
    searches=("why",),
    shows=(
        "form", "why", "hourly_cost", "by_referendum", "resolved_on", "document_on", "notice_on", "newspaper",
        "in_force_from", "ended_on", "ended_because",
    ),
    asks_after=False,
    roles={
        "Democratic services officer": PLANS | STANDARD,
        "Head of service": {"note"},
        "Auditor": set(),
    },
)  # fmt: skip

constitution = Service(
    key="constitution",
    name="Constitution",
    noun="version of the constitution",
    about="The council’s constitution, version by version: what each changed, who adopted it and since when "
    "it holds.",
    record=ConstitutionVersion,
    prefix="CN",
    starts=ConstitutionVersion.Stage.DRAFT,
    ends={ConstitutionVersion.Stage.SUPERSEDED, ConstitutionVersion.Stage.WITHDRAWN},
    keeps=Keep(years=100, blanks=("title", "what_changed", "adopted_by"), because=HISTORY),
    findable=Findable(
        shows=("what_changed",), page=lambda record: reverse("constitution_version", args=[record.number])
    ),
    searches=("what_changed",),
    shows=("number", "what_changed", "adopted_by", "in_force_from", "superseded_on"),
    asks_after=False,
    roles={
        "Democratic services officer": WRITES | STANDARD,
        "Head of service": {"note"},
        "Auditor": set(),
    },
)
