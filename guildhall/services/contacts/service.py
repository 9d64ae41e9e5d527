"""The declarations: the helpdesk's contacts with the knowledge beside them, and its service points."""

from guildhall.commons.parties.rights import Right, gives
from guildhall.kernel.services import Facts, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.contacts.clocks import each_article
from guildhall.services.contacts.models import Article, Contact, ServicePoint
from guildhall.services.contacts.seeing import visible_to

Stage = Article.Stage

EDITS = {"write", "revise", "make_current", "review", "answer_feedback", "retire"}

contacts = Service(
    key="contacts",
    name="Contacts and knowledge",
    noun="article",
    about="What people get in touch about, by telephone, at the counter, by e-mail and otherwise; "
    "and the articles and scripts advisers read beside the call.",
    record=Article,
    prefix="KA",
    starts=Stage.DRAFT,
    ends={Stage.RETIRED},
    clock=each_article,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "text", "words"),
        because="as long as somebody may ask what callers were told",
    ),
    searches=("text", "words"),
    shows=("kind", "text", "words", "reviewed_on"),
    facts=(
        Facts(
            Contact,
            keeps=Keep(
                years=3,
                after="on",
                blanks=("party", "adviser", "note", "language"),
                because="as long as a complaint about it may still be looked into",
            ),
            visible_to=visible_to,
        ),
    ),
    roles={
        "Helpdesk adviser": {"did_not_help", "note"},
        "Helpdesk supervisor": {"did_not_help"} | EDITS | STANDARD,
        "Knowledge editor": {"did_not_help"} | EDITS | STANDARD,
        "Auditor": set(),
    },
)

Serving = ServicePoint.Stage

points = Service(
    key="points",
    name="Service points",
    noun="service point",
    about="Where and when people can reach the council: counters, telephone lines and mailboxes, with the "
    "hours they keep.",
    record=ServicePoint,
    prefix="SP",
    starts=Serving.SERVING,
    ends={Serving.CLOSED},
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "place", "reached_at"),
        because="as long as contacts are counted by where they came",
    ),
    searches=("place", "reached_at"),
    shows=("kind", "place", "reached_at"),
    roles={
        "Helpdesk supervisor": {"set_up", "describe", "change_hours", "shut", "close"} | STANDARD,
        "Helpdesk adviser": {"note"},
        "Auditor": set(),
    },
)

gives(contacts.key, "Helpdesk adviser", Right.FIND, Right.TEND, Right.MARK)
gives(contacts.key, "Helpdesk supervisor", *Right)

# Who may log a contact; who keeps skills, access and what the telephone system counted.
LOGS = frozenset({"Helpdesk adviser", "Helpdesk supervisor"})
SUPERVISES = frozenset({"Helpdesk supervisor"})
