"""The declaration: matches."""

from guildhall.commons.parties.rights import Right, gives
from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.linkage.clocks import a_month
from guildhall.services.linkage.models import Match

Stage = Match.Stage

linkage = Service(
    key="linkage",
    name="Matches",
    noun="match",
    about="Entries of different systems that may be one person: joined, kept apart, and joined no more.",
    record=Match,
    prefix="MT",
    starts=Stage.ASKED,
    ends={Stage.JOINED, Stage.APART, Stage.UNDONE, Stage.LAPSED},
    clock=a_month,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "why", "model", "ground", "remark"),
        because="as long as somebody may ask why two entries were taken for one person",
    ),
    shows=("weight", "why", "model", "ground", "decided_on"),
    roles={
        "Data steward": {"join", "keep_apart", "confirm", "undo", "think_again", "question"} | STANDARD,
        "Auditor": set(),
    },
)

# Whoever says who is one person must be able to look at both.
gives(linkage.key, "Data steward", Right.FIND, Right.JOIN)
gives(linkage.key, "Auditor", Right.FIND)
